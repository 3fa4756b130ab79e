//! Tables on pages made for the purpose: every character is six points wide, every font ten points high.

use super::*;
use crate::pdf::{Direction, Page, Word};

const CHARACTER: f32 = 6.0;
const SIZE: f32 = 10.0;

/// A page in the making. Words are drawn in the order in which they are written.
#[derive(Default)]
struct Draft {
    words: Vec<Word>,
}

impl Draft {
    /// One text, drawn at once.
    fn text(mut self, x: f32, y: f32, text: &str) -> Self {
        for (at, word) in word_places(text) {
            self.words.push(word_at(
                x + at as f32 * CHARACTER,
                y,
                word,
                self.words.len(),
            ));
        }
        self
    }

    fn page(self) -> Page {
        Page {
            number: 1,
            width: 600.0,
            height: 800.0,
            words: self.words,
            images: Vec::new(),
            notes: Vec::new(),
        }
    }
}

fn word_places(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    text.split(' ').filter_map(move |word| {
        let start = at;
        at += word.len() + 1;
        (!word.is_empty()).then_some((start, word))
    })
}

fn word_at(left: f32, baseline: f32, text: &str, order: usize) -> Word {
    let lefts: Vec<f32> = (0..text.len())
        .map(|at| left + at as f32 * CHARACTER)
        .collect();
    Word {
        text: text.to_owned(),
        left,
        right: left + text.len() as f32 * CHARACTER,
        top: baseline - SIZE,
        bottom: baseline + 2.0,
        baseline,
        size: SIZE,
        bold: false,
        invisible: false,
        order: u32::try_from(order).unwrap(),
        abuts: false,
        direction: Direction::Right,
        lefts,
    }
}

/// What the columns of these tests hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    Date,
    Merchant,
    City,
    Amount,
}

fn headings() -> Headings<Role> {
    Headings::new([
        ("Trans Date", Role::Date),
        ("Date", Role::Date),
        ("Merchant Name", Role::Merchant),
        ("City, State", Role::City),
        ("Net Cost", Role::Amount),
        ("Amount", Role::Amount),
    ])
}

fn roles(found: &FoundHeadings<Role>) -> Vec<Option<Role>> {
    found.headings.iter().map(|heading| heading.role).collect()
}

/// The cells of every line below the headings, which are the first line.
fn cells_below(page: &Page) -> Vec<Vec<(Option<Role>, String)>> {
    let lines = lines(page);
    let found = headings().find(&lines).unwrap();
    let mut columns = Columns::new(found.headings);
    columns.fit(&lines[found.lines..]);
    let cells = |line| {
        columns
            .cells(line)
            .iter()
            .map(|cell| (cell.role, cell.text()))
            .collect()
    };
    lines[found.lines..].iter().map(cells).collect()
}

#[test]
fn words_on_one_baseline_are_a_line_and_small_offsets_do_not_matter() {
    let page = Draft::default()
        .text(60.0, 101.5, "b")
        .text(10.0, 100.0, "a")
        .text(10.0, 112.0, "c")
        .page();
    let texts: Vec<String> = lines(&page).iter().map(Line::text).collect();
    assert_eq!(texts, ["a b", "c"]);
}

#[test]
fn spaces_stay_as_many_as_they_are_drawn() {
    let page = Draft::default()
        .text(10.0, 100.0, "EXXONMOBIL    4130")
        .page();

    assert_eq!(lines(&page)[0].text(), "EXXONMOBIL    4130");
}

#[test]
fn what_is_printed_twice_is_one_word() {
    let page = Draft::default()
        .text(10.0, 100.0, "86/87")
        .text(10.8, 100.0, "86/87")
        .page();
    assert_eq!(lines(&page)[0].text(), "86/87");
}

#[test]
fn headings_are_found_in_any_order_and_unknown_ones_keep_their_place() {
    let page = Draft::default()
        .text(10.0, 100.0, "Net Cost")
        .text(100.0, 100.0, "Wibble")
        .text(200.0, 100.0, "Trans Date")
        .page();
    let found = headings().find(&lines(&page)).unwrap();
    assert_eq!(roles(&found), [Some(Role::Amount), None, Some(Role::Date)]);
}

#[test]
fn headings_may_be_broken_over_lines() {
    let page = Draft::default()
        .text(10.0, 100.0, "Trans")
        .text(100.0, 100.0, "Merchant")
        .text(200.0, 105.0, "Amount")
        .text(10.0, 110.0, "Date")
        .text(100.0, 110.0, "Name")
        .page();
    let found = headings().find(&lines(&page)).unwrap();
    assert_eq!(
        (found.lines, roles(&found)),
        (
            3,
            vec![Some(Role::Date), Some(Role::Merchant), Some(Role::Amount)]
        )
    );
}

