//! What was read: a line for each statement and report, and one for a heap of receipts.

use std::fmt;

use tieout_domain::{Books, Document, DocumentKind, DocumentRef};

use super::summary::{thousands, write_row};

/// As many receipt documents are listed one by one; more are a heap.
const RECEIPTS_LISTED: usize = 3;

/// What each document is and what was found in it.
pub(super) struct Documents<'a>(pub(super) &'a Books);

impl fmt::Display for Documents<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, line) in self.lines().iter().enumerate() {
            write_row(f, if place == 0 { "Read" } else { "" }, line)?;
        }
        Ok(())
    }
}

impl Documents<'_> {
    fn lines(&self) -> Vec<String> {
        let places = self.0.documents.iter().enumerate();
        let is_receipt = |document: &Document| document.kind == Some(DocumentKind::Receipt);
        let (receipts, others): (Vec<_>, Vec<_>) =
            places.partition(|(_, document)| is_receipt(document));
        let line = |(place, document)| self.line(DocumentRef::new(place), document);
        let mut lines: Vec<String> = others.into_iter().map(line).collect();
        if receipts.len() <= RECEIPTS_LISTED {
            lines.extend(receipts.into_iter().map(line));
        } else {
            lines.push(self.heap(receipts.len()));
        }
        lines
    }

    fn line(&self, at: DocumentRef, document: &Document) -> String {
        let mut words = format!("{}: {}", document.name, self.found(at, document.kind));
        match document.pages {
            None => {}
            Some(1) => words.push_str(" on 1 page"),
            Some(pages) => words.push_str(&format!(" on {} pages", thousands(pages as usize))),
        }
        if let Some(layout) = &document.layout {
            let guessed = if layout.is_guessed { "guessed: " } else { "" };
            words.push_str(&format!(" ({guessed}{})", layout.name));
        }
        words
    }

    fn found(&self, at: DocumentRef, kind: Option<DocumentKind>) -> String {
        let books = self.0;
        match kind {
            Some(DocumentKind::Statement) => {
                let found = books.transactions.iter();
                let found = found.filter(|transaction| transaction.source.document == at);
                format!("statement, {} transactions", thousands(found.count()))
            }
            Some(DocumentKind::ExpenseReport) => {
                let found = books.expense_lines.iter();
                let found = found.filter(|line| line.source.document == at);
                format!("expense report, {} lines", thousands(found.count()))
            }
            Some(DocumentKind::Receipt) => "receipt".to_owned(),
            None => "not recognised".to_owned(),
        }
    }

    fn heap(&self, documents: usize) -> String {
        format!(
            "{} receipt documents: {} receipts",
            thousands(documents),
            thousands(self.0.receipts.len())
        )
    }
}
