//! The tags of an OFX file.

use std::borrow::Cow;

/// One piece of an OFX file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Tag<'t> {
    /// `<STMTTRN>`, and its line
    Open(&'t str, usize),
    /// `</STMTTRN>`
    Close(&'t str),
    /// `<NAME>SHELL`, closed or not.
    Text { name: &'t str, text: Cow<'t, str> },
}

/// The tags of `text` in order. What is no tag (headers, comments, instructions) is passed over.
pub(super) fn tags(text: &str) -> impl Iterator<Item = Tag<'_>> {
    let mut rest = text;
    let mut line = 1;
    std::iter::from_fn(move || {
        loop {
            let (skipped, from_tag) = rest.split_at_checked(rest.find('<')?)?;
            let (inside, behind) = from_tag
                .get(1..)?
                .split_at_checked(from_tag.find('>')?.checked_sub(1)?)?;
            line += skipped.matches('\n').count();
            let at = line;
            line += inside.matches('\n').count();
            rest = behind.get(1..)?;
            if let Some(tag) = tag(inside, rest, at) {
                return Some(tag);
            }
        }
    })
}

fn tag<'t>(inside: &'t str, behind: &'t str, line: usize) -> Option<Tag<'t>> {
    let inside = inside.trim();
    if inside.starts_with(['?', '!']) {
        return None;
    }
    if let Some(name) = inside.strip_prefix('/') {
        return Some(Tag::Close(name.trim()));
    }
    let name = inside.split([' ', '\t', '/']).next()?;
    let end = behind.find('<').unwrap_or(behind.len());
    let text = behind.get(..end)?.trim();
    Some(if text.is_empty() {
        Tag::Open(name, line)
    } else {
        Tag::Text {
            name,
            text: unescaped(text),
        }
    })
}

/// Entities, and the marks by which some banks protect them (`<![CDATA[` is no tag here and was passed over).
fn unescaped(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        let (before, entity) = rest.split_at_checked(at).unwrap_or((rest, ""));
        plain.push_str(before);
        let (letter, length) = character(entity).unwrap_or(('&', 1));
        plain.push(letter);
        rest = entity.get(length..).unwrap_or_default();
    }
    plain.push_str(rest);
    Cow::Owned(plain)
}

/// The character that an entity at the start of `text` stands for, and the entity's length.
fn character(text: &str) -> Option<(char, usize)> {
    const LONGEST: usize = 10;
    let end = text.find(';').filter(|end| *end <= LONGEST)?;
    let letter = match text.get(1..end)? {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => ' ',
        number => numbered(number.strip_prefix('#')?)?,
    };
    Some((letter, end + 1))
}

fn numbered(number: &str) -> Option<char> {
    let code = match number.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16).ok()?,
        None => number.parse().ok()?,
    };
    char::from_u32(code).filter(|letter| !letter.is_control())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text<'t>(name: &'t str, text: &'t str) -> Tag<'t> {
        Tag::Text {
            name,
            text: Cow::Borrowed(text),
        }
    }

    #[test]
    fn closed_or_not_the_tags_are_the_same() {
        let sgml = "OFXHEADER:100\n\n<OFX><STMTTRN>\n<NAME>A &amp; B\n<MEMO>x\n</STMTTRN>";
        let read: Vec<_> = tags(sgml).collect();
        assert_eq!(
            read,
            [
                Tag::Open("OFX", 3),
                Tag::Open("STMTTRN", 3),
                text("NAME", "A & B"),
                text("MEMO", "x"),
                Tag::Close("STMTTRN")
            ]
        );
        let xml = "<?xml?><STMTTRN><NAME>A &#38; B</NAME><MEMO/></STMTTRN>";
        let read: Vec<_> = tags(xml).collect();
        assert_eq!(read[1], text("NAME", "A & B"));
        assert_eq!(read[3], Tag::Open("MEMO", 1));
    }

    #[test]
    fn broken_files_end_and_loose_ampersands_stay() {
        assert_eq!(tags("<OFX").count(), 0);
        assert_eq!(
            tags("<NAME>AT&T & CO; &#x0; &bogus;").collect::<Vec<_>>(),
            [text("NAME", "AT&T & CO; &#x0; &bogus;")]
        );
        assert!(tags("> < > <<>>").count() < 4);
    }
}
