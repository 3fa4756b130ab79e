//! What the database knows of a session's work, with the pages of the moment laid over it.

use std::collections::HashMap;

use tieout_contract::progress::{DocumentProgress, Progress, ReadingState};
use tieout_domain::SessionStatus;
use tieout_domain::id::DocumentId;
use tieout_persistence::document::{Document, DocumentStatus};
use tieout_persistence::session::Session;

use super::Pages;

/// Reading is most of the work; the rest is matching.
const READING_PERCENT: u64 = 95;

/// How far the work on a session is.
pub fn progress(
    session: &Session,
    documents: &[Document],
    pages: &HashMap<DocumentId, Pages>,
) -> Progress {
    let of = |document| document_progress(document, pages);
    let read: Vec<_> = documents.iter().map(of).collect();
    Progress {
        session_id: session.id,
        status: session.status,
        percent: percent(session.status, documents, &read),
        documents: read,
    }
}

fn document_progress(document: &Document, pages: &HashMap<DocumentId, Pages>) -> DocumentProgress {
    let state = state(document.status);
    let moment = pages.get(&document.id);
    let moment = moment.filter(|_| state == ReadingState::Reading);
    let known = document.transactions.saturating_add(document.receipts);
    DocumentProgress {
        document_id: document.id,
        name: document.name.clone(),
        state,
        page: moment.map_or(document.pages_done, |moment| {
            moment.page.max(document.pages_done)
        }),
        pages: moment.map(|moment| moment.pages).or(document.pages),
        rows: moment.map_or(known, |moment| moment.rows),
        error: document.error.clone(),
    }
}

const fn state(status: DocumentStatus) -> ReadingState {
    match status {
        DocumentStatus::Pending => ReadingState::Waiting,
        DocumentStatus::Processing => ReadingState::Reading,
        DocumentStatus::Completed => ReadingState::Read,
        DocumentStatus::Failed => ReadingState::Failed,
    }
}

/// Documents weigh by their size: it is known from the start, so that the figure does not fall when
/// a document turns out to have more pages than others.
fn percent(status: SessionStatus, documents: &[Document], read: &[DocumentProgress]) -> u8 {
    match status {
        SessionStatus::Completed | SessionStatus::Failed => return 100,
        SessionStatus::Matching => return narrow(READING_PERCENT),
        SessionStatus::Processing | SessionStatus::Extracting => {}
    }
    let (mut done, mut all) = (0, 0);
    for (document, read) in documents.iter().zip(read) {
        let size = u128::from(document.size.unsigned_abs().max(1));
        let (part, whole) = share(read);
        all += size;
        done += size * u128::from(part) / u128::from(whole);
    }
    let percent = (done * u128::from(READING_PERCENT)).checked_div(all);
    narrow(
        percent
            .and_then(|percent| u64::try_from(percent).ok())
            .unwrap_or(0),
    )
}

/// How much of a document is done, as a fraction.
fn share(read: &DocumentProgress) -> (u32, u32) {
    match (read.state, read.pages) {
        (ReadingState::Read | ReadingState::Failed, _) => (1, 1),
        (ReadingState::Reading, Some(pages @ 1..)) => (read.page.min(pages), pages),
        _ => (0, 1),
    }
}

fn narrow(percent: u64) -> u8 {
    u8::try_from(percent.min(100)).unwrap_or(100)
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;
    use tieout_domain::TieOut;
    use tieout_domain::id::SessionId;
    use uuid::Uuid;

    use super::*;

    fn session(status: SessionStatus) -> Session {
        Session {
            id: SessionId(Uuid::from_u128(1)),
            name: "March 2025".to_owned(),
            status,
            error: None,
            created_at: DateTime::UNIX_EPOCH,
            updated_at: DateTime::UNIX_EPOCH,
            expires_at: DateTime::UNIX_EPOCH,
            revision: 1,
            documents: 2,
            transactions: 0,
            receipts: 0,
            matched: 0,
            period: None,
            run: 0,
        }
    }

    fn document(id: u128, size: i64, status: DocumentStatus) -> Document {
        Document {
            id: DocumentId(Uuid::from_u128(id)),
            name: format!("{id}.pdf"),
            size,
            content_hash: String::new(),
            mime_type: "application/pdf".to_owned(),
            kind: None,
            kind_is_chosen: false,
            layout: None,
            pages: None,
            pages_done: 0,
            transactions: 0,
            receipts: 0,
            control_totals: 0,
            tie_out: TieOut::NothingToProve,
            status,
            error: None,
            created_at: DateTime::UNIX_EPOCH,
            finished_at: None,
        }
    }

    fn at(page: u32, pages: u32) -> HashMap<DocumentId, Pages> {
        let rows = page * 10;
        HashMap::from([(DocumentId(Uuid::from_u128(7)), Pages { page, pages, rows })])
    }

    #[test]
    fn the_pages_of_the_moment_lie_over_what_is_stored() {
        let documents = [
            document(7, 300, DocumentStatus::Processing),
            document(8, 100, DocumentStatus::Pending),
        ];
        let progress = progress(&session(SessionStatus::Extracting), &documents, &at(3, 4));
        let first = &progress.documents[0];
        assert_eq!((first.page, first.pages, first.rows), (3, Some(4), 30));
        assert_eq!(first.state, ReadingState::Reading);
        assert_eq!(progress.documents[1].state, ReadingState::Waiting);
        // 225 of 400 bytes, of the 95 hundredths that are reading.
        assert_eq!(progress.percent, 53);
    }

    #[test]
    fn pages_noted_of_an_ended_reading_are_old() {
        let documents = [document(7, 300, DocumentStatus::Completed)];
        let progress = progress(&session(SessionStatus::Matching), &documents, &at(3, 4));
        assert_eq!(progress.documents[0].pages, None);
        assert_eq!(progress.percent, 95);
    }

    #[test]
    fn the_end_is_a_hundred_whatever_the_end_is() {
        for status in [SessionStatus::Completed, SessionStatus::Failed] {
            assert_eq!(
                progress(&session(status), &[], &HashMap::new()).percent,
                100
            );
        }
        assert_eq!(
            progress(&session(SessionStatus::Processing), &[], &HashMap::new()).percent,
            0
        );
    }
}
