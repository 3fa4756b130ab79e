//! What was read from documents comes back as it was, and is replaced when it is read again.

// A test whose ground gives way has failed.
#![allow(clippy::unwrap_used, clippy::panic)]

use tieout_domain::{
    Books, Coding, Confidence, Currency, Document, DocumentKind, DocumentRef, EmployeeNumber,
    Extracted, Field, Look, Money, OtherEntry, OtherKind, Problem, ProblemKind, Receipt,
    ReceiptItem, Source, Statement, Transaction,
};
use tieout_persistence::correction::{self, Correction};
use tieout_persistence::facts::{Content, ReadDocument, complete_reading};
use tieout_persistence::job;
use tieout_persistence::{books, document, session};
use tieout_test_support::{
    MonthSize, TestDatabase, both_databases, claimed, day, matched, month_of,
    session as new_session, statement_of, upload, usd, worker,
};

const SMALL: MonthSize = MonthSize {
    employees: 2,
    transactions: 5,
};

async fn read_all(db: &TestDatabase, all: &[ReadDocument]) {
    for read in all {
        let reading = claimed(db, "one").await.unwrap();
        let write = db.write().await.unwrap();
        complete_reading(&write, &reading, read).await.unwrap();
        write.commit().await.unwrap();
    }
}

/// Matches the session and ends its work.
async fn finish(db: &TestDatabase, id: tieout_domain::id::SessionId) {
    let write = db.write().await.unwrap();
    let matching = job::claim_matching(&write, &worker("one"))
        .await
        .unwrap()
        .unwrap();
    let loaded = books::load(&write, id).await.unwrap();
    let outcome = matched(&loaded.books);
    job::complete_matching(&write, &matching, &loaded, &outcome)
        .await
        .unwrap();
    write.commit().await.unwrap();
}

/// Uploads a document of the session again, as another kind, so that it is read anew.
async fn upload_again(db: &TestDatabase, id: tieout_domain::id::SessionId, name: &str) {
    let mut again = upload(db, name).await;
    again.kind = Some(DocumentKind::Receipt);
    let write = db.write().await.unwrap();
    document::add(&write, id, &[again]).await.unwrap();
    write.commit().await.unwrap();
}

fn statement(transactions: Vec<Transaction>) -> ReadDocument {
    let statement = Statement {
        issuer: None,
        period: None,
        currency: Currency::USD,
        employees: Vec::new(),
        transactions,
        other_entries: vec![OtherEntry {
            kind: OtherKind::Payment,
            date: Some(day(2)),
            description: "PAYMENT".to_owned(),
            amount: Some(usd(-5)),
            source: Source::page(DocumentRef::new(0), 1),
        }],
        control_totals: Vec::new(),
    };
    let source = Source::page(DocumentRef::new(0), 1).with_text("??");
    let problem = Problem::new(ProblemKind::UnreadLine, source, "a line was not understood");
    ReadDocument {
        layout: None,
        pages: Some(1),
        content: Content::Statement(Extracted {
            value: statement,
            problems: vec![problem],
        }),
    }
}

fn field<T>(value: T) -> Option<Field<T>> {
    let confidence = Confidence::from_basis_points(8_765);
    Some(Field {
        value,
        confidence,
        area: None,
    })
}

fn receipts() -> ReadDocument {
    let source = Source::page(DocumentRef::new(2), 1).with_text("CAFÉ");
    let receipt = Receipt {
        vendor: field("Café".to_owned()),
        date: field(day(4)),
        total: field(usd(1200)),
        tip: field(Money::from_minor(3, Currency::EUR)),
        card: field("0028".parse().unwrap()),
        payment_method: field("Visa".to_owned()),
        items: vec![ReceiptItem {
            description: "Soup".to_owned(),
            amount: Some(usd(700)),
        }],
        content_hash: Some("abc".to_owned()),
        look: Some(Look(u64::MAX - 1)),
        ..Receipt::unread(source)
    };
    let unread = Receipt::unread(Source::page(DocumentRef::new(2), 2));
    ReadDocument {
        layout: None,
        pages: Some(2),
        content: Content::Receipts(Extracted::clean(vec![receipt, unread])),
    }
}

