//! The only person there is.

use std::collections::BTreeSet;

use tieout_domain::{Books, EmployeeRef};

use super::Owner;

/// The person whose all papers are, where there is only one.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Sole {
    /// The employee; where no statement names one, a reference that leads nowhere.
    pub(crate) holder: EmployeeRef,
    is_named: bool,
}

impl Sole {
    /// The only employee, or the holder of the only card where neither the statements nor the
    /// reports tell people apart.
    pub(crate) fn of(books: &Books) -> Option<Self> {
        match books.employees.as_slice() {
            [_] => Some(Self {
                holder: EmployeeRef::new(0),
                is_named: true,
            }),
            [] => is_of_one_person(books).then(|| Self {
                holder: EmployeeRef::new(usize::MAX),
                is_named: false,
            }),
            _ => None,
        }
    }

    /// What nobody else is known to own is theirs.
    pub(crate) fn or_theirs(self, owner: Owner) -> Owner {
        match owner {
            Owner::Nobody => Owner::Known(vec![self.holder]),
            Owner::Stranger if !self.is_named => Owner::Known(vec![self.holder]),
            other => other,
        }
    }
}

fn is_of_one_person(books: &Books) -> bool {
    let cards: BTreeSet<_> = books.transactions.iter().filter_map(|it| it.card).collect();
    let people = books
        .expense_lines
        .iter()
        .filter_map(|it| it.person.as_ref());
    let people: BTreeSet<_> = people.collect();
    cards.len() < 2 && people.len() < 2
}
