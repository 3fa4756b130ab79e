//! What the behaviour tests share: small months built by hand, the sample months with their truth,
//! and invented months with theirs.
#![allow(dead_code, reason = "the benchmark uses a part of it")]

pub(crate) mod builder;
pub(crate) mod dice;
pub(crate) mod invented;
pub(crate) mod papers;
pub(crate) mod score;
pub(crate) mod shops;
pub(crate) mod truth;