/// The books as they are when no database lies between.
fn direct(names: &[&str], all: Vec<ReadDocument>) -> Books {
    let mut books = Books::default();
    for (name, read) in names.iter().zip(all) {
        books.add_document(Document {
            name: (*name).to_owned(),
            kind: read.content.kind(),
            layout: read.layout,
            pages: read.pages,
        });
        match read.content {
            Content::Statement(read) => books.add_statement(read),
            Content::ExpenseReport(read) => books.add_expense_report(read),
            Content::Receipts(read) => books.add_receipts(read),
            Content::Nothing(problems) => books.problems.extend(problems),
        }
    }
    books
}

both_databases! {
    async fn books_come_back_as_they_were(db: TestDatabase) {
        let names = ["march.pdf", "report.pdf", "receipts.pdf"];
        let id = new_session(&db, &names).await;
        let [statement, report] = month_of(SMALL);
        let all = vec![statement, report, receipts()];
        read_all(&db, &all).await;
        let loaded = books::load(&*db, id).await.unwrap();
        assert_eq!(loaded.books, direct(&names, all));
        assert_eq!(loaded.ids.transactions.len(), 5);
        let session = session::get(&*db, id).await.unwrap();
        assert_eq!((session.transactions, session.receipts), (5, 7));
        assert_eq!(session.period, loaded.books.period);
    }

    async fn the_order_is_that_of_documents_whichever_is_read_first(db: TestDatabase) {
        let names = ["a.pdf", "b.pdf"];
        let id = new_session(&db, &names).await;
        let (first, second) = (claimed(&db, "one").await.unwrap(), claimed(&db, "two").await.unwrap());
        let all = vec![statement_of(SMALL, 0), receipts_at(1)];
        for (reading, read) in [(second, &all[1]), (first, &all[0])] {
            let write = db.write().await.unwrap();
            complete_reading(&write, &reading, read).await.unwrap();
            write.commit().await.unwrap();
        }
        assert_eq!(books::load(&*db, id).await.unwrap().books, direct(&names, all));
    }

    async fn what_breaks_a_rule_of_the_schema_is_kept_all_the_same(db: TestDatabase) {
        let id = new_session(&db, &["march.pdf"]).await;
        let source = Source::page(DocumentRef::new(0), 1).with_text("NUL \0 and é");
        let plain = Transaction {
            transaction_date: Some(day(9)),
            post_date: Some(day(3)),
            amount: Some(usd(-5)),
            reference: Some("7".to_owned()),
            ..Transaction::unread(source.clone())
        };
        let nothing = Transaction { amount: Some(usd(0)), reference: None, ..plain.clone() };
        let all = vec![plain.clone(), plain, nothing, Transaction::unread(source)];
        read_all(&db, &[statement(all)]).await;

        let books = books::load(&*db, id).await.unwrap().books;
        let [first, second, nothing, unread] = books.transactions.as_slice() else {
            panic!("four transactions");
        };
        // Booked before it was bought, and the same number twice: as printed.
        assert_eq!(first, second);
        assert_eq!((first.post_date, first.reference.as_deref()), (Some(day(3)), Some("7")));
        assert_eq!(first.source.text(), "NUL \u{fffd} and é");
        // A charge of nothing counts as not read.
        assert_eq!(nothing.amount, None);
        assert!(nothing.is_incomplete() && unread.is_incomplete());
        assert_eq!(books.other_entries.len(), 1);
        assert_eq!(books.problems.len(), 1);
    }

    async fn a_document_read_again_replaces_its_facts_and_keeps_the_ids_of_what_is_the_same(db: TestDatabase) {
        let id = new_session(&db, &["march.pdf"]).await;
        read_all(&db, &[statement_of(SMALL, 0)]).await;
        finish(&db, id).await;
        let before = books::load(&*db, id).await.unwrap().ids.transactions;

        upload_again(&db, id, "march.pdf").await;
        let fewer = MonthSize { employees: 1, transactions: 3 };
        read_all(&db, &[statement_of(fewer, 0)]).await;
        let after = books::load(&*db, id).await.unwrap();
        assert_eq!(after.ids.transactions, before[..3]);
        // The second cardholder is named by no document any more.
        assert_eq!(after.books.employees.len(), 1);
        assert_eq!(db.count("employees").await, 1);
        assert_eq!(db.number("SELECT CAST(count(DISTINCT attempt) AS bigint) FROM transactions").await, 1);
        assert_eq!(session::get(&*db, id).await.unwrap().transactions, 3);
    }

    async fn a_correction_holds_when_the_document_is_read_again(db: TestDatabase) {
        let id = new_session(&db, &["march.pdf"]).await;
        read_all(&db, &[statement_of(SMALL, 0)]).await;
        finish(&db, id).await;
        let loaded = books::load(&*db, id).await.unwrap();
        let (place, _) = loaded.books.transactions().next().unwrap();
        let corrected = Correction {
            employee: Some(EmployeeNumber::new("e0001").unwrap()),
            amount: Some(usd(-999)),
            gl_account: Some("6200".to_owned()),
            ..Correction::default()
        };
        let write = db.write().await.unwrap();
        correction::record(&write, &loaded, place, corrected, "clerk").await.unwrap();
        let more = Correction { merchant: Some(String::new()), ..Correction::default() };
        correction::record(&write, &loaded, place, more, "clerk").await.unwrap();
        write.commit().await.unwrap();
        let expected = books::load(&*db, id).await.unwrap().books.transactions[0].clone();
        assert_eq!((expected.amount, &expected.merchant), (Some(usd(-999)), &None));
        assert_eq!(expected.coding, Coding { gl_account: Some("6200".to_owned()), ..Coding::default() });
        assert_eq!(expected.employee.unwrap().place(), 1);

        upload_again(&db, id, "march.pdf").await;
        read_all(&db, &[statement_of(SMALL, 0)]).await;
        let again = books::load(&*db, id).await.unwrap();
        assert_eq!(again.books.transactions[0], expected);
        let corrections = correction::load(&*db, &again).await.unwrap();
        assert_eq!(corrections[&place].by, "clerk");
    }

    async fn an_employee_that_nobody_knows_is_no_correction(db: TestDatabase) {
        let id = new_session(&db, &["march.pdf"]).await;
        read_all(&db, &[statement_of(SMALL, 0)]).await;
        let loaded = books::load(&*db, id).await.unwrap();
        let (place, _) = loaded.books.transactions().next().unwrap();
        let nobody = Correction { employee: Some(EmployeeNumber::new("nobody").unwrap()), ..Correction::default() };
        let write = db.write().await.unwrap();
        let refused = correction::record(&write, &loaded, place, nobody, "clerk").await.unwrap_err();
        assert_eq!(refused.to_string(), "there is no such employee");
    }

    async fn a_broken_rule_has_the_same_name_on_both_databases(db: TestDatabase) {
        use tieout_persistence::Error;
        new_session(&db, &["march.pdf"]).await;
        for (sql, rule) in [
            ("UPDATE sessions SET matched_count = -1", "ck_sessions_counts"),
            ("UPDATE sessions SET name = ''", "ck_sessions_name"),
            ("UPDATE documents SET status = 'asleep'", "ck_documents_status"),
            ("INSERT INTO documents SELECT * FROM documents", "pk"),
        ] {
            use sea_orm::ConnectionTrait;
            let broken = Error::from(db.connection().execute_unprepared(sql).await.unwrap_err());
            let Error::Violated(violation) = &broken else { panic!("{broken}") };
            assert!(rule == "pk" || broken.violates(rule), "{violation:?}");
        }
    }
}

fn receipts_at(place: usize) -> ReadDocument {
    let receipt = Receipt::unread(Source::page(DocumentRef::new(place), 1).with_text("paid"));
    ReadDocument {
        layout: None,
        pages: Some(1),
        content: Content::Receipts(Extracted::clean(vec![receipt])),
    }
}
