//! One line of figures: what it counts, as formulas over another sheet and as their results.

use rust_xlsxwriter::{ColNum, RowNum};
use tieout_domain::Currency;

use super::super::sheet::Sheet;
use super::super::table::Cell;
use crate::ReportError;
use crate::rows::Tally;

/// The columns of another sheet that a line looks at.
#[derive(Debug, Clone)]
pub(super) struct Over {
    pub(super) amounts: String,
    pub(super) currencies: String,
}

/// Ranges of another sheet, and what their cells must be.
pub(super) type Conditions = Vec<(String, &'static str)>;

/// How many rows fulfil all conditions of one of several lists, and how much they come to.
#[derive(Debug, Clone)]
pub(super) struct Line {
    pub(super) label: &'static str,
    pub(super) over: Over,
    pub(super) either: Vec<Conditions>,
    pub(super) tally: Tally,
}

/// Where the figures stand.
pub(super) const COUNT: ColNum = 2;
pub(super) const AMOUNTS: ColNum = 3;

impl Line {
    /// Writes label, count and amounts.
    pub(super) fn write(
        &self,
        sheet: &mut Sheet<'_>,
        row: RowNum,
        currencies: &[Currency],
    ) -> Result<(), ReportError> {
        let styles = sheet.styles;
        // Labels may stand over the second column, where further down names are.
        sheet.over(row, 0, self.label, &styles.text)?;
        sheet.put(row, 1, &Cell::Empty)?;
        let count = self.tally.count.to_string();
        sheet.formula((row, COUNT), &self.count(), &count, &styles.count)?;
        for (col, currency) in (AMOUNTS..).zip(currencies) {
            let sum = (self.tally.sum(*currency), *currency);
            let format = styles.amount(*currency);
            sheet.sum((row, col), &self.sum(*currency), sum, format)?;
        }
        Ok(())
    }

    fn count(&self) -> String {
        let counts = self.either.iter();
        let counts: Vec<_> = counts
            .map(|conditions| format!("COUNTIFS({})", arguments(conditions)))
            .collect();
        counts.join("+")
    }

    fn sum(&self, currency: Currency) -> String {
        let Over {
            amounts,
            currencies,
        } = &self.over;
        let sums = self.either.iter().map(|conditions| {
            let conditions = arguments(conditions);
            format!("SUMIFS({amounts},{currencies},\"{currency}\",{conditions})")
        });
        sums.collect::<Vec<_>>().join("+")
    }
}

fn arguments(conditions: &Conditions) -> String {
    let said: Vec<_> = conditions
        .iter()
        .map(|(range, condition)| format!("{range},\"{condition}\""))
        .collect();
    said.join(",")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_counts_and_sums_what_fulfils_one_of_its_lists() {
        let line = Line {
            label: "Matched",
            over: Over {
                amounts: "T!$B$2:$B$3".to_owned(),
                currencies: "T!$C$2:$C$3".to_owned(),
            },
            either: vec![
                vec![("T!$A$2:$A$3".to_owned(), "Matched")],
                vec![("T!$A$2:$A$3".to_owned(), "Approved")],
            ],
            tally: Tally::default(),
        };
        assert_eq!(
            line.count(),
            "COUNTIFS(T!$A$2:$A$3,\"Matched\")+COUNTIFS(T!$A$2:$A$3,\"Approved\")"
        );
        assert_eq!(
            line.sum(Currency::USD),
            "SUMIFS(T!$B$2:$B$3,T!$C$2:$C$3,\"USD\",T!$A$2:$A$3,\"Matched\")\
             +SUMIFS(T!$B$2:$B$3,T!$C$2:$C$3,\"USD\",T!$A$2:$A$3,\"Approved\")"
        );
    }
}
