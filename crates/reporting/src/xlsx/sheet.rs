//! One worksheet: each cell in the right format, each column as wide as what stands in it.

use std::borrow::Cow;
use std::collections::BTreeMap;

use chrono::{DateTime, Datelike, NaiveDate, Utc};
use rust_xlsxwriter::{ColNum, Format, Formula, RowNum, Worksheet, cell_autofit_width};
use tieout_domain::{Confidence, Currency, Decimal};

use super::style::Styles;
use super::table::Cell;
use crate::ReportError;
use crate::text::{fitting, printable, prose};
use crate::words;

/// More than this many pixels are not given to a column of words …
const WIDEST: u32 = 240;
/// … and to one whose text is wrapped.
const WIDEST_WRAPPED: u32 = 460;
/// Room for the button of the filter.
const FILTER: u32 = 18;
/// Room that bold letters and the air beside figures take more.
const AIR: u32 = 14;
/// Room between the words of two columns.
const GAP: u32 = 6;
/// The height of a line, in points.
const LINE: u32 = 15;
/// A worksheet keeps fifteen digits of a number.
const EXACT: i128 = 999_999_999_999_999;

/// A worksheet that is being written.
pub(crate) struct Sheet<'s> {
    pub(crate) worksheet: Worksheet,
    pub(crate) styles: &'s Styles,
    widths: BTreeMap<ColNum, u32>,
}

impl<'s> Sheet<'s> {
    pub(crate) fn new(worksheet: Worksheet, styles: &'s Styles) -> Self {
        Self {
            worksheet,
            styles,
            widths: BTreeMap::new(),
        }
    }

    /// Writes one cell in the format that goes with it.
    pub(crate) fn put(
        &mut self,
        row: RowNum,
        col: ColNum,
        cell: &Cell<'_>,
    ) -> Result<(), ReportError> {
        let styles = self.styles;
        match cell {
            Cell::Empty => self.blank(row, col),
            Cell::Text(text) => self.text(row, col, &prose(text), &styles.text),
            Cell::Id(text) => self.text(row, col, &printable(text), &styles.text),
            Cell::Date(date) => self.date(row, col, *date),
            Cell::Amount(amount, currency) => self.amount(row, col, *amount, *currency),
            Cell::Count(count) => self.number(row, col, (*count).into(), &styles.count),
            Cell::Confidence(confidence) => self.share(row, col, *confidence),
            Cell::Status(status) => self.text(row, col, status.label(), styles.status(*status)),
            Cell::Toned(tone, word) => self.text(row, col, word, styles.toned(*tone)),
        }
    }

    /// Writes a sentence, wrapped where its column ends, and returns how many lines it takes.
    pub(crate) fn wrapped(
        &mut self,
        row: RowNum,
        col: ColNum,
        text: &str,
    ) -> Result<u32, ReportError> {
        let text = fitting(prose(text));
        let needed = cell_autofit_width(&text);
        self.widen(col, needed.min(WIDEST_WRAPPED));
        let prose = &self.styles.prose;
        self.worksheet
            .write_string_with_format(row, col, text, prose)?;
        Ok(match needed {
            0..=WIDEST_WRAPPED => 1,
            // Lines end between words, so they are not quite full.
            _ => (needed + needed / 8).div_ceil(WIDEST_WRAPPED),
        })
    }

    /// Makes a row as high as its lines.
    pub(crate) fn lines(&mut self, row: RowNum, lines: u32) -> Result<(), ReportError> {
        if lines > 1 {
            self.worksheet.set_row_height(row, LINE * lines)?;
        }
        Ok(())
    }

    /// Writes words that may stand over the empty cells to their right.
    pub(crate) fn loose(
        &mut self,
        row: RowNum,
        col: ColNum,
        text: &str,
    ) -> Result<(), ReportError> {
        let format = &self.styles.text;
        self.over(row, col, &prose(text), format)
    }

    /// Writes text as it is, in `format`: whatever it holds, it stays text.
    pub(crate) fn text(
        &mut self,
        row: RowNum,
        col: ColNum,
        text: &str,
        format: &Format,
    ) -> Result<(), ReportError> {
        self.widen(col, cell_autofit_width(text).min(WIDEST) + GAP);
        self.over(row, col, text, format)
    }

    /// Writes text that may stand over its neighbours: the column does not grow with it.
    pub(crate) fn over(
        &mut self,
        row: RowNum,
        col: ColNum,
        text: &str,
        format: &Format,
    ) -> Result<(), ReportError> {
        let text = fitting(Cow::Borrowed(text));
        self.worksheet
            .write_string_with_format(row, col, text, format)?;
        Ok(())
    }

    /// Writes a sentence over `columns` columns.
    pub(crate) fn line(
        &mut self,
        row: RowNum,
        columns: usize,
        text: &str,
        format: &Format,
    ) -> Result<(), ReportError> {
        let last = ColNum::try_from(columns.saturating_sub(1)).unwrap_or_default();
        for col in 1..=last {
            self.worksheet.write_blank(row, col, format)?;
        }
        self.over(row, 0, text, format)
    }

