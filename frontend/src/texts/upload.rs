//! Choosing and sending files.

pub const TITLE: &str = "Upload a month";
pub const LEAD: &str = "The card statement, the expense report and the receipts, in any order. Files are read once and not kept.";
pub const ADD_TITLE: &str = "Add files";
pub const ADD_LEAD: &str = "Everything is worked out anew, and nothing that you decided is lost. Files that are there already are recognised.";
pub const NAME: &str = "Name of the session";
pub const DROP: &str = "Drop files or a folder here";
pub const CHOOSE: &str = "Choose files";
pub const FILES: &str = "Chosen files";
pub const KIND_AUTO: &str = "Recognise";
pub const REMOVE_ALL: &str = "Remove all";
pub const SEND: &str = "Upload and reconcile";
pub const SENDING: &str = "Uploading";
pub const SENT: &str = "Uploaded. The service takes the files in …";
pub const CANCEL: &str = "Cancel the upload";
pub const WRONG_TYPE: &str =
    "is not a PDF, a picture (JPEG, PNG, TIFF, WebP), a CSV or an OFX file";
pub const EMPTY_FILE: &str = "is empty";
pub const DUPLICATES: &str = "Already there, and left as they are";
pub const FAULTY_LEFT_OUT: &str = "Files with a fault are not sent.";

pub fn limits(files: usize, megabytes: u16) -> String {
    format!("PDF, JPEG, PNG, TIFF, WebP, CSV or OFX; up to {files} files of {megabytes} MB each")
}

pub fn too_large(size: &str, megabytes: u16) -> String {
    format!(
        "has {size}; a file may have {megabytes} MB. Split it, or print it to PDF with less resolution"
    )
}

pub fn too_many(files: usize, most: usize) -> String {
    format!(
        "{files} files are chosen, and {most} can be sent at a time. Remove some, and add them to the session afterwards."
    )
}

pub fn chosen(files: &str, size: &str) -> String {
    format!("{files}, {size}")
}

pub fn sent_of(sent: &str, all: &str, percent: u64) -> String {
    format!("{sent} of {all} ({percent} %)")
}

pub fn remove(name: &str) -> String {
    format!("Remove {name}")
}

pub fn kind_of(name: &str) -> String {
    format!("Kind of {name}")
}
