//! Statements exported as CSV.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot make its input has failed"
)]

use insta::assert_json_snapshot;
use tieout_domain::{Currency, DocumentRef, Extracted, Layout, Statement, TieOut, Transaction};
use tieout_extraction::csv::{Profile, read};

fn statement(text: &str) -> (Layout, Extracted<Statement>) {
    read(
        text.as_bytes(),
        DocumentRef::new(0),
        Currency::USD,
        &Profile::embedded(),
    )
}

fn amounts(statement: &Extracted<Statement>) -> Vec<String> {
    let amount = |transaction: &Transaction| {
        transaction
            .amount
            .map(|amount| amount.to_string())
            .unwrap_or_default()
    };
    statement.value.transactions.iter().map(amount).collect()
}

fn messages(statement: &Extracted<Statement>) -> Vec<String> {
    statement
        .problems
        .iter()
        .map(|problem| problem.sentence("march.csv").to_string())
        .collect()
}

#[test]
fn a_known_source_is_read_by_its_profile() {
    let (layout, read) = statement(
        "Card,Transaction Date,Post Date,Description,Category,Type,Amount,Memo\n\
         0028,02/27/2025,03/02/2025,HOMEDEPOT.COM,Shopping,Sale,-8.11,\n\
         0028,03/03/2025,03/05/2025,\"AMZN, MKTP\",Shopping,Return,29.47,\n\
         0028,03/20/2025,03/20/2025,AUTOMATIC PAYMENT - THANK YOU,,Payment,500.00,\n",
    );
    assert_eq!(
        (layout.name.as_str(), layout.is_guessed),
        ("Chase activity export", false)
    );
    assert_json_snapshot!(read.value);
    assert_eq!(messages(&read), [] as [String; 0]);
}

#[test]
fn a_source_without_a_profile_is_read_by_its_headings_and_says_so() {
    let (layout, read) = statement(
        "Trans Date,Cardholder,Card (last 4),Merchant Name,City,State,Amt,Ref #\n\
         03/28/2025,\"Amberby, Nell (12345)\",28,SHELL,WALKER,LA,$45.10,R1\n\
         03/29/2025,\"Amberby, Nell (12345)\",28,SHELL,WALKER,LA,($5.00),R2\n",
    );
    assert!(layout.is_guessed);
    assert_eq!(
        messages(&read),
        [
            "march.csv: no profile describes this export: its columns were read by their headings (Trans Date, Cardholder, \
          Card (last 4), Merchant Name, City, State, Amt, Ref #) and positive amounts taken as purchases. Check a few rows"
        ]
    );
    assert_eq!(amounts(&read), ["45.10", "-5.00"]);
    let employee = &read.value.employees[0];
    assert_eq!(
        (employee.number.as_str(), employee.name.as_str()),
        ("12345", "Amberby, Nell")
    );
    // A spreadsheet took the card for a number and dropped its zeros.
    assert_eq!(employee.cards[0].as_str(), "0028");
    assert!(!employee.number_is_derived);
}

#[test]
fn signs_follow_from_types_from_columns_or_from_most_rows() {
    let negative =
        "Date,Description,Amount\n03/28/2025,A,-45.10\n03/29/2025,B,-5.00\n03/30/2025,C,1.00\n";
    assert_eq!(amounts(&statement(negative).1), ["45.10", "5.00", "-1.00"]);
    let typed = "Date,Description,Type,Amount\n03/28/2025,A,Sale,-45.10\n03/29/2025,B,Return,5.00\n03/30/2025,C,Return,1.00\n";
    assert_eq!(amounts(&statement(typed).1), ["45.10", "-5.00", "-1.00"]);
    let columns = "Date,Description,Debit,Credit\n03/28/2025,A,45.10,\n03/29/2025,B,,5.00\n03/30/2025,C,0.00,1.00\n";
    assert_eq!(amounts(&statement(columns).1), ["45.10", "-5.00", "-1.00"]);
    let marked = "Date,Description,Amount,DR/CR\n03/28/2025,A,45.10,DR\n03/29/2025,B,5.00,CR\n";
    assert_eq!(amounts(&statement(marked).1), ["45.10", "-5.00"]);
}

