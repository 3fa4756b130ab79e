//! Reading a document.

use std::sync::Mutex;
use std::sync::PoisonError;

use tieout_domain::{DocumentRef, Extracted};
use tieout_extraction::{Facts, Progress, Reading as Read};
use tieout_persistence::facts::{Content, ReadDocument, complete_reading};
use tieout_persistence::job::{self, GivenUp, Reading};
use tieout_persistence::{Error, Write};

use super::lease::while_ours;
use super::step::Step;
use super::store::store;
use super::{Work, WorkError, bytes};
use crate::child::{Broken, File};
use crate::progress::Pages;

/// What came of a document.
enum Answer {
    Read(Box<ReadDocument>),
    Broken(Broken),
}

impl Work {
    pub(super) async fn do_reading(&self, job: &Reading) -> Result<(), WorkError> {
        self.progress.session_changed(job.session);
        self.steps.reach(Step::ReadingClaimed).await;
        let answer = self.read(job).await;
        let stored = match answer {
            Ok(answer) => self.store_answer(job, &answer).await,
            Err(error) => Err(error),
        };
        self.progress.document_changed(job.session, job.document);
        Ok(stored?)
    }

    /// Reads the document in a child, renewing the claim the while.
    async fn read(&self, job: &Reading) -> Result<Answer, Error> {
        let latest = Latest::default();
        let mut on_page = |progress| {
            let pages = latest.set(progress);
            self.progress.page(job.session, job.document, pages);
        };
        let file = file(job);
        let mut bytes = bytes::of(&self.database, job.document);
        let reading = self.reader.read(&file, &mut bytes, &mut on_page);
        let renew = || async {
            let write = self.database.write().await?;
            job::heartbeat_reading(&write, job, &self.worker, latest.get()).await?;
            write.commit().await
        };
        let answer = while_ours(self.worker.lease, reading, renew).await?;
        self.steps.reach(Step::ReadingDone).await;
        Ok(match answer {
            Ok(read) => Answer::Read(Box::new(to_document(read))),
            Err(broken) => Answer::Broken(broken),
        })
    }

    async fn store_answer(&self, job: &Reading, answer: &Answer) -> Result<(), Error> {
        let attempt = || async {
            let write = self.database.write().await?;
            write_answer(&write, job, answer).await?;
            self.steps.reach(Step::ReadingWritten).await;
            write.commit().await
        };
        store(self.worker.lease, attempt).await?;
        self.steps.reach(Step::ReadingCommitted).await;
        Ok(())
    }
}

async fn write_answer(write: &Write, job: &Reading, answer: &Answer) -> Result<(), Error> {
    match answer {
        Answer::Read(read) => complete_reading(write, job, read).await,
        Answer::Broken(broken) if broken.cause.is_final() => {
            job::fail_reading(write, job, &broken.to_string()).await
        }
        Answer::Broken(broken) => {
            let given_up = job::retry_reading(write, job, &broken.to_string()).await?;
            let is_last = given_up == GivenUp::Failed;
            tracing::warn!(document = %job.document, cause = ?broken.cause, is_last, "a reading broke");
            Ok(())
        }
    }
}

fn file(job: &Reading) -> File<'_> {
    File {
        document: DocumentRef::new(usize::try_from(job.position).unwrap_or(usize::MAX)),
        name: &job.name,
        kind: job.chosen_kind,
        size: job.size.unsigned_abs(),
    }
}

fn to_document(read: Read) -> ReadDocument {
    let Read {
        document,
        facts,
        problems,
    } = read;
    ReadDocument {
        layout: document.layout,
        pages: document.pages,
        content: match facts {
            Some(Facts::Statement(value)) => Content::Statement(Extracted { value, problems }),
            Some(Facts::ExpenseReport(value)) => {
                Content::ExpenseReport(Extracted { value, problems })
            }
            Some(Facts::Receipts(value)) => Content::Receipts(Extracted { value, problems }),
            None => Content::Nothing(problems),
        },
    }
}

/// The last page that was told of.
#[derive(Default)]
struct Latest(Mutex<Option<(u32, u32)>>);

impl Latest {
    fn set(&self, progress: Progress) -> Pages {
        let pages = Pages {
            page: progress.page,
            pages: progress.pages,
            rows: u32::try_from(progress.rows).unwrap_or(u32::MAX),
        };
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some((pages.page, pages.pages));
        pages
    }

    fn get(&self) -> Option<(u32, u32)> {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
