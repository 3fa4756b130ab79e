#![doc = include_str!("../README.md")]

mod approved;
mod assign;
mod candidate;
mod copies;
mod decisions;
mod difference;
mod doubt;
mod explain;
mod facts;
mod group;
mod leg;
mod merchant;
mod outcome;
mod people;
mod pool;
mod presume;
mod rates;
mod reconcile;
mod refund;
mod score;
mod settings;

pub use reconcile::reconcile;
pub use settings::{Bands, Dates, Groups, LimitTable, Limits, Settings, TypeLimits, Weights, Work};
