//! Telling people by number, by what was taught, and by name.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use tieout_domain::{Aliases, Books, Employee, EmployeeRef, PersonName, ReportedPerson};

use super::Found;
use super::evidence::Evidence;
use super::spelling::Spellings;
use crate::facts::Owner;
use crate::score::Scorer;

/// The employees, by what can be printed of them.
pub(super) struct Names<'a> {
    books: &'a Books,
    taught: BTreeMap<String, EmployeeRef>,
    by_key: HashMap<String, Vec<EmployeeRef>>,
    spellings: Spellings,
}

/// The people who may carry a name.
type Claims<'p> = BTreeMap<&'p ReportedPerson, Vec<EmployeeRef>>;

impl<'a> Names<'a> {
    pub(super) fn of(books: &'a Books, aliases: &Aliases) -> Self {
        let mut by_key: HashMap<String, Vec<EmployeeRef>> = HashMap::new();
        for (at, employee) in books.employees() {
            for key in employee.name.run_together_keys() {
                by_key.entry(key).or_default().push(at);
            }
        }
        let taught = aliases.employees.iter().filter_map(|(name, number)| {
            let mut employees = books.employees();
            let (at, _) = employees.find(|(_, employee)| employee.number.is_same_as(number))?;
            Some((name.as_str().to_uppercase(), at))
        });
        Self {
            books,
            taught: taught.collect(),
            spellings: Spellings::of(by_key.iter()),
            by_key,
        }
    }

    /// The person, where number or teaching says who it is.
    pub(super) fn told(&self, person: &ReportedPerson) -> Option<Found> {
        if let Some((at, employee)) = self.by_number(person) {
            return Some(Found {
                owner: Owner::Known(vec![at]),
                reason: format!(
                    "The report prints the employee number {}, which is {}.",
                    employee.number, employee.name
                ),
            });
        }
        let at = *self.taught.get(&person.name.as_str().to_uppercase())?;
        Some(Found {
            owner: Owner::Known(vec![at]),
            reason: format!("A person has said that this name means {}.", self.show(at)),
        })
    }

    /// Everybody who can carry the name.
    pub(super) fn carriers(&self, person: &ReportedPerson) -> Vec<EmployeeRef> {
        let keys = person.name.run_together_keys();
        let found: BTreeSet<EmployeeRef> = keys
            .iter()
            .filter_map(|key| self.by_key.get(key))
            .flatten()
            .copied()
            .collect();
        let can_carry = |at: &EmployeeRef| {
            let employee = self.books.employee(*at);
            employee.is_some_and(|employee| employee.name.is_same_as(&person.name))
        };
        found.into_iter().filter(can_carry).collect()
    }

    /// The number counts, unless another employee carries the very name: then one of the two is
    /// misprinted.
    fn by_number(&self, person: &ReportedPerson) -> Option<(EmployeeRef, &'a Employee)> {
        let number = person.number.as_ref()?;
        let mut employees = self.books.employees();
        let (at, employee) = employees.find(|(_, employee)| employee.number.is_same_as(number))?;
        let carriers = self.carriers(person);
        let is_plausible = carriers.is_empty() || carriers.contains(&at);
        is_plausible.then_some((at, employee))
    }

    fn show(&self, at: EmployeeRef) -> String {
        let show = |employee: &Employee| format!("{} ({})", employee.name, employee.number);
        self.books.employee(at).map(show).unwrap_or_default()
    }

    fn show_all(&self, all: &[EmployeeRef]) -> String {
        let shown: Vec<String> = all.iter().map(|&at| self.show(at)).collect();
        shown.join(", ")
    }

    /// Are these entries of one person: one name, and numbers that were only derived from cards?
    fn are_one_person(&self, employees: &[EmployeeRef]) -> bool {
        let entries: Vec<&Employee> = employees
            .iter()
            .filter_map(|&at| self.books.employee(at))
            .collect();
        let name = |employee: &Employee| employee.name.as_str().to_uppercase();
        let first = entries.first().map(|employee| name(employee));
        entries
            .iter()
            .all(|employee| employee.number_is_derived && Some(name(employee)) == first)
    }

    fn unknown(&self, person: &ReportedPerson) -> Found {
        if self.books.employees.is_empty() {
            return Found {
                owner: Owner::Stranger,
                reason: "The statement names nobody, so the lines are matched by amount, day and \
                         merchant alone."
                    .to_owned(),
            };
        }
        let alike: Vec<EmployeeRef> = self
            .spellings
            .an_edit_away(&person.name)
            .into_iter()
            .filter_map(|key| self.by_key.get(key))
            .flatten()
            .copied()
            .collect::<BTreeSet<_>>()
            .into_iter()
            .collect();
        if alike.is_empty() {
            return Found {
                owner: Owner::Stranger,
                reason: "Nobody on the statement carries this name, so its lines stay unmatched: \
                         add the statement that is missing, or say whose name this is."
                    .to_owned(),
            };
        }
        Found {
            reason: format!(
                "Nobody on the statement carries this name. {} is spelt almost the same: if that \
                 is the same person, say so.",
                self.show_all(&alike)
            ),
            owner: Owner::OneOf(alike),
        }
    }
}

