//! The facts of one session, loaded whole: what matching and reporting work on.

mod ids;
mod load;

pub use ids::BookIds;
pub use load::load;
use tieout_domain::Books;
use tieout_domain::id::SessionId;

/// The books of a session, and the keys of what is in them.
#[derive(Debug, Clone, PartialEq)]
pub struct LoadedBooks {
    /// The session.
    pub session: SessionId,
    /// Its facts.
    pub books: Books,
    /// The keys, parallel to the lists of the books.
    pub ids: BookIds,
}
