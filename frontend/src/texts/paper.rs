//! The papers that this browser has kept.

pub const TITLE: &str = "The document";
pub const HERE: &str = "From this browser; not stored by Tieout.";
pub const NOT_HERE: &str = "This browser does not have the file: Tieout forgets files once they are read. It is shown only where it was uploaded.";
pub const TIFF: &str =
    "Browsers cannot show TIFF pictures. Open the file from where you uploaded it.";
pub const NOT_DRAWN: &str = "The page could not be drawn here, so the line is not marked. It is in your own copy of the file.";
pub const WHICH: &str = "Which paper";