/// Tells people by name; where several people and employees share one, by what their lines say.
pub(super) fn by_name(
    names: &Names<'_>,
    claims: &Claims<'_>,
    evidence: &Evidence<'_>,
    scorer: &mut Scorer<'_>,
) -> Vec<(ReportedPerson, Found)> {
    let (plain, collisions): (Claims<'_>, Claims<'_>) = claims
        .iter()
        .map(|(person, carriers)| (*person, carriers.clone()))
        .partition(|(person, carriers)| is_plain(names, claims, person, carriers));
    let mut found: Vec<(ReportedPerson, Found)> = plain
        .into_iter()
        .map(|(person, carriers)| (person.clone(), told_by_name(names, person, carriers)))
        .collect();
    found.extend(by_evidence(names, collisions, evidence, scorer));
    found
}

/// Does the name lead to one employee, and to that employee no other person's name?
fn is_plain(
    names: &Names<'_>,
    claims: &Claims<'_>,
    person: &ReportedPerson,
    carriers: &[EmployeeRef],
) -> bool {
    let shares_nobody = |at: &EmployeeRef| {
        let rivals = claims.iter().filter(|(_, others)| others.contains(at));
        rivals
            .clone()
            .all(|(rival, _)| is_one_name(&rival.name, &person.name))
    };
    let is_one = carriers.len() < 2 || names.are_one_person(carriers);
    is_one && carriers.iter().all(shares_nobody)
}

fn is_one_name(a: &PersonName, b: &PersonName) -> bool {
    a.is_same_as(b)
}

fn told_by_name(names: &Names<'_>, person: &ReportedPerson, carriers: Vec<EmployeeRef>) -> Found {
    if carriers.is_empty() {
        return names.unknown(person);
    }
    let several = if carriers.len() > 1 {
        "; the statement lists this name once for each card"
    } else {
        ""
    };
    Found {
        reason: format!(
            "The name agrees with {} on the statement{several}.",
            names.show_all(&carriers)
        ),
        owner: Owner::Known(carriers),
    }
}

/// How many of a person's lines agree with the transactions of each employee who may carry the
/// name.
type Counts = BTreeMap<EmployeeRef, usize>;

fn by_evidence(
    names: &Names<'_>,
    collisions: Claims<'_>,
    evidence: &Evidence<'_>,
    scorer: &mut Scorer<'_>,
) -> Vec<(ReportedPerson, Found)> {
    let counted: BTreeMap<&ReportedPerson, Counts> = collisions
        .into_iter()
        .map(|(person, carriers)| {
            let count = |at| (at, evidence.agreements(person, at, scorer));
            (person, carriers.into_iter().map(count).collect())
        })
        .collect();
    let decisive = counted.iter().filter_map(|(person, counts)| {
        let winner = winner(&counted, person, counts, is_decisive)?;
        Some((*person, winner))
    });
    let decisive: BTreeMap<_, _> = decisive.collect();
    let told = counted.iter().map(|(person, counts)| {
        let chosen = decisive
            .get(person)
            .copied()
            .or_else(|| by_elimination(&counted, &decisive, person, counts));
        ((*person).clone(), told_by_evidence(names, counts, chosen))
    });
    told.collect()
}

/// Several agreements on one side, and at least four times as many as on any other.
fn is_decisive(agreements: usize, rival: usize) -> bool {
    agreements > 1 && agreements >= 4 * rival
}

/// The employee whose transactions agree with the lines, if those of no other do so to speak of,
/// and if no other person's lines agree with them.
fn winner(
    counted: &BTreeMap<&ReportedPerson, Counts>,
    person: &ReportedPerson,
    counts: &Counts,
    is_clear: impl Fn(usize, usize) -> bool,
) -> Option<EmployeeRef> {
    let mut employees = counts.iter();
    let winner = employees.find(|&(&at, &agreements)| {
        let others = counts.iter().filter(|&(&other, _)| other != at);
        let people = counted
            .iter()
            .filter(|(rival, _)| !is_one_name(&rival.name, &person.name))
            .filter_map(|(_, counts)| counts.get(&at));
        let rival = others.map(|(_, count)| count).chain(people).max();
        is_clear(agreements, rival.copied().unwrap_or(0))
    });
    winner.map(|(at, _)| *at)
}

/// Where all others who may carry the name are somebody else already, a single agreement will do.
fn by_elimination(
    counted: &BTreeMap<&ReportedPerson, Counts>,
    decided: &BTreeMap<&ReportedPerson, EmployeeRef>,
    person: &ReportedPerson,
    counts: &Counts,
) -> Option<EmployeeRef> {
    let is_free = |at: &EmployeeRef| {
        decided
            .iter()
            .all(|(other, taken)| taken != at || is_one_name(&other.name, &person.name))
    };
    let free: Vec<_> = counts.keys().filter(|at| is_free(at)).collect();
    let winner = winner(counted, person, counts, |agreements, rival| {
        agreements > 0 && rival == 0
    })?;
    (free == [&winner]).then_some(winner)
}

fn told_by_evidence(names: &Names<'_>, counts: &Counts, chosen: Option<EmployeeRef>) -> Found {
    let all: Vec<EmployeeRef> = counts.keys().copied().collect();
    let Some(at) = chosen else {
        return Found {
            reason: format!(
                "More than one person can carry this name ({}), and the lines do not tell who it \
                 is: say whose name this is.",
                names.show_all(&all)
            ),
            owner: Owner::OneOf(all),
        };
    };
    let agreements = counts.get(&at).copied().unwrap_or(0);
    Found {
        owner: Owner::Known(vec![at]),
        reason: format!(
            "More than one person can carry this name; {agreements} of its lines agree with the \
             transactions of {}, as good as none with anybody else's.",
            names.show(at)
        ),
    }
}
