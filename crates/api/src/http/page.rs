//! Pages of lists.

use tieout_contract::page::{MAX_PAGE_SIZE, Order, PAGE_SIZE, Page};
use tieout_persistence as persistence;
use tieout_persistence::PageRequest;

use crate::error::{ApiError, Result, part};

/// No list has so many pages.
const MOST_PAGES: u32 = 1_000_000;

/// The page that is asked for.
pub fn request(page: Option<u32>, page_size: Option<u32>) -> Result<PageRequest> {
    let number = page.unwrap_or(1);
    let size = page_size.unwrap_or(PAGE_SIZE);
    let mut faults = Vec::new();
    if number == 0 || number > MOST_PAGES {
        let message = format!("pages are counted from 1 to {MOST_PAGES}");
        faults.push(part("page", "invalid", message));
    }
    if size == 0 || size > MAX_PAGE_SIZE {
        let message = format!("must be from 1 to {MAX_PAGE_SIZE}");
        faults.push(part("page_size", "invalid", message));
    }
    if faults.is_empty() {
        Ok(PageRequest { number, size })
    } else {
        Err(ApiError::Invalid(faults))
    }
}

/// All of a list at once: what hangs on one session is bounded by the limits on uploads.
pub const EVERYTHING: PageRequest = PageRequest {
    number: 1,
    size: u32::MAX,
};

/// A page as it travels.
pub fn page<T, U>(
    found: persistence::Page<T>,
    request: PageRequest,
    view: impl FnMut(T) -> U,
) -> Page<U> {
    let items = found.items.into_iter().map(view).collect();
    Page::new(items, found.total, request.number, request.size)
}

/// Which end comes first.
pub const fn order(order: Order) -> persistence::Order {
    match order {
        Order::Asc => persistence::Order::Ascending,
        Order::Desc => persistence::Order::Descending,
    }
}
