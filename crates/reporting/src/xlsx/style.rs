//! How cells look: ink on paper, one grey for headings, colour for what needs work.

use std::collections::BTreeMap;

use rust_xlsxwriter::{Format, FormatAlign, FormatBorder, FormatUnderline};
use tieout_domain::{Currency, Status};

use crate::rows::Verdict;
use crate::words::symbol;

const INK: u32 = 0x1A_1C_19;
const QUIET: u32 = 0x54_58_50;
const RULE: u32 = 0xC9_CC_C3;
const STRONG_RULE: u32 = 0x8F_94_8A;
const HEADING: u32 = 0xED_ED_ED;
const LINK: u32 = 0x1F_5F_4A;
const COMPLETE: u32 = 0x6F_A5_8C;
const MISSING_RECEIPT: u32 = 0xFF_EB_9C;
const MISSING_GL_CODE: u32 = 0xFF_D9_66;
const MISSING_BOTH: u32 = 0xFF_C7_CE;

/// A colour of text, and the tint behind it.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Tone {
    /// Proven, or done.
    Good,
    /// To be looked at.
    Doubtful,
    /// Wrong.
    Bad,
    /// Neither.
    Quiet,
}

/// The formats of a workbook.
pub(crate) struct Styles {
    pub(crate) title: Format,
    pub(crate) subtitle: Format,
    pub(crate) section: Format,
    pub(crate) heading: Format,
    pub(crate) heading_of_figures: Format,
    pub(crate) text: Format,
    pub(crate) prose: Format,
    pub(crate) date: Format,
    pub(crate) time: Format,
    pub(crate) count: Format,
    pub(crate) share: Format,
    pub(crate) total_label: Format,
    pub(crate) total_count: Format,
    pub(crate) link: Format,
    missing_receipt: Format,
    missing_gl_code: Format,
    missing_both: Format,
    good: Format,
    doubtful: Format,
    bad: Format,
    quiet: Format,
    amounts: BTreeMap<Currency, Amounts>,
    other_amounts: Amounts,
}

/// The formats of one currency.
struct Amounts {
    plain: Format,
    total: Format,
}

impl Styles {
    pub(crate) fn new(currencies: impl IntoIterator<Item = Currency>) -> Self {
        let cell = Format::new()
            .set_font_color(INK)
            .set_align(FormatAlign::Top)
            .set_border_bottom(FormatBorder::Hair)
            .set_border_bottom_color(RULE);
        let heading = Format::new()
            .set_bold()
            .set_font_color(INK)
            .set_background_color(HEADING)
            .set_align(FormatAlign::Bottom)
            .set_text_wrap()
            .set_border_bottom(FormatBorder::Thin)
            .set_border_bottom_color(STRONG_RULE);
        let total = Format::new()
            .set_bold()
            .set_font_color(INK)
            .set_border_top(FormatBorder::Thin)
            .set_border_top_color(STRONG_RULE);
        let large = Format::new().set_font_color(INK).set_bold();
        let count = figures(&cell).set_num_format(padded("#,##0"));
        Self {
            title: large.clone().set_font_size(18),
            subtitle: Format::new().set_font_color(QUIET),
            section: large.set_font_size(13),
            heading_of_figures: figures(&heading).set_indent(1),
            heading,
            prose: cell.clone().set_text_wrap(),
            date: cell
                .clone()
                .set_num_format("yyyy-mm-dd")
                .set_align(FormatAlign::Left),
            time: cell
                .clone()
                .set_num_format("yyyy-mm-dd hh:mm \"UTC\"")
                .set_align(FormatAlign::Left),
            share: count.clone().set_num_format(padded("0%")),
            count,
            total_count: figures(&total).set_num_format(padded("#,##0")),
            link: Format::new()
                .set_font_color(LINK)
                .set_underline(FormatUnderline::Single),
            amounts: currencies
                .into_iter()
                .map(|currency| {
                    (
                        currency,
                        Amounts::new(&cell, &total, &number_format(currency)),
                    )
                })
                .collect(),
            other_amounts: Amounts::new(&cell, &total, "#,##0.00_0"),
            missing_receipt: filled(&cell, MISSING_RECEIPT),
            missing_gl_code: filled(&cell, MISSING_GL_CODE),
            missing_both: filled(&cell, MISSING_BOTH),
            good: filled(&cell, 0xE7_F4_EA).set_font_color(0x1C_6B_3C),
            doubtful: filled(&cell, 0xFD_F1_D8).set_font_color(0x7A_4F_00),
            bad: filled(&cell, 0xFD_E9_E7).set_font_color(0xA1_26_1F),
            quiet: cell.clone().set_font_color(QUIET),
            total_label: total,
            text: cell,
        }
    }

