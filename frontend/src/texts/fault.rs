//! What went wrong.

pub const OFFLINE: &str = "You are offline";
pub const OFFLINE_DETAIL: &str =
    "This computer has no connection. Nothing is lost: reconnect, then try again.";
pub const UNREACHABLE: &str = "Tieout does not answer";
pub const UNREACHABLE_DETAIL: &str =
    "The service may be restarting. Nothing is lost: try again in a moment.";
pub const STRANGE: &str = "An answer that does not make sense";
pub const CANCELLED: &str = "Cancelled";
pub const CANCELLED_DETAIL: &str = "Nothing was sent. You can start again.";
pub const RETRY: &str = "Try again";
pub const QUOTE: &str = "If it happens again, quote";
pub const BROKEN_PAGE: &str = "This page broke";
pub const BROKEN_PAGE_DETAIL: &str =
    "Something on it could not be shown. Load it again; what you decided is kept.";
pub const EXPIRED: &str = "This session has expired";
pub const EXPIRED_DETAIL: &str = "Sessions are kept for a limited time, and everything of this one is gone. pVault has what was exported.";
pub const TO_SESSIONS: &str = "To the sessions";

pub fn strange(status: u16) -> String {
    format!(
        "Something between you and Tieout answered with status {status}. Try again; if it stays so, tell whoever runs the service."
    )
}

pub fn garbled(what: &str) -> String {
    format!("This page may be older than the service: load it again. ({what})")
}
