//! What pages know, and how they come to know it.

pub mod chosen_files;
pub mod kept_files;
pub mod load;
pub mod month;
pub mod place;
pub mod queue;
pub mod reminders;
pub mod rows;
pub mod under_way;
pub mod upload;
