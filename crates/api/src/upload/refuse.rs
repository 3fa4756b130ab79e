//! Why a file is refused.

use actix_multipart::MultipartError;
use tieout_extraction::sniff::{self, Sniffed};

use crate::error::{ApiError, file_part, part};

/// The media type of what the first bytes of a file are, if it is read here.
pub(super) fn media_type(
    name: &str,
    head: &[u8],
    is_whole: bool,
) -> Result<&'static str, ApiError> {
    let sniffed = match sniff::sniff(head) {
        // A table of which only the beginning is here ends somewhere in a line.
        Sniffed::Unknown { .. } if !is_whole => sniff::sniff(whole_lines(head)),
        sniffed => sniffed,
    };
    match sniffed {
        Sniffed::Pdf => Ok("application/pdf"),
        Sniffed::Jpeg => Ok("image/jpeg"),
        Sniffed::Png => Ok("image/png"),
        Sniffed::Tiff => Ok("image/tiff"),
        Sniffed::Webp => Ok("image/webp"),
        Sniffed::Csv => Ok("text/csv"),
        Sniffed::Ofx => Ok("application/x-ofx"),
        Sniffed::Empty => Err(ApiError::Invalid(vec![file_part(
            name,
            "empty",
            "is empty: export or scan it again",
        )])),
        Sniffed::Unknown { looks_like } => {
            let message = format!(
                "is {looks_like}: give a PDF, a JPEG, PNG, TIFF or WebP image, or a CSV or OFX \
                 statement"
            );
            Err(ApiError::Unsupported(vec![file_part(
                name,
                "unsupported",
                message,
            )]))
        }
    }
}

pub(super) fn too_large(name: &str, megabytes: u16) -> ApiError {
    let message = format!("is larger than {megabytes} MB, the limit: split it");
    ApiError::TooLarge(vec![file_part(name, "too_large", message)])
}

pub(super) fn too_many(limit: u16) -> ApiError {
    let message = format!("are more than {limit}, the limit at a time: send the rest later");
    ApiError::invalid("files", "too_many", message)
}

/// What the reader of multipart bodies says.
pub(super) fn malformed(error: &MultipartError) -> ApiError {
    match error {
        MultipartError::ContentTypeMissing
        | MultipartError::ContentTypeParse
        | MultipartError::ContentTypeIncompatible => ApiError::Unsupported(vec![part(
            "Content-Type",
            "unsupported",
            "must be multipart/form-data",
        )]),
        MultipartError::Payload(_) | MultipartError::Incomplete => ApiError::TooSlow,
        error => ApiError::invalid("body", "invalid", error.to_string()),
    }
}

fn whole_lines(head: &[u8]) -> &[u8] {
    let end = head.iter().rposition(|byte| *byte == b'\n');
    head.get(..end.map_or(0, |end| end + 1)).unwrap_or(head)
}
