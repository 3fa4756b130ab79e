//! Rows as text for other programs.

/// Rows as tab-separated values, for a spreadsheet's paste. The first row holds the titles.
pub fn tsv(rows: &[Vec<String>]) -> String {
    let clean = |text: &str| guarded(text).replace(['\t', '\n', '\r'], " ");
    lines(rows, "\t", "\n", clean)
}

/// Rows as a CSV file that Excel opens as UTF-8. The first row holds the titles.
pub fn csv(rows: &[Vec<String>]) -> String {
    let quoted = |text: &str| format!("\"{}\"", guarded(text).replace('"', "\"\""));
    format!("\u{feff}{}", lines(rows, ",", "\r\n", quoted))
}

/// A cell that a spreadsheet would take for a formula is marked as text; numbers stay numbers.
fn guarded(text: &str) -> String {
    let is_formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let is_number = text.parse::<tieout_domain::Decimal>().is_ok();
    let mark = if is_formula && !is_number { "'" } else { "" };
    format!("{mark}{text}")
}

fn lines(rows: &[Vec<String>], between: &str, end: &str, write: impl Fn(&str) -> String) -> String {
    let line = |row: &Vec<String>| {
        let cells: Vec<String> = row.iter().map(|cell| write(cell)).collect();
        cells.join(between) + end
    };
    rows.iter().map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows<const N: usize>(cells: [&str; N]) -> Vec<Vec<String>> {
        cells.map(|cell| vec![cell.to_owned()]).to_vec()
    }

    #[test]
    fn quotes_and_commas_stay_within_their_cell() {
        let written = csv(&rows(["A", "a \"b\", c"]));
        assert_eq!(written, "\u{feff}\"A\"\r\n\"a \"\"b\"\", c\"\r\n");
    }

    #[test]
    fn no_cell_becomes_a_formula_and_a_credit_stays_a_number() {
        let written = tsv(&rows(["A", "=1+1", "-12.50", "two\tcells"]));
        assert_eq!(written, "A\n'=1+1\n-12.50\ntwo cells\n");
    }
}
