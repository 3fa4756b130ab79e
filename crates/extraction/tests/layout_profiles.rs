//! Profiles as people write them: the worked example of the manual, and what is said of mistakes.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot make its input has failed"
)]

mod support;

use support::paper::Paper;
use support::{rows, sample, statement_with, totals};
use tieout_extraction::layout::Profiles;
use tieout_extraction::{Input, Settings, explain};

const MANUAL: &str = include_str!("../../../docs/layouts.md");

/// The first block of the manual in `language`.
fn block(language: &str) -> &'static str {
    let (_, rest) = MANUAL.split_once(&format!("```{language}\n")).unwrap();
    rest.split_once("```").unwrap().0
}

/// The manual's statement, typed out line by line.
fn larkspur() -> Vec<u8> {
    let mut paper = Paper::new();
    for (at, line) in (0_u8..).zip(block("text").lines()) {
        paper.text(40.0, 40.0 + 11.0 * f32::from(at), line);
    }
    paper.bytes()
}

fn with_profile(text: &str) -> Settings {
    Settings {
        profiles: Profiles::default().with("larkspur.toml", text).unwrap(),
        ..Settings::default()
    }
}

#[test]
fn the_worked_example_works() {
    let (statement, reading) = statement_with(&larkspur(), &with_profile(block("toml")));
    insta::assert_snapshot!(rows(&statement).join("\n"), @r"
    ADA LARK | 0417 | 2025-03-02 | 2025-03-03 | 17.26 | PAPER MILL 12 | OSLO | CN
    ADA LARK | 0417 | 2025-03-09 | 2025-03-10 | 82.00 | COPPER LADLE | KENNER | LA
    ");
    assert_eq!(
        totals(&statement),
        ["Spent on plastic XXXX-XXXX-XXXX-0417: amount = 99.26 (99.26)"]
    );
    assert_eq!(statement.issuer.as_deref(), Some("LARKSPUR"));
    assert_eq!(statement.employees[0].number.as_str(), "70441");
    assert_eq!(reading.problems, []);
    let layout = reading.document.layout.unwrap();
    assert_eq!(
        (layout.name.as_str(), layout.is_guessed),
        ("Larkspur fleet and travel card", false)
    );
}

#[test]
fn every_profile_tells_how_well_it_fits() {
    let bytes = larkspur();
    let input = Input {
        document: tieout_domain::DocumentRef::new(0),
        name: "march.pdf",
        bytes: &bytes,
    };
    let recognition = explain(&input, &with_profile(block("toml")))
        .recognition
        .unwrap();
    let best = &recognition.scores[0];
    assert_eq!(
        (best.profile.as_str(), best.found.to_string().as_str()),
        ("Larkspur fleet and travel card", "100 %")
    );
    let marks: Vec<&str> = best.marks.iter().map(|mark| mark.mark.as_str()).collect();
    assert_eq!(
        marks,
        [
            "the words “Fleet and travel card”",
            "a line “driver {employee_number} {holder} on plastic {card}”"
        ]
    );
    assert_eq!(recognition.scores.len(), 4);
}

#[test]
fn samples_are_recognised_by_their_own_profile_and_no_other() {
    for (path, name) in [
        ("small/statement.pdf", "Cardholder Activity Report"),
        ("layouts/b/statement.pdf", "Employee header line"),
        ("layouts/c/statement.pdf", "Bank corporate card"),
    ] {
        let bytes = sample(path);
        let input = Input {
            document: tieout_domain::DocumentRef::new(0),
            name: path,
            bytes: &bytes,
        };
        let scores = explain(&input, &Settings::default())
            .recognition
            .unwrap()
            .scores;
        assert_eq!(scores[0].profile, name);
        assert!(scores[0].found.ratio() > 0.9, "{path}: {}", scores[0].found);
        assert!(
            scores[1].found.ratio() < 0.5,
            "{path}: {} {}",
            scores[1].profile,
            scores[1].found
        );
    }
}

#[test]
fn a_mistake_in_a_profile_is_told_with_its_line() {
    let complaint = |text: &str| {
        Profiles::default()
            .with("larkspur.toml", text)
            .unwrap_err()
            .to_string()
    };
    let cases = [
        (
            "name = \"L\"\nsection_lines = [\"Driver {person}\"]\n",
            "layout profile larkspur.toml, line 2: {person} is no blank that can be filled; there are {card}, ",
        ),
        (
            "name = \"L\"\n\n[[marks]]\nphrase = \"x\"\n",
            "layout profile larkspur.toml, line 3: missing field `weight`",
        ),
        (
            "name = \"L\"\n[[marks]]\nphrase = \"x\"\nline = \"y\"\nweight = 1\n",
            "layout profile larkspur.toml, line 2: a mark has one of phrase, line or columns, and a weight",
        ),
        (
            "name = \"L\"\n[[marks]]\nphrase = \"x\"\nweight = 1\n[words.columns]\nwhen = [\"Bought\"]\n",
            "layout profile larkspur.toml, line 6: unknown variant `when`, expected one of `transaction_date`, `post_date`, ",
        ),
        (
            "name = \"L\"\nmarks = []\ncurrency = \"dollars\"\n",
            "layout profile larkspur.toml, line 3: \"dollars\" is not a three-letter ISO 4217 currency code",
        ),
        ("name = \n", "layout profile larkspur.toml, line 1: "),
        (
            "marks = []\n",
            "layout profile larkspur.toml, line 1: missing field `name`",
        ),
    ];
    for (text, expected) in cases {
        let complaint = complaint(text);
        assert!(complaint.starts_with(expected), "{complaint}");
    }
}
