//! What was decided comes back as it was; decisions by people hold; what changed is noted.

// A test whose ground gives way has failed.
#![allow(clippy::unwrap_used, clippy::panic)]

use tieout_domain::id::SessionId;
use tieout_domain::{
    Confidence, Decision, Difference, DocumentKind, LegVerdict, LineRef, MatchStatus,
    PersonOutcome, ProofOutcome, ProofRef, Reconciliation, Status, TransactionRef, Verdict,
};
use tieout_persistence::books::{self, LoadedBooks};
use tieout_persistence::facts::complete_reading;
use tieout_persistence::list::{
    self, MatchQuery, ReceiptOutcome, ReceiptQuery, TransactionOrder, TransactionQuery,
};
use tieout_persistence::matches::{self, ChangeKind};
use tieout_persistence::{Error, Order, PageRequest, decision, document, session};
use tieout_test_support::{
    MonthSize, TestDatabase, both_databases, claimed, matched, month_of, session as new_session,
    upload, usd,
};

const SMALL: MonthSize = MonthSize {
    employees: 2,
    transactions: 4,
};

async fn read_month(db: &TestDatabase) -> LoadedBooks {
    let id = new_session(db, &["march.pdf", "report.pdf"]).await;
    for read in month_of(SMALL) {
        let reading = claimed(db, "one").await.unwrap();
        let write = db.write().await.unwrap();
        complete_reading(&write, &reading, &read).await.unwrap();
        write.commit().await.unwrap();
    }
    books::load(&**db, id).await.unwrap()
}

async fn save(db: &TestDatabase, books: &LoadedBooks, outcome: &Reconciliation) {
    let write = db.write().await.unwrap();
    matches::save(&write, books, outcome).await.unwrap();
    write.commit().await.unwrap();
}

async fn decide(db: &TestDatabase, books: &LoadedBooks, verdict: Verdict) {
    let decision = Decision {
        transaction: TransactionRef::new(0),
        verdict,
    };
    let write = db.write().await.unwrap();
    decision::record(&write, books, &decision, "clerk", Some("seen"))
        .await
        .unwrap();
    write.commit().await.unwrap();
}

async fn verdicts(db: &TestDatabase, books: &LoadedBooks) -> Vec<Verdict> {
    let decisions = decision::load(&**db, books).await.unwrap();
    decisions
        .current
        .into_iter()
        .map(|decision| decision.verdict)
        .collect()
}

fn line(place: usize) -> ProofRef {
    ProofRef::Line(LineRef::new(place))
}

/// As `matched`, but the first transaction has only a candidate.
fn one_in_review(books: &LoadedBooks) -> Reconciliation {
    let mut outcome = matched(&books.books);
    let first = &mut outcome.transactions[0];
    first.match_status = MatchStatus::ManualReview;
    first.status = Status::MissingReceipt;
    first.confidence = Confidence::from_basis_points(7_000);
    first.report_leg.verdict = LegVerdict::Review;
    outcome.expense_lines[0] = ProofOutcome::Offered(vec![TransactionRef::new(0)]);
    let counts = &mut outcome.employees[0].counts;
    (counts.complete, counts.missing_receipt) = (counts.complete - 1, 1);
    outcome
}

