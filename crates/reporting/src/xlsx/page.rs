//! How a sheet is printed: landscape, as wide as the paper, its headings on every page.

use rust_xlsxwriter::{ColNum, RowNum, Worksheet};

use crate::ReportError;
use crate::text::prose;

/// US Letter, in the numbering of worksheets.
const LETTER: u8 = 1;
/// What a footer holds beside the page numbers.
const LONGEST_NAME: usize = 100;

/// How a sheet is shown and printed.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Page {
    /// The rows that stay on the screen, and stand on every page: down to the headings.
    pub(crate) headings: Option<RowNum>,
    /// How many columns stay on the screen.
    pub(crate) names: ColNum,
    /// The last cell that is printed, where words run on to the right of it.
    pub(crate) end: Option<(RowNum, ColNum)>,
}

impl Page {
    pub(crate) fn set_up(self, sheet: &mut Worksheet, session: &str) -> Result<(), ReportError> {
        sheet
            .set_landscape()
            .set_paper_size(LETTER)
            .set_print_fit_to_pages(1, 0)
            .set_margins(0.5, 0.5, 0.6, 0.7, 0.3, 0.3)
            .set_footer(footer(session))
            .set_screen_gridlines(false);
        if let Some(headings) = self.headings {
            sheet.set_freeze_panes(headings + 1, self.names)?;
            sheet.set_repeat_rows(headings, headings)?;
        }
        if let Some((row, col)) = self.end {
            sheet.set_print_area(0, 0, row, col)?;
        }
        Ok(())
    }
}

/// The session's name, the sheet's, and the page. An ampersand begins an instruction here, unless
/// there are two.
fn footer(session: &str) -> String {
    let name: String = prose(session).chars().take(LONGEST_NAME).collect();
    let name = name.replace('&', "&&").replace(['\n', '\r', '\t'], " ");
    format!("&L{name}&C&A&RPage &P of &N")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_in_the_footer_is_no_instruction() {
        assert_eq!(footer("R&D"), "&LR&&D&C&A&RPage &P of &N");
        assert!(footer(&"&".repeat(500)).chars().count() < 255);
    }
}
