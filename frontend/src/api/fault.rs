//! Why a request failed, in words for whoever reads them.

use tieout_contract::error::ProblemDetails;

use super::json;
use crate::texts::fault as text;

/// Why a request failed.
#[derive(Debug, Clone, PartialEq)]
pub enum Fault {
    /// The browser has no connection.
    Offline,
    /// The service did not answer.
    Unreachable,
    /// The service said no, and why.
    Refused(Box<ProblemDetails>),
    /// Something answered that is not the service.
    Strange(u16),
    /// The answer is not what this version of the client understands.
    Garbled(String),
    /// The person took it back.
    Cancelled,
}

impl Fault {
    /// From the status and the body of an answer that is not a success.
    pub fn of_answer(status: u16, body: &str) -> Self {
        match json::read::<ProblemDetails>(body) {
            Ok(details) => Self::Refused(Box::new(details)),
            Err(_) => Self::Strange(status),
        }
    }

    /// In a few words.
    pub fn title(&self) -> String {
        match self {
            Self::Offline => text::OFFLINE.to_owned(),
            Self::Unreachable | Self::Strange(502..=504) => text::UNREACHABLE.to_owned(),
            Self::Refused(details) => details.title.clone(),
            Self::Strange(_) | Self::Garbled(_) => text::STRANGE.to_owned(),
            Self::Cancelled => text::CANCELLED.to_owned(),
        }
    }

    /// What happened and what to do.
    pub fn detail(&self) -> String {
        match self {
            Self::Offline => text::OFFLINE_DETAIL.to_owned(),
            Self::Unreachable | Self::Strange(502..=504) => text::UNREACHABLE_DETAIL.to_owned(),
            Self::Refused(details) => {
                let parts = details.errors.iter().map(|part| {
                    let place = part.file.as_deref().or(part.field.as_deref());
                    place.map_or_else(
                        || part.message.clone(),
                        |place| format!("{place}: {}", part.message),
                    )
                });
                let parts: Vec<String> = parts.collect();
                if parts.is_empty() {
                    details.detail.clone()
                } else {
                    parts.join(" · ")
                }
            }
            Self::Strange(status) => text::strange(*status),
            Self::Garbled(what) => text::garbled(what),
            Self::Cancelled => text::CANCELLED_DETAIL.to_owned(),
        }
    }

    /// What to quote to whoever runs the service, when the fault is the service's own.
    pub fn request_id(&self) -> Option<&str> {
        match self {
            Self::Refused(details) if details.status >= 500 => Some(&details.request_id),
            _ => None,
        }
    }

    /// The HTTP status, when the service answered.
    pub fn status(&self) -> Option<u16> {
        match self {
            Self::Refused(details) => Some(details.status),
            Self::Strange(status) => Some(*status),
            _ => None,
        }
    }

    /// May the same request succeed a moment later?
    pub fn may_pass(&self) -> bool {
        match self {
            Self::Offline | Self::Unreachable => true,
            _ => matches!(self.status(), Some(408 | 429 | 502..=504)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const REFUSAL: &str = r#"{"type":"/problems/invalid","title":"The request cannot be taken","status":400,
        "detail":"Look at the errors.","instance":"/api/upload","request_id":"r1",
        "errors":[{"file":"a.exe","code":"unsupported","message":"is no PDF"}]}"#;

    #[test]
    fn a_refusal_names_the_file_and_what_is_wrong_with_it() {
        let fault = Fault::of_answer(400, REFUSAL);
        assert_eq!(fault.detail(), "a.exe: is no PDF");
        assert_eq!(fault.request_id(), None);
        assert!(!fault.may_pass());
    }

    #[test]
    fn what_is_not_the_service_is_not_taken_for_it() {
        assert_eq!(Fault::of_answer(502, "<html>"), Fault::Strange(502));
        assert!(Fault::of_answer(502, "<html>").may_pass());
        assert!(!Fault::of_answer(500, "").may_pass());
    }

    #[test]
    fn an_unforeseen_fault_can_be_quoted() {
        let fault = Fault::of_answer(500, &REFUSAL.replace("400", "500"));
        assert_eq!(fault.request_id(), Some("r1"));
    }
}
