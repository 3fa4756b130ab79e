use std::time::Duration;

/// Why a document cannot be read at all. The words are meant for users; the caller puts the document's name in front.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum OpenError {
    /// No bytes.
    #[error("is empty")]
    Empty,
    /// No PDF header near the start.
    #[error("is not a PDF")]
    NotPdf,
    /// The empty password does not open it.
    #[error("is password-protected: save a copy without a password and upload that")]
    PasswordProtected,
    /// A protection other than the standard passwords.
    #[error(
        "is protected in a way that is not supported: save a copy without protection and upload that"
    )]
    UnsupportedProtection,
    /// Nothing usable was left after repair.
    #[error("is damaged: no page could be found in it; export it again and upload that")]
    Damaged,
    /// More bytes than allowed.
    #[error("is larger than {} MB", limit >> 20)]
    TooLarge {
        /// The limit in bytes.
        limit: u64,
    },
    /// More pages than allowed.
    #[error("has {found} pages; the limit is {limit}")]
    TooManyPages {
        /// Pages found (counting stops a little above the limit).
        found: u32,
        /// The limit.
        limit: u32,
    },
    /// More indirect objects than allowed.
    #[error("has more than {limit} objects")]
    TooManyObjects {
        /// The limit.
        limit: u32,
    },
    /// Streams expand to more than allowed.
    #[error("expands to more than {} MB", limit >> 20)]
    ExpandsTooMuch {
        /// The limit in bytes.
        limit: u64,
    },
    /// Arrays and dictionaries inside each other, deeper than allowed.
    #[error("is nested more than {limit} levels deep")]
    NestedTooDeep {
        /// The limit.
        limit: u32,
    },
    /// Time ran out.
    #[error("takes longer than {} seconds to read", limit.as_secs())]
    TooSlow {
        /// The limit.
        limit: Duration,
    },
}

/// Why one page cannot be read. The caller puts the document's name and the page number in front.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PageError {
    /// No page of that number.
    #[error("there is no page {number}: the document has {count}")]
    NoSuchPage {
        /// The number asked for.
        number: u32,
        /// The number of pages.
        count: u32,
    },
    /// Streams expand to more than allowed.
    #[error("the document expands to more than {} MB", limit >> 20)]
    ExpandsTooMuch {
        /// The limit in bytes.
        limit: u64,
    },
    /// More objects than allowed.
    #[error("the document has more than {limit} objects")]
    TooManyObjects {
        /// The limit.
        limit: u32,
    },
    /// Time ran out.
    #[error("the document takes longer than {} seconds to read", limit.as_secs())]
    TooSlow {
        /// The limit.
        limit: Duration,
    },
}

/// What was damaged in a document's structure and how it was recovered.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Repair {
    /// The cross-reference table was unusable.
    #[error(
        "the table of contents of the file was damaged and has been rebuilt by searching for its objects"
    )]
    ObjectsRebuilt,
    /// The page tree was unusable.
    #[error(
        "the list of pages was damaged; the pages were found by searching for them, their order may differ"
    )]
    PagesRebuilt,
    /// A branch or leaf of the page tree was left out.
    #[error("a damaged page after page {after} was left out")]
    PageSkipped {
        /// Number of the last good page before it, 0 when it was the first.
        after: u32,
    },
}