#[test]
fn european_exports_are_read() {
    let bytes = b"Kontoauszug M\xe4rz\nZeitraum;01.03.2025 - 31.03.2025\n\n\
        Datum;Karteninhaber;Verwendungszweck;Betrag EUR\n\
        03.03.2025;J\xfcrgen Fu\xdf;HOTEL ZUR POST;1.045,10\n31.03.2025;J\xfcrgen Fu\xdf;BAHN;-5,00\nSumme;;;1.040,10\n";
    let (_, read) = read(bytes, DocumentRef::new(0), Currency::USD, &[]);
    assert_eq!(amounts(&read), ["1045.10", "-5.00"]);
    assert_eq!(read.value.currency, Currency::EUR);
    assert_eq!(read.value.employees[0].name.as_str(), "Jürgen Fuß");
    let day = read.value.transactions[0].transaction_date.unwrap();
    assert_eq!(day.to_string(), "2025-03-03");
    assert_eq!(read.value.period.unwrap().end().to_string(), "2025-03-31");
    assert_eq!(TieOut::of(&read.value.control_totals), TieOut::TiesOut);
}

#[test]
fn totals_of_parts_and_of_all_are_proven() {
    let (_, read) = statement(
        "Date,Name,Description,Amount\n03/28/2025,Nell Amberby,A,45.10\n03/29/2025,Nell Amberby,B,5.00\n\
         Total for Nell Amberby,,,50.10\n03/29/2025,Ruth Mossywell,C,1.00\nTotal for Ruth Mossywell,,,1.50\n\
         Grand Total,,,51.10\nNumber of transactions,,,3\n",
    );
    let differences: Vec<String> = read
        .value
        .control_totals
        .iter()
        .map(|total| format!("{}: {}", total.label, total.difference().unwrap()))
        .collect();
    assert_eq!(
        differences,
        [
            "Total for Nell Amberby: 0.00",
            "Total for Ruth Mossywell: -0.50",
            "Grand Total: 0.00",
            "Number of transactions: 0"
        ]
    );
}

#[test]
fn what_cannot_be_read_is_told_with_its_line() {
    let (_, read) = statement(
        "Date,Description,Amount\n03/28/2025,SHELL,45.10\nsoon,LOWES,5.00\n\n03/29/2025,EXXON,n/a\nPrepared by the bank,,\n",
    );
    assert_eq!(amounts(&read), ["45.10", "5.00", ""]);
    assert_eq!(
        messages(&read).get(1..).unwrap(),
        [
            "march.csv: line 3 has no readable date: complete it in the file and upload that",
            "march.csv: line 5 has no readable amount: complete it in the file and upload that",
            "march.csv: line 6 holds neither a date nor an amount and was not taken as a transaction",
        ]
    );
    assert_eq!(read.problems[3].source.text(), "Prepared by the bank");
}

#[test]
fn an_order_of_day_and_month_that_nothing_proves_is_told() {
    let (_, read) = statement("Date,Description,Amount\n03/04/2025,SHELL,45.10\n");
    assert_eq!(
        messages(&read).get(1..).unwrap(),
        [
            "march.csv: dates such as 03/04 can be read in two ways and nothing in the document decides; they were read as \
          month, then day: check them"
        ]
    );
}

#[test]
fn a_file_without_headings_is_told_by_what_its_columns_hold() {
    let (layout, read) =
        statement("03/28/2025,-45.10,*,,SHELL OIL 12\n03/29/2025,-5.00,*,,LOWES\n");
    assert!(layout.is_guessed);
    assert_eq!(amounts(&read), ["45.10", "5.00"]);
    assert_eq!(
        read.value.transactions[0].merchant.as_deref(),
        Some("SHELL OIL 12")
    );
    assert_eq!(
        messages(&read),
        [
            "march.csv: no profile describes this export: it has no headings; its columns were told by what they hold and \
          negative amounts taken as purchases. Check a few rows"
        ]
    );
}

