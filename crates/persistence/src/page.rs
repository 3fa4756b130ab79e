//! Lists by the page.

use sea_orm::{EntityTrait, PaginatorTrait, QuerySelect, Select};

use crate::{Read, Result};

/// Which page of how many rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PageRequest {
    /// From 1.
    pub number: u32,
    /// Rows on a page.
    pub size: u32,
}

/// One page of a longer list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page<T> {
    /// What is on it.
    pub items: Vec<T>,
    /// How many there are on all pages.
    pub total: u64,
}

/// Which end comes first.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Order {
    /// Smallest, oldest, A first.
    #[default]
    Ascending,
    /// Largest, newest, Z first.
    Descending,
}

impl Default for PageRequest {
    fn default() -> Self {
        Self {
            number: 1,
            size: 50,
        }
    }
}

impl PageRequest {
    /// How many rows come before this page.
    fn offset(self) -> u64 {
        u64::from(self.number.saturating_sub(1)) * u64::from(self.size)
    }

    /// Runs `query`, all rows counted and those of this page turned into values.
    pub(crate) async fn of<E, T>(
        self,
        db: &impl Read,
        query: Select<E>,
        value: impl Fn(E::Model) -> Result<T>,
    ) -> Result<Page<T>>
    where
        E: EntityTrait,
        E::Model: Sync,
    {
        let db = db.executor();
        let total = query.clone().count(&db).await?;
        let rows = query
            .offset(self.offset())
            .limit(u64::from(self.size))
            .all(&db)
            .await?;
        Ok(Page {
            items: rows.into_iter().map(value).collect::<Result<_>>()?,
            total,
        })
    }
}

impl From<Order> for sea_orm::Order {
    fn from(order: Order) -> Self {
        match order {
            Order::Ascending => Self::Asc,
            Order::Descending => Self::Desc,
        }
    }
}
