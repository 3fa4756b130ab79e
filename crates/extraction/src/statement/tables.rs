//! Which columns a table has, and what they hold.

use crate::layout::{Role, is_card};
use crate::pdf::Word;
use crate::table::{Cell, Columns, FoundHeadings, Heading, Line};
use crate::values::{looks_like_amount, looks_like_date, looks_like_day_and_month};

/// Columns below `found`, whose unknown headings are told by what stands below them in `lines`.
/// None when no transactions and no sums can stand there.
pub(super) fn below(found: FoundHeadings<Role>, lines: &[Line<'_>]) -> Option<Columns<Role>> {
    let mut columns = Columns::new(without_twins(found.headings));
    fit(&mut columns, lines);
    forget_contradicted(&mut columns, lines);
    tell_net_from_amount(&mut columns, lines);
    complete(&mut columns, lines);
    (holds_entries(&columns) || holds_sums(&columns)).then_some(columns)
}

/// Learns from the rows among `lines`: totals and details are set in another way.
pub(super) fn fit(columns: &mut Columns<Role>, lines: &[Line<'_>]) {
    let rows: Vec<Line<'_>> = lines
        .iter()
        .filter(|line| holds_date(line))
        .cloned()
        .collect();
    columns.fit(if rows.is_empty() { lines } else { &rows });
}

fn holds_date(line: &Line<'_>) -> bool {
    leading_date(&line.words).is_some() || line.words.iter().any(|word| looks_like_date(&word.text))
}

/// Do transactions stand in such a table?
pub(super) fn holds_entries(columns: &Columns<Role>) -> bool {
    has_any(columns, &Role::DATES) && has_any(columns, &Role::AMOUNTS)
}

/// Does a summary stand in such a table?
fn holds_sums(columns: &Columns<Role>) -> bool {
    let sums = Role::SUMMED
        .iter()
        .filter(|role| columns.has(**role))
        .count();
    sums >= 2 && !has_any(columns, &Role::DATES)
}

fn has_any(columns: &Columns<Role>, roles: &[Role]) -> bool {
    roles.iter().any(|role| columns.has(*role))
}

/// Of two headings with one meaning, the one that says more precisely what it is keeps it.
fn without_twins(mut headings: Vec<Heading<Role>>) -> Vec<Heading<Role>> {
    for place in 0..headings.len() {
        let Some(role) = headings.get(place).and_then(|heading| heading.role) else {
            continue;
        };
        let twins = headings
            .iter()
            .enumerate()
            .filter(|(_, heading)| heading.role == Some(role));
        let chosen = twins.max_by_key(|(at, heading)| preference(role, *at, &heading.text));
        let chosen = chosen.map(|(at, _)| at);
        for (at, heading) in headings.iter_mut().enumerate() {
            if heading.role == Some(role) && Some(at) != chosen {
                heading.role = None;
            }
        }
    }
    let has_holder = headings
        .iter()
        .any(|heading| heading.role == Some(Role::Holder));
    let is_name = |heading: &&mut Heading<Role>| {
        heading.role.is_none() && heading.text.eq_ignore_ascii_case("name")
    };
    if let Some(name) = headings.iter_mut().find(is_name).filter(|_| !has_holder) {
        name.role = Some(Role::Holder);
    }
    headings
}

/// The higher the better: first how well the heading says what it is, then where it stands.
fn preference(role: Role, place: usize, heading: &str) -> (isize, isize) {
    const PRECISE: [&str; 4] = ["merchant", "vendor", "supplier", "payee"];
    let heading = heading.to_lowercase();
    let place = place as isize;
    match role {
        // Of several amounts the last is what the others add up to.
        Role::Amount => (0, place),
        Role::Merchant if PRECISE.iter().any(|word| heading.contains(word)) => (1, -place),
        // Beside a description a mere name is the cardholder's.
        Role::Merchant if heading == "name" => (-1, -place),
        _ => (0, -place),
    }
}

/// Some headings are printed above other things than they say: `Transaction` above dates, `Debit/Credit` above
/// signed amounts. What the column holds decides.
fn forget_contradicted(columns: &mut Columns<Role>, lines: &[Line<'_>]) {
    let contradictions = [
        (Role::Merchant, Content::Dates),
        (Role::Direction, Content::Amounts),
    ];
    for (role, content) in contradictions {
        let place = columns
            .headings()
            .position(|heading| heading.role == Some(role));
        if let Some(place) = place
            && content_of(columns, place, lines) == Some(content)
        {
            columns.set_role(place, None);
        }
    }
}

/// `Amount` is the net of each product line, where product lines without a date have one.
fn tell_net_from_amount(columns: &mut Columns<Role>, lines: &[Line<'_>]) {
    const OF_PRODUCT_LINE: [Role; 3] = [Role::Quantity, Role::Gross, Role::Amount];
    let is_product_line = |line: &Line<'_>| {
        let cells = columns.cells(line);
        let holds = |role: &Role| {
            cells
                .text(*role)
                .is_some_and(|text| looks_like_amount(&text))
        };
        !holds_date(line) && OF_PRODUCT_LINE.iter().all(holds)
    };
    let place = columns
        .headings()
        .position(|heading| heading.role == Some(Role::Amount));
    if let Some(place) = place
        && !columns.has(Role::Net)
        && lines.iter().any(is_product_line)
    {
        columns.set_role(place, Some(Role::Net));
    }
}

/// Tells unknown columns by what they hold, as far as something is missing.
fn complete(columns: &mut Columns<Role>, lines: &[Line<'_>]) {
    let wanted: [(Content, &[Role], Role); 4] = [
        (Content::Cards, &[Role::Card], Role::Card),
        (Content::Dates, &Role::DATES, Role::TransactionDate),
        (Content::Amounts, &Role::AMOUNTS, Role::Amount),
        (
            Content::Texts,
            &[Role::Merchant, Role::Product],
            Role::Merchant,
        ),
    ];
    for (content, present, role) in wanted {
        if has_any(columns, present) {
            continue;
        }
        let of_content = |place: &usize| content_of(columns, *place, lines) == Some(content);
        let found = match role {
            Role::Amount => unknown(columns).into_iter().rfind(of_content),
            _ => unknown(columns).into_iter().find(of_content),
        };
        if let Some(place) = found {
            columns.set_role(place, Some(role));
        }
    }
    complete_dates(columns, lines);
}

/// Where one day is known, a second column of days is the other: that of booking stands behind.
fn complete_dates(columns: &mut Columns<Role>, lines: &[Line<'_>]) {
    let [purchase, booking] = Role::DATES.map(|role| {
        columns
            .headings()
            .position(|heading| heading.role == Some(role))
    });
    let dates = unknown(columns)
        .into_iter()
        .filter(|place| content_of(columns, *place, lines) == Some(Content::Dates));
    let found = match (purchase, booking) {
        (Some(purchase), None) => dates.into_iter().find(|place| *place > purchase),
        (None, Some(_)) => dates.into_iter().next(),
        _ => None,
    };
    if let Some(place) = found {
        let role = if purchase.is_some() {
            Role::PostDate
        } else {
            Role::TransactionDate
        };
        columns.set_role(place, Some(role));
    }
}

fn unknown(columns: &Columns<Role>) -> Vec<usize> {
    let headings = columns.headings().enumerate();
    headings
        .filter(|(_, heading)| heading.role.is_none())
        .map(|(place, _)| place)
        .collect()
}

/// What most cells of a column hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Content {
    Cards,
    Dates,
    Amounts,
    Texts,
}

fn content_of(columns: &Columns<Role>, place: usize, lines: &[Line<'_>]) -> Option<Content> {
    let texts: Vec<String> = lines
        .iter()
        .filter_map(|line| {
            let cells = columns.cells(line);
            cells
                .iter()
                .find(|cell| cell.column == Some(place))
                .map(Cell::text)
        })
        .collect();
    let most =
        |is: fn(&str) -> bool| texts.iter().filter(|text| is(text)).count() * 2 > texts.len();
    if most(is_masked_card) {
        Some(Content::Cards)
    } else if most(is_date) {
        Some(Content::Dates)
    } else if most(looks_like_amount) {
        Some(Content::Amounts)
    } else {
        most(|text| text.chars().any(char::is_alphabetic)).then_some(Content::Texts)
    }
}

fn is_masked_card(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    is_card(&words)
}

/// Could this be a date, with or without its year?
pub(super) fn is_date(text: &str) -> bool {
    looks_like_date(text) || looks_like_day_and_month(text)
}

/// How many of the first words are a date: `12/16`, `11 Dec`, `11 Dec 2024`.
pub(super) fn leading_date(words: &[&Word]) -> Option<usize> {
    [3, 2, 1].into_iter().find(|count| {
        words
            .get(..*count)
            .is_some_and(|date| is_date(&joined(date)))
    })
}

pub(super) fn joined(words: &[&Word]) -> String {
    let texts: Vec<&str> = words.iter().map(|word| word.text.as_str()).collect();
    texts.join(" ")
}
