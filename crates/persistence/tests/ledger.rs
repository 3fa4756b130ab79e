//! Aliases, the audit trail, tokens, keys of repeated requests, the accounting system's receipts.

// A test whose ground gives way has failed.
#![allow(clippy::unwrap_used, clippy::panic)]

use std::time::Duration;

use tieout_domain::{EmployeeNumber, PersonName};
use tieout_persistence::alias::{self, Meaning};
use tieout_persistence::audit::{self, Action, Detail, Event};
use tieout_persistence::idempotency::{self, Begun, Key};
use tieout_persistence::token::{self, NewToken};
use tieout_persistence::{Error, Missing, PageRequest, pvault};
use tieout_test_support::{both_databases, session};

fn key() -> Key {
    Key {
        principal: "clerk".to_owned(),
        key: "k1".to_owned(),
    }
}

fn new_token(lifetime: Duration) -> NewToken {
    NewToken {
        name: "pVault".to_owned(),
        hash: "0f".repeat(32),
        scopes: vec!["pvault:read".to_owned()],
        created_by: "admin".to_owned(),
        lifetime,
    }
}

both_databases! {
    async fn the_last_meaning_of_an_alias_holds(db: TestDatabase) {
        let name = PersonName::new("MARIANELLWICK").unwrap();
        let number = |number| EmployeeNumber::new(number).unwrap();
        let write = db.write().await.unwrap();
        alias::teach(&write, &Meaning::Employee(name.clone(), number("1")), "clerk").await.unwrap();
        let id = alias::teach(&write, &Meaning::Employee(name.clone(), number("2")), "clerk").await.unwrap();
        let shop = Meaning::Merchant(" AMZN Mktp ".to_owned(), "Amazon".to_owned());
        alias::teach(&write, &shop, "clerk").await.unwrap();
        write.commit().await.unwrap();
        let aliases = alias::load(&*db).await.unwrap();
        assert_eq!(aliases.employees, [(name, number("2"))]);
        assert_eq!(aliases.merchants, [("AMZN Mktp".to_owned(), "Amazon".to_owned())]);
        let write = db.write().await.unwrap();
        alias::forget(&write, id).await.unwrap();
        assert!(matches!(alias::forget(&write, id).await, Err(Error::NotFound(Missing::Alias))));
    }

    async fn the_trail_outlives_its_session(db: TestDatabase) {
        let id = session(&db, &["march.pdf"]).await;
        let event = Event {
            actor: "clerk".to_owned(),
            action: Action::SessionDeleted,
            session: Some(id),
            subject: None,
            before: [("documents".to_owned(), Detail::Count(1))].into(),
            after: audit::Details::new(),
        };
        let write = db.write().await.unwrap();
        audit::record(&write, &event).await.unwrap();
        tieout_persistence::session::delete(&write, id, true).await.unwrap();
        write.commit().await.unwrap();
        let page = audit::activity(&*db, id, PageRequest::default()).await.unwrap();
        assert_eq!(page.items[0].event, event);
    }

    async fn a_token_holds_until_it_expires_or_is_taken_back(db: TestDatabase) {
        let write = db.write().await.unwrap();
        let id = token::create(&write, new_token(Duration::from_secs(60))).await.unwrap();
        token::touch(&write, id).await.unwrap();
        write.commit().await.unwrap();
        let found = token::find_valid(&*db, &"0f".repeat(32)).await.unwrap();
        assert_eq!(found.scopes, ["pvault:read"]);
        assert!(found.last_used_at.is_some());
        assert!(token::find_valid(&*db, "0f").await.is_err());
        let write = db.write().await.unwrap();
        token::revoke(&write, id).await.unwrap();
        assert!(token::revoke(&write, id).await.is_err());
        write.commit().await.unwrap();
        assert!(token::find_valid(&*db, &"0f".repeat(32)).await.is_err());
        assert_eq!(token::list(&*db).await.unwrap().len(), 1);
    }

    async fn an_expired_token_is_no_token(db: TestDatabase) {
        let write = db.write().await.unwrap();
        token::create(&write, new_token(Duration::from_millis(1))).await.unwrap();
        write.commit().await.unwrap();
        tokio::time::sleep(Duration::from_millis(20)).await;
        assert!(token::find_valid(&*db, &"0f".repeat(32)).await.is_err());
    }

    async fn a_request_sent_twice_is_done_once(db: TestDatabase) {
        let id = session(&db, &["march.pdf"]).await;
        let patience = Duration::from_secs(60);
        let write = db.write().await.unwrap();
        let Begun::First(claim) = idempotency::begin(&write, &key(), patience).await.unwrap() else {
            panic!("nobody used the key before");
        };
        assert_eq!(idempotency::begin(&write, &key(), patience).await.unwrap(), Begun::InFlight);
        idempotency::finish(&write, &claim, "hash", id).await.unwrap();
        let Begun::Answered(answer) = idempotency::begin(&write, &key(), patience).await.unwrap() else {
            panic!("the key was answered");
        };
        assert_eq!(answer.to("hash"), Ok(id));
        let other = answer.to("other").unwrap_err();
        assert_eq!(other.to_string(), "this idempotency key was used for another request: choose a new one");
        // Another's key of the same name is another key.
        let theirs = Key { principal: "other".to_owned(), ..key() };
        assert!(matches!(idempotency::begin(&write, &theirs, patience).await.unwrap(), Begun::First(_)));
    }

    async fn the_claim_of_a_process_that_died_is_taken_over(db: TestDatabase) {
        let id = session(&db, &["march.pdf"]).await;
        let write = db.write().await.unwrap();
        let Begun::First(dead) = idempotency::begin(&write, &key(), Duration::ZERO).await.unwrap() else {
            panic!("nobody used the key before");
        };
        write.commit().await.unwrap();
        tokio::time::sleep(Duration::from_millis(20)).await;
        let write = db.write().await.unwrap();
        let Begun::First(claim) = idempotency::begin(&write, &key(), Duration::ZERO).await.unwrap() else {
            panic!("the claim is taken over");
        };
        assert!(matches!(idempotency::finish(&write, &dead, "hash", id).await, Err(Error::LeaseLost)));
        idempotency::abandon(&write, &claim).await.unwrap();
        write.commit().await.unwrap();
        assert_eq!(db.count("idempotency_keys").await, 0);
    }

    async fn an_acknowledgement_counts_once(db: TestDatabase) {
        let id = session(&db, &["march.pdf"]).await;
        let keys = ["a".to_owned(), "b".to_owned()];
        let write = db.write().await.unwrap();
        pvault::exported(&write, id, 2, 1, "token").await.unwrap();
        assert_eq!(pvault::acknowledge(&write, id, &keys[..1], "token").await.unwrap(), 1);
        assert_eq!(pvault::acknowledge(&write, id, &keys, "token").await.unwrap(), 1);
        write.commit().await.unwrap();
        assert_eq!(pvault::acknowledged(&*db, id).await.unwrap().len(), 2);
        assert_eq!(pvault::exports(&*db, id).await.unwrap()[0].left_out, 1);
    }
}
