//! What the reports say, through the public face of the crate.

mod csv;
mod gate;
mod pvault_samples;
mod reminders;
#[cfg(test)]
mod support;
mod workbook_file;
mod workbook_summary;
mod workbook_tables;