    pub(crate) fn amount(&self, currency: Currency) -> &Format {
        &self.of(currency).plain
    }

    pub(crate) fn total(&self, currency: Currency) -> &Format {
        &self.of(currency).total
    }

    pub(crate) fn status(&self, status: Status) -> &Format {
        match status {
            Status::Complete => &self.text,
            Status::MissingReceipt => &self.missing_receipt,
            Status::MissingGlCode => &self.missing_gl_code,
            Status::MissingBoth => &self.missing_both,
        }
    }

    /// A cell that is seen at a glance.
    pub(crate) fn toned(&self, tone: Tone) -> &Format {
        match tone {
            Tone::Good => &self.good,
            Tone::Doubtful => &self.doubtful,
            Tone::Bad => &self.bad,
            Tone::Quiet => &self.quiet,
        }
    }

    fn of(&self, currency: Currency) -> &Amounts {
        self.amounts.get(&currency).unwrap_or(&self.other_amounts)
    }
}

impl Amounts {
    fn new(cell: &Format, total: &Format, number_format: &str) -> Self {
        Self {
            plain: figures(cell).set_num_format(number_format),
            total: figures(total).set_num_format(number_format),
        }
    }
}

/// The colour that stands for a status, in cells and in the chart.
pub(crate) const fn status_color(status: Status) -> u32 {
    match status {
        Status::Complete => COMPLETE,
        Status::MissingReceipt => MISSING_RECEIPT,
        Status::MissingGlCode => MISSING_GL_CODE,
        Status::MissingBoth => MISSING_BOTH,
    }
}

/// Green is for what is proven alone.
pub(crate) const fn verdict_tone(verdict: Verdict) -> Tone {
    match verdict {
        Verdict::Proven { .. } => Tone::Good,
        Verdict::NotProven { .. } => Tone::Doubtful,
        Verdict::Differs { .. } => Tone::Bad,
    }
}

fn figures(format: &Format) -> Format {
    format.clone().set_align(FormatAlign::Right)
}

/// A number format with a digit's width of air before the words of the next column.
fn padded(number_format: &str) -> String {
    format!("{number_format}_0")
}

fn filled(cell: &Format, color: u32) -> Format {
    cell.clone().set_background_color(color)
}

/// `$#,##0.00;-$#,##0.00;–`, with the currency's own sign and decimals. Nothing is a dash, so that
/// what is something stands out.
fn number_format(currency: Currency) -> String {
    let digits = match currency.minor_digits() {
        0 => String::new(),
        digits => format!(".{}", "0".repeat(digits as usize)),
    };
    let sign = symbol(currency);
    let plain = padded(&format!("\"{sign}\"#,##0{digits}"));
    format!("{plain};-{plain};{}", padded("\"–\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_format_has_the_currencys_sign_and_decimals() {
        let format = |code: &str| number_format(code.parse().unwrap());
        assert_eq!(format("USD"), "\"$\"#,##0.00_0;-\"$\"#,##0.00_0;\"–\"_0");
        assert_eq!(format("JPY"), "\"JPY \"#,##0_0;-\"JPY \"#,##0_0;\"–\"_0");
        assert_eq!(
            format("KWD"),
            "\"KWD \"#,##0.000_0;-\"KWD \"#,##0.000_0;\"–\"_0"
        );
    }
}
