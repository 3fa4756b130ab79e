//! Fixtures hold no number that could be somebody's card.

use crate::{Finding, Tree};

/// Numbers that card networks publish for tests: nobody's card.
const PUBLISHED: [&str; 3] = ["4111111111111111", "5555555555554444", "378282246310005"];

/// How card numbers begin, and how many digits they have then. A ticket number has neither.
const ISSUED: [(&[&str], &[usize]); 4] = [
    (&["4"], &[13, 16, 19]),
    (
        &[
            "22", "23", "24", "25", "26", "27", "51", "52", "53", "54", "55",
        ],
        &[16],
    ),
    (&["30", "34", "35", "36", "37", "38"], &[14, 15, 16]),
    (&["60", "62", "64", "65"], &[16, 17, 18, 19]),
];

/// No number outside of Rust code could be a card's, by its length, its beginning and its check digit.
pub fn real_numbers(tree: &Tree) -> Vec<Finding> {
    let instead =
        "this could be a real card number: change a digit so that it fails the Luhn check";
    let fixtures = tree.texts().filter(|(path, _)| !path.ends_with(".rs"));
    fixtures
        .flat_map(|(path, text)| {
            text.lines()
                .enumerate()
                .filter(|(_, line)| numbers(line).iter().any(|digits| is_card(digits)))
                .map(move |(index, _)| Finding::on_line(path, index + 1, instead))
        })
        .collect()
}

/// The whole numbers in a line, written in one piece or in groups of four with `-` or a space.
fn numbers(line: &str) -> Vec<String> {
    let not_in_number = |c: char| !(c.is_alphanumeric() || matches!(c, '_' | '.' | '-' | ' '));
    let words = line.split(not_in_number);
    words
        .flat_map(|words| {
            [
                in_one_piece(words),
                in_fours(words, '-'),
                in_fours(words, ' '),
            ]
            .concat()
        })
        .collect()
}

fn in_one_piece(words: &str) -> Vec<String> {
    words
        .split([' ', '-'])
        .filter_map(digits)
        .map(str::to_owned)
        .collect()
}

fn in_fours(words: &str, separator: char) -> Vec<String> {
    let groups: Vec<_> = words.split(separator).filter_map(digits).collect();
    let fours = groups
        .windows(4)
        .filter(|four| four.iter().all(|group| group.len() == 4));
    fours.map(<[_]>::concat).collect()
}

/// A full stop after a number is no part of it; one inside makes it a fraction.
fn digits(word: &str) -> Option<&str> {
    let number = word.trim_end_matches('.');
    number.chars().all(|c| c.is_ascii_digit()).then_some(number)
}

fn is_card(number: &str) -> bool {
    let issued = |(beginnings, lengths): &(&[&str], &[usize])| {
        lengths.contains(&number.len()) && beginnings.iter().any(|start| number.starts_with(start))
    };
    ISSUED.iter().any(issued) && passes_luhn(number) && !PUBLISHED.contains(&number)
}

fn passes_luhn(number: &str) -> bool {
    let doubled = |digit: u32| if digit > 4 { 2 * digit - 9 } else { 2 * digit };
    let digits = number
        .chars()
        .rev()
        .filter_map(|c| c.to_digit(10))
        .enumerate();
    let sum: u32 = digits
        .map(|(place, digit)| {
            if place % 2 == 1 {
                doubled(digit)
            } else {
                digit
            }
        })
        .sum();
    sum.is_multiple_of(10)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> usize {
        real_numbers(&Tree::of([("samples/small/truth.json", text)])).len()
    }

    #[test]
    fn a_number_that_could_be_a_card_is_found() {
        assert_eq!(found("\"card\": \"4000000000000002\""), 1);
        assert_eq!(found("4000-0000-0000-0002"), 1);
        assert_eq!(found("paid with 4000 0000 0000 0002."), 1);
        assert_eq!(found("371449635398431"), 1);
    }

    #[test]
    fn other_numbers_are_not() {
        assert_eq!(found("a published one: 4111 1111 1111 1111"), 0);
        assert_eq!(found("a wrong check digit: 4000000000000003"), 0);
        assert_eq!(found("a ticket: UNITED 0169434335926"), 0);
        assert_eq!(found("a fraction: 0.4000000000000002"), 0);
        assert_eq!(found("a hash: a4000000000000002f"), 0);
        assert_eq!(found("a reference: 40000000000000020000000"), 0);
    }
}
