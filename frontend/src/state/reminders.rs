//! The letters of the reminders report.

/// What one employee is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    /// The employee's number.
    pub number: String,
    /// The employee's name.
    pub name: String,
    /// The subject.
    pub subject: String,
    /// The text.
    pub message: String,
}

/// The letters in a CSV file of reminders.
pub fn letters(csv: &str) -> Vec<Letter> {
    let mut rows = rows(csv.trim_start_matches('\u{feff}')).into_iter();
    let titles = rows.next().unwrap_or_default();
    let place = |title: &str| titles.iter().position(|known| known == title);
    let places = ["Employee Number", "Employee Name", "Subject", "Message"].map(place);
    let letter = |row: Vec<String>| {
        let [number, name, subject, message] = places.map(|place| {
            place
                .and_then(|place| row.get(place))
                .cloned()
                .unwrap_or_default()
        });
        Letter {
            number,
            name,
            subject,
            message,
        }
    };
    rows.map(letter)
        .filter(|letter| !letter.message.is_empty())
        .collect()
}

/// The rows of a CSV file (RFC 4180): a field may be quoted, and hold line breaks and doubled quotes.
fn rows(csv: &str) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    let mut row = Vec::new();
    let mut field = String::new();
    let mut is_quoted = false;
    let mut chars = csv.chars().peekable();
    while let Some(char) = chars.next() {
        match char {
            '"' if is_quoted && chars.peek() == Some(&'"') => {
                chars.next();
                field.push('"');
            }
            '"' => is_quoted = !is_quoted,
            ',' if !is_quoted => row.push(std::mem::take(&mut field)),
            '\n' if !is_quoted => {
                row.push(std::mem::take(&mut field));
                rows.push(std::mem::take(&mut row));
            }
            '\r' if !is_quoted => {}
            other => field.push(other),
        }
    }
    if !field.is_empty() || !row.is_empty() {
        row.push(field);
        rows.push(row);
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_keeps_its_lines_and_quotes() {
        let csv = "\u{feff}Employee Number,Employee Name,Subject,Message\r\n\
                   7,\"Ambercombe, Silas\",Receipts,\"Hello,\nplease send \"\"SONIC\"\".\"\r\n";
        let expected = Letter {
            number: "7".to_owned(),
            name: "Ambercombe, Silas".to_owned(),
            subject: "Receipts".to_owned(),
            message: "Hello,\nplease send \"SONIC\".".to_owned(),
        };
        assert_eq!(letters(csv), [expected]);
    }

    #[test]
    fn columns_are_found_by_their_titles() {
        let csv = "Message,Employee Name\nhello,Ann\n";
        assert_eq!(letters(csv)[0].name, "Ann");
        assert_eq!(letters(""), []);
    }
}
