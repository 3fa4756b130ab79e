//! What frames every page.

pub const NAME: &str = "Tieout";
pub const SKIP: &str = "Skip to the content";
pub const NAVIGATION: &str = "Main";
pub const HOME: &str = "Home";
pub const HOME_LINK: &str = "Tieout, home";
pub const SESSIONS: &str = "Sessions";
pub const UPLOAD: &str = "Upload";
pub const ALIASES: &str = "Aliases";
pub const SETTINGS: &str = "Settings";
pub const TO_DARK: &str = "Switch to dark";
pub const TO_LIGHT: &str = "Switch to light";
pub const OFFLINE: &str = "You are offline. What you see may be old; nothing you decided is lost.";
pub const CLOSE: &str = "Close";
pub const CANCEL: &str = "Cancel";
pub const UNDO: &str = "Undo";
pub const COPY: &str = "Copy";
pub const COPIED: &str = "Copied";
pub const NOT_COPIED: &str =
    "The browser did not allow copying. Select the text and copy it by hand.";
pub const LOADING: &str = "Loading";
pub const NOT_FOUND: &str = "There is nothing here";
pub const NOT_FOUND_DETAIL: &str = "The address may be mistyped, or what it led to has expired. Everything that is there can be reached from here:";