    /// Writes the heading of a column.
    pub(crate) fn heading(
        &mut self,
        row: RowNum,
        col: ColNum,
        title: &str,
        is_figures: bool,
    ) -> Result<(), ReportError> {
        let styles = self.styles;
        let format = if is_figures {
            &styles.heading_of_figures
        } else {
            &styles.heading
        };
        // Headings may take two lines, so that a long one does not make a narrow column wide.
        let words = title.split(' ').map(cell_autofit_width);
        let half = cell_autofit_width(title).div_ceil(2);
        self.widen(
            col,
            words.max().unwrap_or_default().max(half) + AIR + FILTER,
        );
        self.over(row, col, title, format)
    }

    /// Writes a formula together with what it comes to.
    pub(crate) fn formula(
        &mut self,
        (row, col): (RowNum, ColNum),
        formula: &str,
        result: &str,
        format: &Format,
    ) -> Result<(), ReportError> {
        let formula = Formula::new(formula).set_result(result);
        self.worksheet
            .write_formula_with_format(row, col, formula, format)?;
        Ok(())
    }

    /// Writes the sum of amounts as a formula.
    pub(crate) fn sum(
        &mut self,
        at: (RowNum, ColNum),
        formula: &str,
        (sum, currency): (Decimal, Currency),
        format: &Format,
    ) -> Result<(), ReportError> {
        self.widen_for_amount(at.1, sum, currency);
        self.formula(at, formula, &sum.to_string(), format)
    }

    /// Writes a moment, in UTC.
    pub(crate) fn time(
        &mut self,
        row: RowNum,
        col: ColNum,
        time: DateTime<Utc>,
    ) -> Result<(), ReportError> {
        let format = &self.styles.time;
        if !is_in_calendar(time.date_naive()) {
            return self.over(row, col, &time.to_rfc3339(), format);
        }
        self.worksheet
            .write_datetime_with_format(row, col, time.naive_utc(), format)?;
        Ok(())
    }

    /// Gives every column the width of what stands in it, and hands the worksheet back.
    pub(crate) fn finish(mut self) -> Result<Worksheet, ReportError> {
        for (col, width) in &self.widths {
            self.worksheet.set_column_width_pixels(*col, *width)?;
        }
        Ok(self.worksheet)
    }

    /// Makes a column at least so many pixels wide.
    pub(crate) fn widen(&mut self, col: ColNum, width: u32) {
        let widest = self.widths.entry(col).or_default();
        *widest = width.max(*widest);
    }

    fn blank(&mut self, row: RowNum, col: ColNum) -> Result<(), ReportError> {
        let text = &self.styles.text;
        self.worksheet.write_blank(row, col, text)?;
        Ok(())
    }

    fn date(&mut self, row: RowNum, col: ColNum, date: NaiveDate) -> Result<(), ReportError> {
        let text = date.to_string();
        let format = &self.styles.date;
        if !is_in_calendar(date) {
            return self.text(row, col, &text, format);
        }
        self.widen(col, cell_autofit_width(&text) + GAP);
        self.worksheet
            .write_datetime_with_format(row, col, date, format)?;
        Ok(())
    }

    fn amount(
        &mut self,
        row: RowNum,
        col: ColNum,
        amount: Decimal,
        currency: Currency,
    ) -> Result<(), ReportError> {
        self.widen_for_amount(col, amount, currency);
        let format = self.styles.amount(currency);
        self.number(row, col, amount, format)
    }

    /// Writes a number; as text where a worksheet would round it.
    fn number(
        &mut self,
        row: RowNum,
        col: ColNum,
        number: Decimal,
        format: &Format,
    ) -> Result<(), ReportError> {
        // The decimal text names the nearest number that a worksheet can hold, and comes back
        // from it unchanged.
        let exact = (number.mantissa().abs() <= EXACT).then(|| number.to_string().parse());
        match exact {
            Some(Ok(number)) => {
                let number: f64 = number;
                self.worksheet
                    .write_number_with_format(row, col, number, format)?;
                Ok(())
            }
            _ => self.text(row, col, &number.to_string(), format),
        }
    }

    fn share(
        &mut self,
        row: RowNum,
        col: ColNum,
        confidence: Confidence,
    ) -> Result<(), ReportError> {
        let format = &self.styles.share;
        self.worksheet
            .write_number_with_format(row, col, confidence.ratio(), format)?;
        Ok(())
    }

    fn widen_for_amount(&mut self, col: ColNum, amount: Decimal, currency: Currency) {
        let shown = words::major(amount, currency);
        self.widen(col, cell_autofit_width(&shown) + AIR);
    }
}

/// Does a worksheet's calendar know the day? It goes from 1900 to 9999.
fn is_in_calendar(date: NaiveDate) -> bool {
    // 1900 itself has a leap day too many there.
    (1901..=9999).contains(&date.year())
}
