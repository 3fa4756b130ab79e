//! Who the cardholders of a statement are, where each row says it anew.

use std::collections::HashMap;

use tieout_domain::{CardLast4, Employee, EmployeeNumber, EmployeeRef, PersonName};

use crate::table::squash;

/// Whose entry it is, as far as one row tells.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Holder {
    pub(crate) number: Option<EmployeeNumber>,
    pub(crate) name: Option<PersonName>,
    pub(crate) card: Option<CardLast4>,
    pub(crate) department: Option<String>,
    pub(crate) cost_center: Option<String>,
}

/// The cardholders seen so far, in the order of their first row.
#[derive(Debug, Default)]
pub(crate) struct Roster {
    employees: Vec<Employee>,
    places: HashMap<Key, usize>,
}

/// By what a cardholder is found again.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Key {
    /// A printed number, in capitals.
    Number(String),
    Name(PersonName),
    Card(CardLast4),
}

impl Roster {
    /// The place of `holder` among the cardholders, who becomes one if not yet seen; none when nothing is known of
    /// them.
    pub(crate) fn place(&mut self, holder: &Holder) -> Option<EmployeeRef> {
        let place = match self.find(holder) {
            Some(place) => place,
            None => {
                self.employees.push(employee(holder)?);
                self.employees.len() - 1
            }
        };
        self.remember(holder, place);
        let known = self.employees.get_mut(place)?;
        if let Some(card) = holder.card
            && !known.cards.contains(&card)
        {
            known.cards.push(card);
        }
        Some(EmployeeRef::new(place))
    }

    /// Whose card it is, when it is only one person's.
    pub(crate) fn with_card(&self, card: CardLast4) -> Option<EmployeeRef> {
        let mut holders = (0..self.employees.len()).filter(|place| {
            self.employees
                .get(*place)
                .is_some_and(|employee| employee.cards.contains(&card))
        });
        let holder = holders.next()?;
        holders.next().is_none().then(|| EmployeeRef::new(holder))
    }

    /// Whose printed number it is.
    pub(crate) fn with_number(&self, number: &str) -> Option<EmployeeRef> {
        let place = self.places.get(&Key::Number(number.to_uppercase()))?;
        Some(EmployeeRef::new(*place))
    }

    /// One of the cardholders.
    pub(crate) fn get(&self, employee: EmployeeRef) -> Option<&Employee> {
        self.employees.get(employee.place())
    }

    /// Whose name or number stands in `squashed`, a text in small letters without spaces and punctuation; of
    /// several the longest name.
    pub(crate) fn named_in(&self, squashed: &str) -> Option<EmployeeRef> {
        let names = self
            .employees
            .iter()
            .enumerate()
            .map(|(place, employee)| (place, squash(employee.name.as_str())));
        let named = names.filter(|(_, name)| !name.is_empty() && squashed.contains(name.as_str()));
        let (place, _) = named.max_by_key(|(_, name)| name.len())?;
        Some(EmployeeRef::new(place))
    }

    pub(crate) fn into_employees(self) -> Vec<Employee> {
        self.employees
    }

    /// The number decides where one is printed, else the name, else the card.
    fn find(&self, holder: &Holder) -> Option<usize> {
        self.places.get(holder.keys().first()?).copied()
    }

    /// Whoever had a name or a card first keeps it.
    fn remember(&mut self, holder: &Holder, place: usize) {
        for key in holder.keys() {
            self.places.entry(key).or_insert(place);
        }
    }
}

impl Holder {
    /// What tells this person from others, the surest first.
    fn keys(&self) -> Vec<Key> {
        let number = self
            .number
            .as_ref()
            .map(|number| Key::Number(number.as_str().to_uppercase()));
        let name = self.name.clone().map(Key::Name);
        let card = self.card.map(Key::Card);
        [number, name, card].into_iter().flatten().collect()
    }
}

fn employee(holder: &Holder) -> Option<Employee> {
    let derived = derived_number(holder.name.as_ref(), holder.card);
    Some(Employee {
        number_is_derived: holder.number.is_none(),
        name: holder.name.clone().or_else(|| stand_in(holder))?,
        number: holder.number.clone().or(derived)?,
        cards: Vec::new(),
        department: holder.department.clone(),
        cost_center: holder.cost_center.clone(),
    })
}

