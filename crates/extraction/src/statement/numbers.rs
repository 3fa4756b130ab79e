//! What pages say of their number, and which are missing by that.

use crate::table::Line;

/// `Page 3 of 12`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct PageNumber {
    pub(super) page: u32,
    pub(super) of: u32,
}

/// The words before a page's number, in small letters.
const PAGE: [&str; 5] = ["page", "pg", "seite", "página", "pagina"];

/// The words between a page's number and how many there are.
const OF: [&str; 5] = ["of", "/", "von", "sur", "de"];

/// What the lines of a page say of its number.
pub(super) fn page_number(lines: &[Line<'_>]) -> Option<PageNumber> {
    lines.iter().find_map(|line| {
        let words: Vec<&str> = line.words.iter().map(|word| word.text.as_str()).collect();
        words.windows(4).find_map(in_words)
    })
}

fn in_words(words: &[&str]) -> Option<PageNumber> {
    let [label, page, between, of] = *words else {
        return None;
    };
    let is_in = |known: &[&str], word: &str| {
        let word = word.trim_end_matches([':', '.']).to_lowercase();
        known.contains(&word.as_str())
    };
    let (page, of) = (page.parse().ok()?, of.trim_end_matches('.').parse().ok()?);
    let is_number = is_in(&PAGE, label) && is_in(&OF, between) && (1..=of).contains(&page);
    is_number.then_some(PageNumber { page, of })
}

/// The first gap in the numbers of pages, in words.
pub(super) fn missing(numbers: &[PageNumber]) -> Option<String> {
    let gap = numbers.windows(2).find_map(|pair| match pair {
        [before, next] if before.of == next.of && next.page > before.page + 1 => Some(format!(
            "page {} of {} follows page {}: pages between them are missing; add the whole document",
            next.page, next.of, before.page
        )),
        _ => None,
    });
    gap.or_else(|| {
        let last = numbers.last().filter(|last| last.page < last.of)?;
        Some(format!(
            "the last page says that it is page {} of {}: pages at the end are missing; add the whole document",
            last.page, last.of
        ))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(pages: &[(u32, u32)]) -> Vec<PageNumber> {
        let pages = pages.iter();
        pages
            .map(|(page, of)| PageNumber {
                page: *page,
                of: *of,
            })
            .collect()
    }

    #[test]
    fn pages_are_numbered_in_several_languages() {
        let third = Some(PageNumber { page: 3, of: 12 });
        assert_eq!(in_words(&["Page", "3", "of", "12"]), third);
        assert_eq!(in_words(&["Page:", "3", "/", "12"]), third);
        assert_eq!(in_words(&["Seite", "3", "von", "12"]), third);
        assert_eq!(in_words(&["Page", "12", "of", "3"]), None);
        assert_eq!(in_words(&["Gate", "3", "of", "12"]), None);
    }

    #[test]
    fn what_is_missing_is_named() {
        assert_eq!(missing(&[]), None);
        assert_eq!(missing(&numbers(&[(1, 2), (2, 2)])), None);
        // A statement for each of two people.
        assert_eq!(missing(&numbers(&[(1, 2), (2, 2), (1, 1)])), None);
        let end = missing(&numbers(&[(1, 3), (2, 3)])).unwrap_or_default();
        assert!(
            end.starts_with("the last page says that it is page 2 of 3"),
            "{end}"
        );
        let gap = missing(&numbers(&[(1, 3), (3, 3)])).unwrap_or_default();
        assert!(gap.starts_with("page 3 of 3 follows page 1"), "{gap}");
    }
}
