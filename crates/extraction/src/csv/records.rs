//! Bytes to fields: delimiter, quotes, lines.

use tieout_domain::mask_card_numbers;

/// One record of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Record {
    /// The line on which it starts, counted from 1.
    pub(super) line: u64,
    /// The fields, white space around them removed.
    pub(super) fields: Vec<String>,
}

/// What may stand between fields; of equals the first is taken.
const DELIMITERS: [u8; 4] = *b",;\t|";

/// A quoted field over more lines than this is a quote that was never closed.
const MOST_LINES_OF_A_FIELD: usize = 20;

/// The records of `text`, and the delimiter under which they agree best.
pub(super) fn records(text: &str) -> Vec<Record> {
    let (text, announced) = without_announcement(text);
    let lines_before = u64::from(announced.is_some());
    let delimiter = announced.unwrap_or_else(|| likely_delimiter(text));
    let quoted = parse(text, delimiter, true, lines_before);
    if quoted.iter().any(holds_unclosed_quote) {
        return parse(text, delimiter, false, lines_before);
    }
    quoted
}

impl Record {
    /// The whole record as one text.
    pub(super) fn text(&self) -> String {
        let filled: Vec<&str> = self
            .fields
            .iter()
            .map(String::as_str)
            .filter(|field| !field.is_empty())
            .collect();
        filled.join(" | ")
    }

    pub(super) fn is_empty(&self) -> bool {
        self.fields.iter().all(String::is_empty)
    }
}

/// Excel announces the delimiter on a line of its own: `sep=;`.
fn without_announcement(text: &str) -> (&str, Option<u8>) {
    let announced = text.strip_prefix("sep=").and_then(|rest| {
        let (delimiter, rest) = rest.split_at_checked(1)?;
        let rest = rest
            .strip_prefix("\r\n")
            .or_else(|| rest.strip_prefix('\n'))?;
        Some((rest, delimiter.bytes().next()))
    });
    announced.unwrap_or((text, None))
}

/// The delimiter under which most fields stand in records of one length.
fn likely_delimiter(text: &str) -> u8 {
    const LOOKED_AT: usize = 60;
    let start = text
        .match_indices('\n')
        .nth(LOOKED_AT)
        .map_or(text, |(end, _)| text.get(..end).unwrap_or(text));
    let fields_that_agree = |delimiter: u8| {
        let lengths: Vec<usize> = parse(start, delimiter, true, 0)
            .iter()
            .map(|record| record.fields.len())
            .collect();
        let rows = |length: usize| lengths.iter().filter(|other| **other == length).count();
        lengths
            .iter()
            .map(|length| rows(*length) * (length - 1))
            .max()
            .unwrap_or(0)
    };
    DELIMITERS
        .into_iter()
        .rev()
        .max_by_key(|delimiter| fields_that_agree(*delimiter))
        .unwrap_or(b',')
}

fn parse(text: &str, delimiter: u8, quoting: bool, lines_before: u64) -> Vec<Record> {
    let mut reader = ::csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .quoting(quoting)
        .from_reader(text.as_bytes());
    let mut lines = LineCounter {
        text,
        offset: 0,
        line: 1 + lines_before,
    };
    // Fields cannot be invalid UTF-8: the text was decoded.
    let records = reader.records().filter_map(Result::ok);
    records
        .map(|record| Record {
            line: lines.line_of(&record),
            fields: record.iter().map(tidy).collect(),
        })
        .collect()
}

/// Counts lines up to a record. The reader counts them too, but not those that are empty.
struct LineCounter<'t> {
    text: &'t str,
    offset: usize,
    line: u64,
}

impl LineCounter<'_> {
    fn line_of(&mut self, record: &::csv::StringRecord) -> u64 {
        let start = record
            .position()
            .and_then(|position| usize::try_from(position.byte()).ok());
        let rest = start
            .and_then(|start| self.text.get(start..))
            .unwrap_or_default();
        let first = self.text.len() - rest.trim_start_matches(['\r', '\n']).len();
        let passed = self.text.get(self.offset..first).unwrap_or_default();
        self.line += passed.matches('\n').count() as u64;
        self.offset = first;
        self.line
    }
}

/// Without white space around it and without the `="0123"` by which Excel is told to keep zeros; card numbers are cut
/// to their last four digits before anything else sees them.
fn tidy(field: &str) -> String {
    let field = field.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}' || c == '\u{1a}');
    let kept = field
        .strip_prefix("=\"")
        .and_then(|inner| inner.strip_suffix('"'));
    let lines: Vec<&str> = kept.unwrap_or(field).lines().map(str::trim).collect();
    mask_card_numbers(&lines.join("\n")).into_owned()
}

fn holds_unclosed_quote(record: &Record) -> bool {
    record
        .fields
        .iter()
        .any(|field| field.matches('\n').count() > MOST_LINES_OF_A_FIELD)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(text: &str) -> Vec<Vec<String>> {
        records(text)
            .into_iter()
            .map(|record| record.fields)
            .collect()
    }

    #[test]
    fn the_delimiter_is_the_one_under_which_records_agree() {
        for text in [
            "a,b,c\n1,2,3",
            "a;b;c\n1;2;3",
            "a\tb\tc\n1\t2\t3",
            "a|b|c\n1|2|3",
            "sep=;\na;b;c\n1;2;3",
        ] {
            assert_eq!(fields(text), [["a", "b", "c"], ["1", "2", "3"]], "{text}");
        }
        assert_eq!(
            fields("Datum;Betrag\n01.03.2025;1,50\n02.03.2025;2,50"),
            [
                ["Datum", "Betrag"],
                ["01.03.2025", "1,50"],
                ["02.03.2025", "2,50"]
            ]
        );
    }

    #[test]
    fn quotes_hold_delimiters_and_lines_and_the_line_number_is_kept() {
        let read = records("a,b\n\"x, y\",\"one\ntwo\"\n3,4");
        assert_eq!(read[1].fields, ["x, y", "one\ntwo"]);
        assert_eq!(
            read.iter().map(|record| record.line).collect::<Vec<_>>(),
            [1, 2, 4]
        );
    }

    #[test]
    fn empty_lines_count() {
        let lines = |text| {
            records(text)
                .iter()
                .map(|record| record.line)
                .collect::<Vec<_>>()
        };
        assert_eq!(lines("a,b\r\n\r\n\r\n1,2\r\n3,4"), [1, 4, 5]);
        assert_eq!(lines("sep=,\na,b\n\n1,2"), [2, 4]);
    }

    #[test]
    fn a_quote_that_is_never_closed_does_not_swallow_the_file() {
        let rows: String = (0..40).map(|row| format!("{row},PIPE\n")).collect();
        assert_eq!(records(&format!("0,\"2 IN PIPE\n{rows}")).len(), 41);
    }
}
