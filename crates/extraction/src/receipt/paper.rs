//! One receipt's pages, understood line by line: what all fields are looked for in.

use std::collections::{BTreeSet, HashMap};

use tieout_domain::{Area, Currency, Period};

use super::amount::Reader;
use super::currency;
use super::fold::fold;
use super::lexicon::{Habits, LEXICON, Role};
use super::line::{Labelled, Line, labelled};
use super::row::{Row, rows};
use super::sheet::Sheet;
use crate::image::Affine;
use crate::values::{AmountStyle, DayOrder};

/// What is known beforehand and helps reading. Nothing of it is ever copied into a receipt by itself.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Hints {
    /// The days the receipts are likely to be from.
    pub period: Option<Period>,
    /// The currency where a receipt prints none that is certain: `$` alone.
    pub currency: Option<Currency>,
    /// Merchants that the statement names.
    pub merchants: Merchants,
}

/// Names of merchants, as they are compared with lines of receipts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Merchants(BTreeSet<String>);

impl Merchants {
    /// Is this one of them? Statements cut names short, and add numbers behind them.
    pub(super) fn know(&self, name: &str) -> bool {
        let name = fold(name);
        let is_like =
            |merchant: &String| merchant.starts_with(&name) || name.starts_with(merchant.as_str());
        name.chars().count() >= Self::SHORTEST && self.0.iter().any(is_like)
    }

    /// Letters of the shortest name that tells anything.
    const SHORTEST: usize = 4;
}

impl<'n> FromIterator<&'n str> for Merchants {
    fn from_iter<I: IntoIterator<Item = &'n str>>(names: I) -> Self {
        // `TST* LUIGIS`: what stands before the asterisk is who passed the payment on.
        let bare = |name: &'n str| name.rsplit('*').next().unwrap_or(name);
        let names = names.into_iter().map(|name| fold(bare(name)));
        Self(
            names
                .filter(|name| name.chars().count() >= Self::SHORTEST)
                .collect(),
        )
    }
}

/// The lines of one receipt.
#[derive(Debug)]
pub(super) struct Paper {
    pub(super) lines: Vec<Line>,
    pub(super) labelled: Vec<Labelled>,
    pub(super) currency: currency::Found,
    /// The order of day and month where dates themselves do not tell.
    pub(super) usual_order: DayOrder,
    /// Per page: where its words stand on it.
    to_page: Vec<(u32, Affine)>,
    /// Height of the letters of plain text.
    pub(super) plain_size: f32,
}

impl Paper {
    pub(super) fn new(sheets: &[Sheet], hints: &Hints) -> Self {
        let rows: Vec<Row> = sheets.iter().flat_map(rows).collect();
        let from_image = sheets.iter().any(Sheet::is_from_image);
        let habits = habits(&rows);
        let texts: Vec<&str> = rows
            .iter()
            .flat_map(|row| &row.words)
            .map(|word| word.text.as_str())
            .collect();
        let style = AmountStyle::detect(texts.iter().copied())
            .or(habits.map(|habits| habits.decimal))
            .unwrap_or_default();
        let reader = Reader { style, from_image };
        let lines: Vec<Line> = rows.into_iter().map(|row| Line::new(row, reader)).collect();
        let labelled = labelled(&lines);
        let currency = currency::find(&lines, hints.currency);
        let plain_size = median_size(&lines);
        Self {
            labelled,
            usual_order: usual_order(habits, &currency),
            currency,
            to_page: sheets
                .iter()
                .map(|sheet| (sheet.page, sheet.to_page))
                .collect(),
            plain_size,
            lines,
        }
    }

    /// The page that fields and problems refer to: the first.
    pub(super) fn page(&self) -> u32 {
        self.to_page.first().map_or(1, |(page, _)| *page)
    }

    /// Where on the first page a place is; none for places on other pages.
    pub(super) fn on_page(&self, page: u32, area: Area) -> Option<Area> {
        let (first, to_page) = self.to_page.first()?;
        (*first == page).then(|| to_page.apply_area(area))
    }

    /// The amounts that labels of `role` announce.
    pub(super) fn with_role(&self, role: Role) -> impl Iterator<Item = &Labelled> {
        self.labelled
            .iter()
            .filter(move |labelled| labelled.role == role)
    }
}

/// English does not tell North America from the rest of the world; the currency does. Canada writes both ways, and its
/// tills in English are mostly those of the United States.
fn usual_order(habits: Option<Habits>, currency: &currency::Found) -> DayOrder {
    let is_north_american = matches!(currency.currency.code(), "USD" | "CAD");
    match habits {
        Some(habits) if habits.order == DayOrder::DayFirst => DayOrder::DayFirst,
        _ if is_north_american => DayOrder::MonthFirst,
        _ => DayOrder::DayFirst,
    }
}

/// The habits of the language that most labels belong to.
fn habits(rows: &[Row]) -> Option<Habits> {
    let mut votes: HashMap<usize, usize> = HashMap::new();
    let reader = Reader {
        style: AmountStyle::Point,
        from_image: false,
    };
    for row in rows {
        for label in Line::new(row.clone(), reader).labels {
            let mut languages: Vec<usize> = label
                .meanings
                .iter()
                .map(|meaning| meaning.language)
                .collect();
            languages.dedup();
            // A phrase of one language alone tells more than one that several share.
            let weight = if languages.len() == 1 { 3 } else { 1 };
            for language in languages {
                *votes.entry(language).or_default() += weight;
            }
        }
    }
    let most = votes
        .into_iter()
        .max_by_key(|(language, votes)| (*votes, std::cmp::Reverse(*language)));
    most.and_then(|(language, _)| LEXICON.habits(language))
}

fn median_size(lines: &[Line]) -> f32 {
    let mut sizes: Vec<f32> = lines
        .iter()
        .flat_map(|line| &line.row.words)
        .map(|word| word.size)
        .collect();
    sizes.sort_by(f32::total_cmp);
    sizes.get(sizes.len() / 2).copied().unwrap_or(1.0).max(0.1)
}
