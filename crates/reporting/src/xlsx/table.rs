//! Tables: rows of one kind under named columns.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use rust_xlsxwriter::utility::column_number_to_name;
use rust_xlsxwriter::{ColNum, RowNum};
use tieout_domain::{CardLast4, Confidence, Currency, Decimal, Figure, Money, Status};

use super::sheet::Sheet;
use super::style::Tone;
use crate::ReportError;

/// Headings may be wrapped once.
const HEADING_LINES: u32 = 2;

/// What stands in one cell.
#[derive(Debug, Clone)]
pub(crate) enum Cell<'a> {
    /// Nothing.
    Empty,
    /// Words.
    Text(Cow<'a, str>),
    /// What a thing goes by. Its digits are no card number.
    Id(Cow<'a, str>),
    /// A day.
    Date(NaiveDate),
    /// An amount in major units.
    Amount(Decimal, Currency),
    /// How many.
    Count(i64),
    /// How sure.
    Confidence(Confidence),
    /// What a transaction lacks.
    Status(Status),
    /// A word to be seen at a glance.
    Toned(Tone, &'static str),
}

/// One column of a table with rows of `R`.
pub(crate) struct Column<R> {
    /// The heading.
    pub(crate) title: &'static str,
    /// What it is for, which decides how it is laid out.
    pub(crate) kind: Kind,
    /// What stands in it.
    pub(crate) cell: fn(&R) -> Cell<'_>,
}

/// What a column is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Words and dates: aligned left.
    Words,
    /// Sentences: aligned left, wrapped.
    Prose,
    /// Words that may stand over the empty cells to their right.
    Loose,
    /// Figures: aligned right.
    Figures,
    /// Amounts that a total is drawn under.
    Summed,
}

impl<R> Column<R> {
    pub(crate) const fn words(title: &'static str, cell: fn(&R) -> Cell<'_>) -> Self {
        Self::new(title, Kind::Words, cell)
    }

    pub(crate) const fn prose(title: &'static str, cell: fn(&R) -> Cell<'_>) -> Self {
        Self::new(title, Kind::Prose, cell)
    }

    pub(crate) const fn loose(title: &'static str, cell: fn(&R) -> Cell<'_>) -> Self {
        Self::new(title, Kind::Loose, cell)
    }

    pub(crate) const fn figures(title: &'static str, cell: fn(&R) -> Cell<'_>) -> Self {
        Self::new(title, Kind::Figures, cell)
    }

    pub(crate) const fn summed(title: &'static str, cell: fn(&R) -> Cell<'_>) -> Self {
        Self::new(title, Kind::Summed, cell)
    }

    const fn new(title: &'static str, kind: Kind, cell: fn(&R) -> Cell<'_>) -> Self {
        Self { title, kind, cell }
    }
}

impl Kind {
    pub(crate) const fn is_figures(self) -> bool {
        matches!(self, Self::Figures | Self::Summed)
    }
}

impl<'a> Cell<'a> {
    pub(crate) fn id(text: impl Into<Option<&'a str>>) -> Self {
        text.into()
            .map_or(Self::Empty, |text| Self::Id(Cow::Borrowed(text)))
    }

    pub(crate) fn text(text: impl Into<Option<&'a str>>) -> Self {
        text.into()
            .map_or(Self::Empty, |text| Self::Text(Cow::Borrowed(text)))
    }

    pub(crate) fn date(date: Option<NaiveDate>) -> Self {
        date.map_or(Self::Empty, Self::Date)
    }

    pub(crate) fn money(money: Option<Money>) -> Self {
        money.map_or(Self::Empty, |money| {
            Self::Amount(money.to_decimal(), money.currency())
        })
    }

    pub(crate) fn currency(currency: Option<Currency>) -> Self {
        currency.map_or(Self::Empty, |currency| {
            Self::Id(Cow::Owned(currency.to_string()))
        })
    }

    pub(crate) fn card(card: Option<CardLast4>) -> Self {
        card.map_or(Self::Empty, |card| Self::Id(Cow::Owned(card.masked())))
    }

    pub(crate) fn count(count: usize) -> Self {
        Self::Count(i64::try_from(count).unwrap_or(i64::MAX))
    }

    pub(crate) fn page(page: Option<u32>) -> Self {
        page.map_or(Self::Empty, |page| Self::Count(page.into()))
    }

    pub(crate) fn figure(figure: Option<Figure>) -> Self {
        match figure {
            Some(Figure::Amount(money)) => Self::money(Some(money)),
            Some(Figure::Count(count)) => Self::Count(count),
            None => Self::Empty,
        }
    }
}

/// What is known of a table once it is written.
pub(crate) struct Written {
    /// The row of the headings.
    heading: RowNum,
    /// How many rows stand below it.
    rows: RowNum,
    /// Per column, the sum of its amounts in each currency.
    sums: Vec<BTreeMap<Currency, Decimal>>,
}

impl Written {
    pub(crate) const fn is_empty(&self) -> bool {
        self.rows == 0
    }

    pub(crate) const fn rows(&self) -> RowNum {
        self.rows
    }

    /// A column of the table as formulas name it.
    pub(crate) fn cells(&self, col: ColNum) -> String {
        cells(col, self.heading + 1, self.heading + self.rows.max(1))
    }

    fn sum(&self, col: ColNum, currency: Currency) -> Decimal {
        let sums = self.sums.get(usize::from(col));
        let sum = sums.and_then(|sums| sums.get(&currency));
        sum.copied().unwrap_or_default()
    }

    /// The row below the last.
    pub(crate) const fn next(&self) -> RowNum {
        self.heading + 1 + self.rows
    }
}

/// Writes headings at `heading` and the rows below them, in one pass.
pub(crate) fn write<R>(
    sheet: &mut Sheet<'_>,
    heading: RowNum,
    columns: &[Column<R>],
    rows: impl Iterator<Item = R>,
) -> Result<Written, ReportError> {
    for (col, column) in numbered(columns) {
        sheet.heading(heading, col, column.title, column.kind.is_figures())?;
    }
    sheet.lines(heading, HEADING_LINES)?;
    let mut written = Written {
        heading,
        rows: 0,
        sums: vec![BTreeMap::new(); columns.len()],
    };
    for row in rows {
        let at = written.next();
        let mut lines = 1;
        for ((col, column), sums) in numbered(columns).zip(&mut written.sums) {
            let cell = (column.cell)(&row);
            match (column.kind, &cell) {
                (Kind::Prose, Cell::Text(text)) => lines = sheet.wrapped(at, col, text)?.max(lines),
                (Kind::Loose, Cell::Text(text)) => sheet.loose(at, col, text)?,
                _ => sheet.put(at, col, &cell)?,
            }
            if let (Kind::Summed, Cell::Amount(amount, currency)) = (column.kind, cell) {
                *sums.entry(currency).or_default() += amount;
            }
        }
        sheet.lines(at, lines)?;
        written.rows += 1;
    }
    Ok(written)
}

/// Lets people filter a table, as they can one of each sheet.
pub(crate) fn filter(
    sheet: &mut Sheet<'_>,
    written: &Written,
    columns: usize,
) -> Result<(), ReportError> {
    let last_row = written.heading + written.rows.max(1);
    let last_col = ColNum::try_from(columns.saturating_sub(1)).unwrap_or_default();
    sheet
        .worksheet
        .autofilter(written.heading, 0, last_row, last_col)?;
    Ok(())
}

/// How a total is limited to one currency, where a table holds several.
pub(crate) enum ByCurrency<'f> {
    /// The table has a column that names it.
    Column(&'static str),
    /// It has none: another sheet's columns are asked.
    Formula(&'f dyn Fn(Currency) -> String),
}

/// Draws the total of each summed column below a table: a row per currency.
pub(crate) fn total<R>(
    sheet: &mut Sheet<'_>,
    written: &Written,
    columns: &[Column<R>],
    by_currency: &ByCurrency<'_>,
) -> Result<(), ReportError> {
    let currencies: BTreeSet<_> = written.sums.iter().flat_map(BTreeMap::keys).collect();
    let is_alone = currencies.len() == 1;
    for (row, currency) in (written.next()..).zip(currencies) {
        let styles = sheet.styles;
        for (col, column) in numbered(columns) {
            sheet.over(row, col, "", &styles.total_label)?;
            if column.kind == Kind::Summed {
                let formula = match by_currency {
                    // 109: the sum of what the filter shows.
                    _ if is_alone => format!("SUBTOTAL(109,{})", written.cells(col)),
                    ByCurrency::Formula(formula) => formula(*currency),
                    ByCurrency::Column(title) => {
                        let names = written.cells(col_of(columns, title));
                        format!("SUMIF({names},\"{currency}\",{})", written.cells(col))
                    }
                };
                let sum = written.sum(col, *currency);
                sheet.sum(
                    (row, col),
                    &formula,
                    (sum, *currency),
                    styles.total(*currency),
                )?;
            }
        }
        let label = if is_alone {
            "Total".to_owned()
        } else {
            format!("Total {currency}")
        };
        sheet.over(row, 0, &label, &styles.total_label)?;
    }
    Ok(())
}

/// The place of the column with this heading.
pub(crate) fn col_of<R>(columns: &[Column<R>], title: &str) -> ColNum {
    let mut titles = numbered(columns);
    let found = titles.find(|(_, column)| column.title == title);
    found.map(|(col, _)| col).unwrap_or_default()
}

/// A part of a column as formulas name it, wherever they are copied to: `$K$2:$K$1519`.
pub(crate) fn cells(col: ColNum, first: RowNum, last: RowNum) -> String {
    let name = column_number_to_name(col);
    format!("${name}${}:${name}${}", first + 1, last + 1)
}

fn numbered<R>(columns: &[Column<R>]) -> impl Iterator<Item = (ColNum, &Column<R>)> {
    (0..).zip(columns)
}
