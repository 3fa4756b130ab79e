//! Whose a proof is, and what follows for the transactions it can prove.

use tieout_domain::{CardLast4, EmployeeRef};

use super::{Cards, Charge};

/// Whose a proof is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Owner {
    /// This employee's. Several entries are one person with several cards, where the statement
    /// prints no employee numbers.
    Known(Vec<EmployeeRef>),
    /// Whoever paid with this card of the statements.
    Card(CardLast4),
    /// Most likely this employee's, whose expense report has a line for it.
    Presumed(Vec<EmployeeRef>),
    /// One of these employees'; which one could not be told.
    OneOf(Vec<EmployeeRef>),
    /// A named person's who is not on the statements.
    Stranger,
    /// The paper does not say.
    Nobody,
}

/// How much the people of a pair agree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Trust {
    /// The same person.
    Sure,
    /// One of the papers names nobody: more has to agree.
    Careful,
    /// The same person, but another card.
    OtherCard,
    /// Perhaps the same person: a human being has to say so.
    Doubtful,
}

impl Owner {
    /// How much this owner and the cardholder of `charge` agree; none when they are two people.
    pub(crate) fn trust(&self, charge: &Charge, cards: &Cards) -> Option<Trust> {
        match (self, charge.employee) {
            (Self::Card(card), _) => trust_by_card(*card, charge, cards),
            (Self::Known(owner), Some(holder)) => owner.contains(&holder).then_some(Trust::Sure),
            (Self::Presumed(owner), Some(holder)) if owner.contains(&holder) => Some(Trust::Sure),
            (Self::OneOf(people), Some(holder)) => {
                people.contains(&holder).then_some(Trust::Doubtful)
            }
            (Self::OneOf(_), None) => Some(Trust::Doubtful),
            (Self::Stranger, Some(_)) => None,
            (Self::Known(_) | Self::Stranger, None) | (Self::Presumed(_) | Self::Nobody, _) => {
                Some(Trust::Careful)
            }
        }
    }

    /// The employees among whose transactions to look; none when all have to be looked through.
    pub(crate) fn among(&self) -> Option<&[EmployeeRef]> {
        match self {
            Self::Known(employees) | Self::OneOf(employees) => Some(employees),
            Self::Stranger => Some(&[]),
            Self::Card(_) | Self::Presumed(_) | Self::Nobody => None,
        }
    }

    /// Those who are the owner, as far as is known.
    pub(crate) fn people(&self, cards: &Cards) -> Vec<EmployeeRef> {
        match self {
            Self::Known(employees) | Self::Presumed(employees) => employees.clone(),
            Self::Card(card) => cards.holders(*card).collect(),
            Self::OneOf(_) | Self::Stranger | Self::Nobody => Vec::new(),
        }
    }
}

fn trust_by_card(card: CardLast4, charge: &Charge, cards: &Cards) -> Option<Trust> {
    let is_holder = |employee| cards.is_held_by(card, employee);
    match (charge.card, charge.employee) {
        (Some(charged), _) if charged == card => Some(Trust::Sure),
        (Some(_), Some(employee)) => is_holder(employee).then_some(Trust::OtherCard),
        (None, Some(employee)) => is_holder(employee).then_some(Trust::Sure),
        (None, None) => Some(Trust::Careful),
        (Some(_), None) => None,
    }
}
