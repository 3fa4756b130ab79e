//! What of which paper is to be looked at.

use tieout_contract::area::Area;
use tieout_contract::document::Document;
use tieout_contract::receipt::Receipt;
use tieout_contract::transaction::Transaction;
use tieout_domain::id::{DocumentId, SessionId};

use super::month::Month;

/// A place on a paper.
#[derive(Debug, Clone, PartialEq)]
pub struct Place {
    /// The session that the paper belongs to.
    pub session: SessionId,
    /// The document.
    pub document: DocumentId,
    /// The name of its file.
    pub file_name: String,
    /// What its content is.
    pub media_type: String,
    /// The page, from 1.
    pub page: Option<u32>,
    /// The box around what is meant.
    pub area: Option<Area>,
    /// What is printed there.
    pub text: String,
}

impl Place {
    /// The line of a statement.
    pub fn of_transaction(month: &Month, one: &Transaction) -> Option<Self> {
        let document = month.document(one.document_id)?;
        Some(Self::on(month, document, one.page, one.area, &one.text))
    }

    /// The line of an expense report, or the total of a receipt.
    pub fn of_receipt(month: &Month, one: &Receipt) -> Option<Self> {
        let document = month.document(one.document_id)?;
        Some(Self::on(month, document, one.page, one.area, &one.text))
    }

    fn on(
        month: &Month,
        document: &Document,
        page: Option<u32>,
        area: Option<Area>,
        text: &str,
    ) -> Self {
        Self {
            session: month.session.id,
            document: document.id,
            file_name: document.file_name.clone(),
            media_type: document.mime_type.clone(),
            page,
            area,
            text: text.to_owned(),
        }
    }

    /// Is the paper a picture?
    pub fn is_picture(&self) -> bool {
        self.media_type.starts_with("image/")
    }
}
