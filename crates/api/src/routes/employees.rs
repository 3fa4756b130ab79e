//! Employees.

use actix_web::get;
use actix_web::web::{Data, Json, Path};
use tieout_contract::employee::{Employee, EmployeeSort, EmployeesQuery};
use tieout_contract::page::{Order, Page};
use tieout_domain::id::SessionId;
use tieout_persistence::list;

use crate::app::State;
use crate::auth::{Permit, Read};
use crate::error::Result;
use crate::http::page::EVERYTHING;
use crate::http::{Params, page};
use crate::ledger::Ledger;
use crate::view;

/// The employees of a session, how complete they are, and what keeps them out of pVault.
#[utoipa::path(
    tag = "parts",
    operation_id = "list_employees",
    params(("id" = SessionId, Path, description = "The session"), EmployeesQuery),
    responses((status = 200, body = Page<Employee>), (status = 400), (status = 404), (status = 410)),
    security(("token" = ["read"]))
)]
#[get("/api/sessions/{id}/employees")]
pub(crate) async fn list_employees(
    _permit: Permit<Read>,
    state: Data<State>,
    id: Path<SessionId>,
    query: Params<EmployeesQuery>,
) -> Result<Json<Page<Employee>>> {
    let query = query.take()?;
    let request = page::request(query.page, query.page_size)?;
    let snapshot = state.database.snapshot().await?;
    let ledger = Ledger::load(&snapshot, *id).await?;
    let reasons = view::employee::reasons(&ledger.left_out(&state.reports));
    let found = list::employees(&snapshot, *id, EVERYTHING).await?.items;
    let employees = found.into_iter();
    let employees = employees.map(|found| view::employee::employee(found, &reasons));
    let mut employees: Vec<_> = employees.filter(|one| is_wanted(one, &query)).collect();
    sort(&mut employees, &query);
    let total = employees.len() as u64;
    let before = request
        .number
        .saturating_sub(1)
        .saturating_mul(request.size);
    let shown = employees.into_iter().skip(before as usize);
    let items = shown.take(request.size as usize).collect();
    Ok(Json(Page::new(items, total, request.number, request.size)))
}

/// A session has some hundred cardholders: few enough to be looked through here.
fn is_wanted(employee: &Employee, query: &EmployeesQuery) -> bool {
    let texts = [
        Some(&employee.name),
        Some(&employee.employee_number),
        employee.report_name.as_ref(),
        employee.department.as_ref(),
        employee.cost_center.as_ref(),
    ];
    let has = |wanted: &String| {
        let wanted = wanted.trim().to_lowercase();
        let mut texts = texts.into_iter().flatten();
        texts.any(|text| text.to_lowercase().contains(&wanted))
    };
    query
        .complete
        .is_none_or(|complete| complete == employee.is_complete)
        && query.q.as_ref().is_none_or(has)
}

fn sort(employees: &mut [Employee], query: &EmployeesQuery) {
    match query.sort.unwrap_or_default() {
        // As the database lists them.
        EmployeeSort::Name => {}
        EmployeeSort::EmployeeNumber => {
            employees.sort_by(|a, b| a.employee_number.cmp(&b.employee_number));
        }
        EmployeeSort::TotalTransactions => employees.sort_by_key(|one| one.total_transactions),
    }
    if query.order.unwrap_or_default() == Order::Desc {
        employees.reverse();
    }
}
