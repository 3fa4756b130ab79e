//! Statements exported as OFX.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot make its input has failed"
)]

use insta::assert_json_snapshot;
use tieout_domain::{Currency, DocumentRef, Extracted, Statement};
use tieout_extraction::ofx::read;

const SGML: &str = "OFXHEADER:100\nDATA:OFXSGML\nVERSION:102\nENCODING:USASCII\nCHARSET:1252\n\n<OFX>\n\
    <SIGNONMSGSRSV1><SONRS><FI><ORG>OURBANK<FID>1</FI></SONRS></SIGNONMSGSRSV1>\n\
    <CREDITCARDMSGSRSV1><CCSTMTTRNRS><CCSTMTRS><CURDEF>USD<CCACCTFROM><ACCTID>4532122384890039</CCACCTFROM>\n\
    <BANKTRANLIST><DTSTART>20241211<DTEND>20250110\n\
    <STMTTRN><TRNTYPE>DEBIT<DTPOSTED>20250102120000[-6:CST]<DTUSER>20241231<TRNAMT>-45.10<FITID>F1<NAME>SHELL &amp; CO<MEMO>fuel</STMTTRN>\n\
    <STMTTRN><TRNTYPE>CREDIT<DTPOSTED>20250103<TRNAMT>5.00<FITID>F2<NAME>LOWES</STMTTRN>\n\
    <STMTTRN><TRNTYPE>DEBIT<DTPOSTED>20250104<TRNAMT>-130.14<FITID>F3<NAME>HOTEL\n\
    <ORIGCURRENCY><CURRATE>1.0845<CURSYM>EUR</ORIGCURRENCY></STMTTRN>\n\
    <STMTTRN><TRNTYPE>PAYMENT<DTPOSTED>20250105<TRNAMT>500.00<FITID>F4<NAME>PAYMENT RECEIVED</STMTTRN>\n\
    <STMTTRN><TRNTYPE>FEE<DTPOSTED>20250106<TRNAMT>-25.00<FITID>F5<NAME>ANNUAL FEE</STMTTRN>\n\
    </BANKTRANLIST><LEDGERBAL><BALAMT>-195.24<DTASOF>20250110</LEDGERBAL></CCSTMTRS></CCSTMTTRNRS></CREDITCARDMSGSRSV1></OFX>\n";

fn statement(text: &str) -> Extracted<Statement> {
    read(text.as_bytes(), DocumentRef::new(0), Currency::USD).1
}

fn messages(statement: &Extracted<Statement>) -> Vec<String> {
    statement
        .problems
        .iter()
        .map(|problem| problem.sentence("march.ofx").to_string())
        .collect()
}

#[test]
fn the_first_generation_is_read() {
    let read = statement(SGML);
    assert_json_snapshot!(read.value);
    assert_eq!(messages(&read), [] as [String; 0]);
}

/// The same statement with every element closed.
fn as_xml() -> String {
    let mut xml = String::new();
    for piece in SGML
        .split_inclusive('<')
        .flat_map(|piece| piece.strip_suffix('<'))
        .skip(1)
    {
        let (name, text) = piece.split_once('>').unwrap();
        let is_leaf = !text.trim().is_empty();
        let end = if is_leaf {
            format!("</{name}>")
        } else {
            String::new()
        };
        xml.push_str(&format!("<{name}>{}{end}", text.trim()));
    }
    format!("<?xml version=\"1.0\"?><?OFX OFXHEADER=\"200\"?>{xml}</OFX>")
}

#[test]
fn the_second_generation_says_the_same() {
    assert_eq!(statement(&as_xml()), statement(SGML));
}

#[test]
fn no_card_number_survives() {
    let json = serde_json::to_string(&statement(SGML).value).unwrap();
    assert!(!json.contains("45321223"), "{json}");
}

#[test]
fn a_note_that_names_the_cardholder_is_understood() {
    let entry = |day: u8, memo: &str| {
        format!(
            "<STMTTRN><DTPOSTED>202501{day:02}<TRNAMT>-1.00<FITID>{day}<NAME>X<MEMO>{memo}</STMTTRN>"
        )
    };
    let named = format!(
        "<OFX><CCSTMTRS><ACCTID>0039{}{}",
        entry(1, "Nell Amberby"),
        entry(2, "Nell Amberby")
    );
    assert_eq!(
        statement(&named).value.employees[0].name.as_str(),
        "Nell Amberby"
    );
    let noted = format!(
        "<OFX><CCSTMTRS><ACCTID>0039{}{}",
        entry(1, "Nell Amberby"),
        entry(2, "Baton Rouge")
    );
    assert_eq!(
        statement(&noted).value.employees[0].name.as_str(),
        "Card ending in 0039"
    );
    let labelled = format!(
        "<OFX><CCSTMTRS><ACCTID>0039{}",
        entry(1, "Cardholder: Nell Amberby (77)")
    );
    assert_eq!(
        statement(&labelled).value.employees[0].number.as_str(),
        "77"
    );
}

#[test]
fn what_cannot_be_read_is_told_with_its_line() {
    let text = "<OFX>\n<STMTTRN><DTPOSTED>soon<TRNAMT>-1.00<NAME>X</STMTTRN>\n<STMTTRN><DTPOSTED>20250101<TRNAMT>one</STMTTRN>";
    let read = statement(text);
    assert_eq!(read.value.transactions.len(), 2);
    assert_eq!(
        messages(&read),
        [
            "march.ofx: the transaction on line 2 has no readable date: export the statement again",
            "march.ofx: the transaction on line 3 has no readable amount: export the statement again",
        ]
    );
}

#[test]
fn a_statement_without_transactions_says_so() {
    assert_eq!(
        messages(&statement("<OFX></OFX>")),
        [
            "march.ofx: no transactions were found in this OFX statement: export it again for the days you need"
        ]
    );
}

#[test]
fn the_digits_of_a_day_and_its_time_are_no_card_number() {
    // 20250326120000 has the check digit of a card number.
    let text = SGML.replace("20250103", "20250326120000");
    let read = statement(&text);
    let posted = read.value.transactions[1].post_date.unwrap();
    assert_eq!(posted.to_string(), "2025-03-26");
}