#[test]
fn a_file_without_transactions_says_so() {
    for text in ["", "Date,Description,Amount\n", "a,b,c\n1,2,3\n"] {
        let (_, read) = statement(text);
        assert_eq!(
            messages(&read).last().map(String::as_str),
            Some(
                "march.csv: no transactions were found: the file needs a line of headings with a date and an amount, and \
                 rows below it"
            ),
            "{text}"
        );
    }
}

#[test]
fn foreign_amounts_stand_beside_what_was_billed() {
    let (_, read) = statement(
        "Date,Description,Transaction Amount,Transaction Currency,Billed Amount,Currency,Rate\n\
         03/28/2025,HOTEL,120.00,EUR,130.14,USD,1.0845\n03/29/2025,SHELL,5.00,USD,5.00,USD,\n",
    );
    assert_eq!(amounts(&read), ["130.14", "5.00"]);
    let foreign = read.value.transactions[0].foreign.unwrap();
    assert_eq!(
        (foreign.amount.to_string(), foreign.amount.currency()),
        ("120.00".to_owned(), Currency::EUR)
    );
    assert_eq!(foreign.rate.unwrap().to_string(), "1.0845");
    assert_eq!(read.value.transactions[1].foreign, None);
}

#[test]
fn no_card_number_survives() {
    let (_, read) = statement(
        "Date,Card,Description,Amount\n03/28/2025,4532-1223-8489-0039,paid 4532122384890039,45.10\n",
    );
    let json = serde_json::to_string(&read.value).unwrap();
    assert!(!json.contains("4532"), "{json}");
}

#[test]
fn a_profile_from_outside_decides_what_cannot_be_seen() {
    let profile = Profile::from_toml(
        "name = \"Our bank\"\nissuer = \"OURBANK\"\nmarks = [\"Buchung\", \"Wert\"]\ncharges = \"negative\"\ndates = \"day_first\"\n\
         [columns]\ntransaction_date = [\"Buchung\"]\namount = [\"Wert\"]\nmerchant = [\"Wo\"]",
    )
    .unwrap();
    let text = "Buchung,Wo,Wert\n03/04/2025,SHELL,-45.10\n";
    let (layout, read) = read(
        text.as_bytes(),
        DocumentRef::new(0),
        Currency::USD,
        &[profile],
    );
    assert_eq!(
        (layout.name.as_str(), layout.is_guessed),
        ("Our bank", false)
    );
    assert_eq!(read.value.issuer.as_deref(), Some("OURBANK"));
    assert_eq!(amounts(&read), ["45.10"]);
    assert_eq!(
        read.value.transactions[0]
            .transaction_date
            .unwrap()
            .to_string(),
        "2025-04-03"
    );
    assert_eq!(messages(&read), [] as [String; 0]);
}

#[test]
fn the_day_of_booking_is_not_the_day_of_purchase_though_both_are_german() {
    let (_, read) = statement(
        "Buchungsdatum;Kaufdatum;Karteninhaber;Kartennummer;Betrag\n\
         05.03.2025;03.03.2025;Ada Lark;XXXX0417;17,26\n",
    );
    let transaction = &read.value.transactions[0];
    assert_eq!(
        transaction.transaction_date.unwrap().to_string(),
        "2025-03-03"
    );
    assert_eq!(transaction.post_date.unwrap().to_string(), "2025-03-05");
}

#[test]
fn a_row_whose_date_and_amount_both_cannot_be_read_is_not_lost() {
    let (_, read) = statement(
        "Transaction Date,Merchant,Card,Amount\n\
         03/14/2025,PAPER MILL,0417,17.26\n\
         13/45/2025,COPPER LADLE,0417,abc\n",
    );
    assert_eq!(amounts(&read), ["17.26", ""]);
    assert!(messages(&read).contains(
        &"march.csv: line 3 has no readable date and no readable amount: complete it in the file and upload that".to_owned()
    ));
}