both_databases! {
    async fn a_reconciliation_comes_back_as_it_was(db: TestDatabase) {
        let books = read_month(&db).await;
        assert_eq!(matches::load(&*db, &books).await.unwrap(), None);
        let mut outcome = one_in_review(&books);
        let second = &mut outcome.transactions[1];
        second.report_leg.runners_up = second.report_leg.links.clone();
        second.report_leg.links[0].differences = vec![
            Difference::PartOfSplitShipment { transactions: vec![TransactionRef::new(1), TransactionRef::new(2)] },
            Difference::OneOfCombinedReceipts { proofs: vec![line(0), line(1)] },
            Difference::RefundOf { purchase: TransactionRef::new(3), date: None },
            Difference::Tip { amount: usd(5), percent: "18.00".parse().unwrap(), is_printed: true },
            Difference::OtherCard,
        ];
        outcome.expense_lines[3] = ProofOutcome::DuplicateOf(line(2));
        let (employee, _) = books.books.employees().next().unwrap();
        outcome.employees[0].report_name = Some("Person0, Test".to_owned());
        outcome.people = vec![PersonOutcome {
            person: books.books.expense_lines[0].person.clone().unwrap(),
            employee: Some(employee),
            candidates: vec![employee],
            reason: "the same name".to_owned(),
        }];
        save(&db, &books, &outcome).await;
        assert_eq!(matches::load(&*db, &books).await.unwrap(), Some(outcome));
        assert_eq!(session::get(&*db, books.session).await.unwrap().matched, 3);
    }

    async fn results_keep_their_ids_and_change_their_version_only_with_what_they_say(db: TestDatabase) {
        let books = read_month(&db).await;
        save(&db, &books, &one_in_review(&books)).await;
        let first = matches::of_transaction(&*db, books.ids.transactions[0]).await.unwrap();
        save(&db, &books, &one_in_review(&books)).await;
        assert_eq!(matches::find(&*db, first.id).await.unwrap(), first);

        save(&db, &books, &matched(&books.books)).await;
        let later = matches::find(&*db, first.id).await.unwrap();
        assert_eq!((later.transaction, later.version), (first.transaction, first.version + 1));
        let write = db.write().await.unwrap();
        assert!(matches!(matches::expect_version(&write, &first).await, Err(Error::Stale)));
        matches::expect_version(&write, &later).await.unwrap();
    }

    async fn what_changed_since_the_last_run_is_noted(db: TestDatabase) {
        let books = read_month(&db).await;
        save(&db, &books, &one_in_review(&books)).await;
        assert_eq!(matches::changes(&*db, books.session, 0).await.unwrap(), []);
        save(&db, &books, &matched(&books.books)).await;
        save(&db, &books, &one_in_review(&books)).await;
        let changes = matches::changes(&*db, books.session, 0).await.unwrap();
        let kinds: Vec<_> = changes.iter().map(|change| (change.run, change.kind)).collect();
        assert_eq!(kinds, [
            (2, ChangeKind::EmployeeCompleted),
            (2, ChangeKind::NewlyMatched),
            (3, ChangeKind::EmployeeReopened),
            (3, ChangeKind::NoLongerMatched),
        ]);
        assert_eq!(changes[0].employee, Some(books.ids.employees[0]));
        assert_eq!(matches::changes(&*db, books.session, 2).await.unwrap().len(), 2);
    }

    async fn a_later_word_replaces_what_it_contradicts(db: TestDatabase) {
        let books = read_month(&db).await;
        decide(&db, &books, Verdict::Approved(vec![line(0)])).await;
        decide(&db, &books, Verdict::Rejected(vec![line(2)])).await;
        decide(&db, &books, Verdict::Approved(vec![line(1)])).await;
        assert_eq!(verdicts(&db, &books).await, [
            Verdict::Approved(vec![line(1)]),
            Verdict::Rejected(vec![line(2)]),
        ]);
        decide(&db, &books, Verdict::NoProof).await;
        assert_eq!(verdicts(&db, &books).await, [Verdict::NoProof, Verdict::Rejected(vec![line(2)])]);
        decide(&db, &books, Verdict::Approved(vec![line(2), line(3)])).await;
        assert_eq!(verdicts(&db, &books).await, [Verdict::Approved(vec![line(2), line(3)])]);
        let write = db.write().await.unwrap();
        decision::withdraw(&write, &books, TransactionRef::new(0)).await.unwrap();
        write.commit().await.unwrap();
        assert_eq!(verdicts(&db, &books).await, []);
    }

    async fn a_decision_holds_when_its_papers_are_read_again(db: TestDatabase) {
        let books = read_month(&db).await;
        decide(&db, &books, Verdict::Approved(vec![line(1)])).await;
        save(&db, &books, &matched(&books.books)).await;
        db.execute("UPDATE sessions SET status = 'completed'").await;

        let mut again = upload(&db, "report.pdf").await;
        again.kind = Some(DocumentKind::Receipt);
        let write = db.write().await.unwrap();
        document::add(&write, books.session, &[again]).await.unwrap();
        write.commit().await.unwrap();
        let reading = claimed(&db, "one").await.unwrap();
        let write = db.write().await.unwrap();
        complete_reading(&write, &reading, &month_of(SMALL)[1]).await.unwrap();
        write.commit().await.unwrap();

        let books = books::load(&*db, books.session).await.unwrap();
        assert_eq!(verdicts(&db, &books).await, [Verdict::Approved(vec![line(1)])]);
        save(&db, &books, &matched(&books.books)).await;
        let page = list::matches(&*db, books.session, &MatchQuery::default()).await.unwrap();
        let reviewed: Vec<_> = page.items.iter().filter_map(|item| item.reviewed_by.as_deref()).collect();
        assert_eq!(reviewed, ["clerk"]);
    }

    async fn a_decision_on_papers_that_are_gone_sleeps(db: TestDatabase) {
        let books = read_month(&db).await;
        decide(&db, &books, Verdict::Approved(vec![line(1)])).await;
        db.execute("DELETE FROM receipts").await;
        let books = books::load(&*db, books.session).await.unwrap();
        let decisions = decision::load(&*db, &books).await.unwrap();
        assert_eq!((decisions.current.len(), decisions.dormant), (0, 1));
    }

    async fn parts_are_listed_filtered_and_ordered(db: TestDatabase) {
        let books = read_month(&db).await;
        save(&db, &books, &one_in_review(&books)).await;
        let (db, id): (_, SessionId) = (&*db, books.session);
        let query = TransactionQuery {
            order_by: TransactionOrder::Amount,
            order: Order::Descending,
            page: PageRequest { number: 1, size: 3 },
            ..TransactionQuery::default()
        };
        let page = list::transactions(db, id, &query).await.unwrap();
        let amounts: Vec<_> = page.items.iter().map(|item| item.amount.unwrap().minor()).collect();
        assert_eq!((amounts, page.total), (vec![121, 114, 107], 4));

        let query = TransactionQuery { match_status: Some(MatchStatus::ManualReview), ..TransactionQuery::default() };
        let page = list::transactions(db, id, &query).await.unwrap();
        let [only] = page.items.as_slice() else { panic!("one in review") };
        assert_eq!(only.id, books.ids.transactions[0]);
        assert_eq!(only.outcome.as_ref().unwrap().status, Status::MissingReceipt);
        assert_eq!(&list::transaction(db, only.id).await.unwrap(), only);

        let query = TransactionQuery { text: Some("MERCHANT 2".to_owned()), employee: Some(books.ids.employees[0]), ..TransactionQuery::default() };
        assert_eq!(list::transactions(db, id, &query).await.unwrap().total, 1);

        let query = ReceiptQuery { outcome: Some(ReceiptOutcome::Offered), ..ReceiptQuery::default() };
        let page = list::receipts(db, id, &query).await.unwrap();
        assert_eq!(page.items[0].transactions, [books.ids.transactions[0]]);

        let page = list::employees(db, id, PageRequest::default()).await.unwrap();
        assert_eq!(page.items[0].counts.missing_receipt, 1);
        assert!(page.items[1].counts.is_complete());
    }
}
