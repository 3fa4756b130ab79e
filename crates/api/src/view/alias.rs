//! What people taught.

use tieout_contract::alias::{Alias, AliasKind};
use tieout_persistence::alias::{self, Meaning};

/// An alias.
pub fn alias(alias: alias::Alias) -> Alias {
    let (kind, printed, means) = match alias.meaning {
        Meaning::Employee(name, number) => {
            (AliasKind::Employee, name.to_string(), number.to_string())
        }
        Meaning::Merchant(descriptor, vendor) => (AliasKind::Merchant, descriptor, vendor),
    };
    Alias {
        id: alias.id,
        kind,
        printed,
        means,
        created_by: alias.by,
        created_at: alias.at,
    }
}
