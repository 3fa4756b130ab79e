//! What pages repeat beside the table: company names, print dates, page numbers.

use std::collections::{HashMap, HashSet};

use super::blocks::Report;
use super::profile::{Label, Wording};
use crate::table::{Line, squash};

/// The texts that pages repeat.
#[derive(Debug, Default)]
pub(super) struct Furniture {
    /// What stands above the table on the first page.
    titles: HashSet<String>,
    /// Words and place, and the pages that have them there.
    pages: HashMap<(String, i32), Vec<u32>>,
    page_count: usize,
}

impl Furniture {
    pub(super) fn of(report: &Report<'_>) -> Self {
        let mut furniture = Self {
            titles: report.preamble.iter().map(words).collect(),
            ..Self::default()
        };
        let mut pages: HashSet<u32> = HashSet::new();
        for line in report.blocks.iter().flat_map(|block| &block.lines) {
            pages.insert(line.page);
            let on = furniture
                .pages
                .entry((words(line), place(line)))
                .or_default();
            if on.last() != Some(&line.page) {
                on.push(line.page);
            }
        }
        furniture.page_count = pages.len();
        furniture
    }

    /// Does every other page have this line, or the title?
    pub(super) fn holds(&self, line: &Line<'_>) -> bool {
        let words = words(line);
        let is_title = self.titles.contains(&words);
        let pages = self.pages.get(&(words, place(line))).map_or(0, Vec::len);
        is_title || (pages >= 2 && pages * 2 >= self.page_count)
    }
}

/// Does `line` print a page number?
pub(super) fn is_page_number(line: &Line<'_>, wording: &Wording) -> bool {
    line.segments().iter().any(|segment| {
        let text = segment.text();
        let label = wording.label(&text);
        matches!(label, Some((Label::Page, rest)) if rest.bytes().any(|byte| byte.is_ascii_digit()))
    })
}

/// The words without their figures.
fn words(line: &Line<'_>) -> String {
    let mut words = squash(&line.text());
    words.retain(|c| !c.is_ascii_digit());
    words
}

/// The place to the nearest two points.
fn place(line: &Line<'_>) -> i32 {
    // A float-to-int `as` saturates.
    (line.baseline / 2.0).round() as i32
}
