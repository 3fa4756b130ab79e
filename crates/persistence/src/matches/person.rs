//! Who the people are that expense reports name, as rows.

use tieout_domain::id::EmployeeId;
use tieout_domain::{EmployeeRef, PersonOutcome, ReportedPerson};
use uuid::Uuid;

use crate::books::LoadedBooks;
use crate::entity::reported_person::Model;
use crate::facts::employee::{name, number};
use crate::row::{count, from_json, json, storable};
use crate::{Error, Result};

pub(super) fn to_row(books: &LoadedBooks, place: usize, outcome: &PersonOutcome) -> Result<Model> {
    let key = |place: EmployeeRef| books.ids.employee(place).map(|id| id.0);
    let candidates = outcome.candidates.iter().filter_map(|place| key(*place));
    Ok(Model {
        session_id: books.session.0,
        position: count(place),
        name: outcome.person.name.as_str().to_owned(),
        employee_number: outcome
            .person
            .number
            .as_ref()
            .map(|number| number.as_str().to_owned()),
        employee_id: outcome.employee.and_then(key),
        candidates: json(candidates.collect::<Vec<_>>())?,
        reason: storable(&outcome.reason).into_owned(),
    })
}

pub(super) fn from_row(books: &LoadedBooks, row: Model) -> Result<PersonOutcome> {
    let place = |key: Uuid| {
        let ids = &books.ids.employees;
        let place = ids.iter().position(|id| *id == EmployeeId(key));
        place
            .map(EmployeeRef::new)
            .ok_or_else(|| Error::corrupt("a reported person", "there is no such employee"))
    };
    let candidates: Vec<Uuid> = from_json("a person's candidates", row.candidates)?;
    Ok(PersonOutcome {
        person: ReportedPerson {
            name: name(&row.name)?,
            number: row.employee_number.as_deref().map(number).transpose()?,
        },
        employee: row.employee_id.map(place).transpose()?,
        candidates: candidates.into_iter().map(place).collect::<Result<_>>()?,
        reason: row.reason,
    })
}