/// What a person is called whose name is not printed.
fn stand_in(holder: &Holder) -> Option<PersonName> {
    let words = match (&holder.number, holder.card) {
        (Some(number), _) => format!("Employee {number}"),
        (None, Some(card)) => format!("Card ending in {card}"),
        (None, None) => return None,
    };
    PersonName::new(&words).ok()
}

/// A number for somebody whose number is not printed: the name and the card, as far as they are known.
fn derived_number(name: Option<&PersonName>, card: Option<CardLast4>) -> Option<EmployeeNumber> {
    let name = name.map(|name| name.as_str().to_owned());
    let card = card.map(|card| card.to_string());
    let parts: Vec<String> = [name, card].into_iter().flatten().collect();
    EmployeeNumber::new(&parts.join(" ")).ok()
}

/// `Jane Doe (12345)`, `12345 - Jane Doe` → the name, and the number where one is printed.
pub(crate) fn name_and_number(printed: &str) -> (Option<PersonName>, Option<EmployeeNumber>) {
    let printed = printed.trim();
    let in_parentheses = || {
        let (name, number) = printed.strip_suffix(')')?.rsplit_once('(')?;
        is_number(number).then_some((name, number))
    };
    let in_front = || {
        let (number, name) = printed.split_once(" - ")?;
        is_number(number).then_some((name, number))
    };
    let in_front_of_words = || {
        let (number, name) = printed.split_once(' ')?;
        let has_digits = number.bytes().filter(u8::is_ascii_digit).count() >= 3;
        let is_word = !name.bytes().any(|byte| byte.is_ascii_digit());
        (has_digits && is_number(number) && is_word).then_some((name, number))
    };
    let behind = || {
        let (name, number) = printed
            .rsplit_once(" - ")
            .or_else(|| printed.rsplit_once(" #"))?;
        is_number(number).then_some((name, number))
    };
    let alone = || is_number(printed).then_some(("", printed));
    let (name, number) = in_parentheses()
        .or_else(in_front)
        .or_else(in_front_of_words)
        .or_else(behind)
        .or_else(alone)
        .unwrap_or((printed, ""));
    (
        PersonName::new(name.trim_end_matches([',', ' '])).ok(),
        EmployeeNumber::new(number).ok(),
    )
}

/// Employee numbers hold a digit and no space.
fn is_number(text: &str) -> bool {
    let text = text.trim();
    text.bytes().any(|byte| byte.is_ascii_digit())
        && text
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '/' | '.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn holder(number: &str, name: &str, card: &str) -> Holder {
        Holder {
            number: EmployeeNumber::new(number).ok(),
            name: PersonName::new(name).ok(),
            card: card.parse().ok(),
            ..Holder::default()
        }
    }

    #[test]
    fn a_number_makes_the_person_else_the_name_else_the_card() {
        let mut roster = Roster::default();
        let first = roster.place(&holder("", "Jane Doe", "0028"));
        assert_eq!(roster.place(&holder("", "Jane Doe", "0029")), first);
        assert_eq!(roster.place(&holder("", "", "0029")), first);
        let other = roster.place(&holder("7", "Jane Doe", "0030"));
        assert_ne!(other, first);
        assert_eq!(roster.place(&holder("", "", "")), None);
        let employees = roster.into_employees();
        assert_eq!(employees[0].number.as_str(), "Jane Doe 0028");
        assert!(employees[0].number_is_derived && !employees[1].number_is_derived);
        assert_eq!(employees[0].cards.len(), 2);
    }

    #[test]
    fn a_card_alone_is_a_person_too() {
        let mut roster = Roster::default();
        roster.place(&holder("", "", "0028"));
        let employees = roster.into_employees();
        assert_eq!(employees[0].name.as_str(), "Card ending in 0028");
        assert_eq!(employees[0].number.as_str(), "0028");
    }

    #[test]
    fn names_may_carry_the_number() {
        let read = |text| {
            let (name, number) = name_and_number(text);
            (name.map(String::from), number.map(String::from))
        };
        let both = (Some("Jane Doe".to_owned()), Some("A-12345".to_owned()));
        assert_eq!(read("Jane Doe (A-12345)"), both);
        assert_eq!(read("A-12345 - Jane Doe"), both);
        assert_eq!(read("Jane Doe - A-12345"), both);
        assert_eq!(read("A-12345 Jane Doe"), both);
        assert_eq!(read("Doe, Jane"), (Some("Doe, Jane".to_owned()), None));
        assert_eq!(
            read("Anne - Marie Roe (temporary)"),
            (Some("Anne - Marie Roe (temporary)".to_owned()), None)
        );
    }
}
