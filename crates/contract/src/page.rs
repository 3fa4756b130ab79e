//! Lists by the page.

use serde::{Deserialize, Serialize};

/// One page of a longer list.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Page<T> {
    /// What is on it.
    pub items: Vec<T>,
    /// How many there are on all pages.
    pub total: u64,
    /// Which page this is, from 1.
    pub page: u32,
    /// How many items a page holds at most.
    pub page_size: u32,
    /// Is there another page after it?
    pub has_next: bool,
}

/// A list that is short enough to come whole.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Listing<T> {
    /// All there are.
    pub items: Vec<T>,
}

/// Which end of a list comes first.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Order {
    /// Smallest, oldest, A first.
    #[default]
    Asc,
    /// Largest, newest, Z first.
    Desc,
}

/// How many items a page holds unless said otherwise.
pub const PAGE_SIZE: u32 = 50;

/// How many items a page can hold.
pub const MAX_PAGE_SIZE: u32 = 100;

impl<T> Page<T> {
    /// Page number `page` of a list of `total`.
    pub fn new(items: Vec<T>, total: u64, page: u32, page_size: u32) -> Self {
        Self {
            items,
            total,
            page,
            page_size,
            has_next: u64::from(page) * u64::from(page_size) < total,
        }
    }
}
