//! Layouts as data: profiles, the vocabulary they share, and how a document's layout is recognised.
//!
//! `docs/layouts.md` in the repository explains the profile language to those who write profiles.

mod blank;
mod pattern;
mod profile;
mod profiles;
mod recognise;
mod role;
mod wording;

pub use blank::Blank;
pub(crate) use blank::{is_card, is_card_character, is_masked};
pub use pattern::{BadPattern, Filled, Pattern};
pub use profile::{Charges, Mark, Profile, ProfileError, Sign};
pub use profiles::Profiles;
pub use recognise::{MarkScore, Recognition, Score};
pub use role::{Balance, Direction, EntryWords, Label, Role, TotalWords};
pub use wording::{SectionWords, Wording};
