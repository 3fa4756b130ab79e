//! What matching does, as stories.

#[cfg(test)]
mod common;
#[cfg(test)]
mod decisions;
#[cfg(test)]
mod groups;
#[cfg(test)]
mod invented_months;
#[cfg(test)]
mod pairs;
#[cfg(test)]
mod people;
#[cfg(test)]
mod properties;
#[cfg(test)]
mod samples;
#[cfg(test)]
mod words;
