//! Loading.

use std::collections::HashMap;

use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use tieout_domain::id::{DocumentId, EmployeeId, ReceiptId, SessionId, TransactionId};
use tieout_domain::{Books, Currency, Document, DocumentRef, EmployeeRef, Extracted, Statement};
use uuid::Uuid;

use super::{BookIds, LoadedBooks};
use crate::entity::{
    control_total, document, employee_sighting, other_entry, problem, receipt, transaction,
};
use crate::facts::{employee, line, paper, receipt as receipt_facts, transaction as charge};
use crate::fingerprint::Occurrences;
use crate::row::{natural, period};
use crate::session::find;
use crate::{Read, Result, document as documents};

/// The books of a session that is to be shown. Everything stands in the order of documents, and in
/// each as it is printed: the same as if all documents were read at once.
pub async fn load(db: &impl Read, session: SessionId) -> Result<LoadedBooks> {
    find(db, session).await?;
    let mut loading = Loading::new(session);
    loading.add_documents(documents::rows(db, session).await?)?;
    loading.add_employees(db).await?;
    loading.add_transactions(db).await?;
    loading.add_proofs(db).await?;
    loading.add_papers(db).await?;
    Ok(loading.loaded)
}

struct Loading {
    loaded: LoadedBooks,
    /// Where each document stands.
    documents: HashMap<Uuid, DocumentRef>,
    employees: HashMap<Uuid, EmployeeRef>,
}

impl Loading {
    fn new(session: SessionId) -> Self {
        Self {
            loaded: LoadedBooks {
                session,
                books: Books::default(),
                ids: BookIds::default(),
            },
            documents: HashMap::new(),
            employees: HashMap::new(),
        }
    }

    fn add_documents(&mut self, rows: Vec<document::Model>) -> Result<()> {
        let books = &mut self.loaded.books;
        for row in rows {
            let place = books.add_document(Document {
                name: row.file_name.clone(),
                kind: documents::kind(&row)?,
                layout: documents::layout(&row),
                pages: row.pages.map(natural),
            });
            if let Some(issuer) = &row.issuer {
                books.issuers.insert(place, issuer.clone());
            }
            books.issuer = books.issuer.take().or(row.issuer);
            let covered = period(row.period_start, row.period_end)?;
            books.period = match (books.period, covered) {
                (Some(all), Some(more)) => Some(all.union(more)),
                (all, more) => all.or(more),
            };
            self.loaded.ids.documents.push(DocumentId(row.id));
            self.documents.insert(row.id, place);
        }
        Ok(())
    }

    /// Merges what the statements say of one person as the books merge statements.
    async fn add_employees(&mut self, db: &impl Read) -> Result<()> {
        use employee_sighting::Column;
        let rows = employee_sighting::Entity::find()
            .filter(Column::SessionId.eq(self.loaded.session.0))
            .all(&db.executor())
            .await?;
        for row in self.in_order(rows, |row| (row.document_id, row.position)) {
            let id = row.employee_id;
            let before = self.loaded.books.employees.len();
            let mut seen = nothing_but_employees();
            seen.employees.push(employee::from_sighting(row)?);
            self.loaded.books.add_statement(Extracted::clean(seen));
            if self.loaded.books.employees.len() > before {
                self.loaded.ids.employees.push(EmployeeId(id));
                self.employees.insert(id, EmployeeRef::new(before));
            }
        }
        Ok(())
    }

    async fn add_transactions(&mut self, db: &impl Read) -> Result<()> {
        use transaction::Column;
        let rows = transaction::Entity::find()
            .filter(Column::SessionId.eq(self.loaded.session.0))
            .all(&db.executor())
            .await?;
        let rows = self.in_order(rows, |row| (row.document_id, row.position));
        let prints: Vec<_> = rows.iter().map(|row| row.fingerprint.clone()).collect();
        let mut seen = Occurrences::default();
        for (row, print) in rows.into_iter().zip(&prints) {
            let employee = row
                .employee_id
                .and_then(|id| self.employees.get(&id).copied());
            let document = self.place(row.document_id);
            let id = TransactionId(row.id);
            self.loaded
                .ids
                .push_transaction(id, seen.transaction(print));
            let transaction = charge::from_row(row, employee, document)?;
            self.loaded.books.transactions.push(transaction);
        }
        Ok(())
    }

    async fn add_proofs(&mut self, db: &impl Read) -> Result<()> {
        let rows = receipt::Entity::find()
            .filter(receipt::Column::SessionId.eq(self.loaded.session.0))
            .all(&db.executor())
            .await?;
        let rows = self.in_order(rows, |row| (row.document_id, row.position));
        let prints: Vec<_> = rows.iter().map(|row| row.fingerprint.clone()).collect();
        let mut seen = Occurrences::default();
        for (row, print) in rows.into_iter().zip(&prints) {
            let document = self.place(row.document_id);
            let LoadedBooks { books, ids, .. } = &mut self.loaded;
            if row.source == line::SOURCE {
                ids.push_line(ReceiptId(row.id), seen.line(print));
                books.expense_lines.push(line::from_row(row, document)?);
            } else {
                ids.push_receipt(ReceiptId(row.id), seen.receipt(print));
                books.receipts.push(receipt_facts::from_row(row, document)?);
            }
        }
        Ok(())
    }

    async fn add_papers(&mut self, db: &impl Read) -> Result<()> {
        let session = self.loaded.session.0;
        let db = db.executor();
        let entries = other_entry::Entity::find()
            .filter(other_entry::Column::SessionId.eq(session))
            .all(&db)
            .await?;
        for row in self.in_order(entries, |row| (row.document_id, row.position)) {
            let document = self.place(row.document_id);
            self.loaded
                .books
                .other_entries
                .push(paper::from_entry(row, document)?);
        }
        let totals = control_total::Entity::find()
            .filter(control_total::Column::SessionId.eq(session))
            .all(&db)
            .await?;
        for row in self.in_order(totals, |row| (row.document_id, row.position)) {
            let document = self.place(row.document_id);
            let employee = row
                .employee_id
                .and_then(|id| self.employees.get(&id).copied());
            let total = paper::from_total(row, employee, document)?;
            self.loaded.books.control_totals.push(total);
        }
        let problems = problem::Entity::find()
            .filter(problem::Column::SessionId.eq(session))
            .all(&db)
            .await?;
        for row in self.in_order(problems, |row| (row.document_id, row.position)) {
            let document = self.place(row.document_id);
            self.loaded
                .books
                .problems
                .push(paper::from_problem(row, document)?);
        }
        Ok(())
    }

    /// The rows in the order of documents, and in each as they are printed.
    fn in_order<R>(&self, mut rows: Vec<R>, stands: impl Fn(&R) -> (Uuid, i32)) -> Vec<R> {
        rows.sort_by_key(|row| {
            let (document, position) = stands(row);
            (self.place(document), position)
        });
        rows
    }

    fn place(&self, document: Uuid) -> DocumentRef {
        let place = self.documents.get(&document).copied();
        // The schema keeps rows from referring to a document of another session.
        place.unwrap_or_else(|| DocumentRef::new(0))
    }
}

fn nothing_but_employees() -> Statement {
    Statement {
        issuer: None,
        period: None,
        currency: Currency::USD,
        employees: Vec::new(),
        transactions: Vec::new(),
        other_entries: Vec::new(),
        control_totals: Vec::new(),
    }
}