#[test]
fn a_title_above_headings_is_no_part_of_them() {
    let page = Draft::default()
        .text(10.0, 90.0, "Payments and fees")
        .text(10.0, 105.0, "Date")
        .text(200.0, 105.0, "Amount")
        .page();
    assert_eq!(headings().find(&lines(&page)), None);
    assert!(headings().find(&lines(&page)[1..]).is_some());
}

#[test]
fn a_line_with_figures_is_no_line_of_headings() {
    let page = Draft::default()
        .text(10.0, 100.0, "Date 03/31/2025")
        .text(200.0, 100.0, "Amount")
        .page();
    assert_eq!(headings().find(&lines(&page)), None);
}

/// Date, merchant and city are set to the left, amounts to the right.
fn table() -> Draft {
    Draft::default()
        .text(10.0, 100.0, "Trans Date")
        .text(80.0, 100.0, "Merchant Name")
        .text(180.0, 100.0, "City, State")
        .text(260.0, 100.0, "Net Cost")
        .text(10.0, 115.0, "03/02/2025")
        .text(80.0, 115.0, "OIL 4")
        .text(180.0, 115.0, "OSLO, CN")
        .text(284.0, 115.0, "8.11")
        .text(10.0, 130.0, "03/03/2025")
        .text(80.0, 130.0, "GAS 17")
        .text(180.0, 130.0, "KEMAH, TX")
        .text(272.0, 130.0, "128.11")
}

#[test]
fn a_merchant_that_runs_into_the_city_still_splits() {
    // Drawn cell by cell, the merchant ends far in the city.
    let page = table()
        .text(80.0, 145.0, "OVERHEAD DOOR COM LLC")
        .text(180.0, 145.0, "WACO, TX")
        .page();
    let merchant = (Some(Role::Merchant), "OVERHEAD DOOR COM LLC".to_owned());
    let city = (Some(Role::City), "WACO, TX".to_owned());
    assert_eq!(cells_below(&page)[2], [merchant, city]);
}

#[test]
fn an_empty_cell_stays_empty() {
    let page = table()
        .text(10.0, 145.0, "03/04/2025")
        .text(278.0, 145.0, "53.75")
        .page();
    let date = (Some(Role::Date), "03/04/2025".to_owned());
    let amount = (Some(Role::Amount), "53.75".to_owned());
    assert_eq!(cells_below(&page)[2], [date, amount]);
}

#[test]
fn an_amount_that_is_wider_than_any_before_still_is_the_amount() {
    let page = table()
        .text(180.0, 145.0, "WACO, TX")
        .text(242.0, 145.0, "$12,345.67-")
        .page();
    let cells = &cells_below(&page)[2];
    assert_eq!(cells[1], (Some(Role::Amount), "$12,345.67-".to_owned()));
}

#[test]
fn letters_drawn_in_any_order_become_words() {
    let mut words: Vec<Word> = Vec::new();
    for (at, letter) in [(3, "L"), (0, "M"), (1, "A"), (2, "L"), (6, "Y"), (5, "B")] {
        words.push(word_at(
            10.0 + at as f32 * CHARACTER,
            100.0,
            letter,
            words.len(),
        ));
    }
    let page = upright(Page {
        words,
        ..Draft::default().page()
    });
    assert_eq!(
        lines(&page)[0]
            .words
            .iter()
            .map(|word| word.text.as_str())
            .collect::<Vec<_>>(),
        ["MALL", "BY"]
    );
}

#[test]
fn a_page_that_lies_on_its_side_is_turned() {
    let mut words = Draft::default()
        .text(10.0, 100.0, "turned words")
        .text(10.0, 120.0, "below")
        .page()
        .words;
    for word in &mut words {
        // As on a page turned clockwise, 800 points wide: right becomes down, down becomes left.
        (word.left, word.right, word.top, word.bottom) =
            (800.0 - word.bottom, 800.0 - word.top, word.left, word.right);
        word.baseline = 800.0 - word.baseline;
        word.direction = Direction::Down;
    }
    let page = upright(Page {
        words,
        width: 800.0,
        height: 600.0,
        ..Draft::default().page()
    });
    let texts: Vec<String> = lines(&page)
        .iter()
        .map(|line| line.text().split_whitespace().collect::<Vec<_>>().join(" "))
        .collect();
    assert_eq!(texts, ["turned words", "below"]);
    assert_eq!((page.width, page.height), (600.0, 800.0));
}
