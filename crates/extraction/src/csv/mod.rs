//! Statements exported as CSV.
//!
//! ```text
//! bytes → text → records → Plan (profile, headings) → Conventions (dates, amounts, signs) → rows → Statement
//! ```
//!
//! What columns are called is data, shared by all sources (`profiles/csv/generic.toml`); a profile adds what is known of
//! one source. Without a profile the columns are still read by their headings, and the result says that it was guessed.

mod conventions;
mod plan;
mod profile;
mod records;
mod rows;
mod statement;
mod vocabulary;

use tieout_domain::{
    Currency, DocumentRef, Extracted, Layout, Problem, ProblemKind, Source, Statement,
};

pub use profile::{NotAProfile, Profile};

use crate::encoding;
use crate::roster::Holder;
use conventions::Conventions;
use plan::{Columns, Plan};
use profile::{Charges, Role};
use records::Record;
use rows::RowReader;
use statement::Gathering;
pub(crate) use vocabulary::{EntryType, Vocabulary};

/// Reads a CSV export. `currency` is that of amounts which name none.
///
/// A file in which no table can be found gives an empty statement, and a problem that says so.
pub fn read(
    bytes: &[u8],
    document: DocumentRef,
    currency: Currency,
    profiles: &[Profile],
) -> (Layout, Extracted<Statement>) {
    let text = encoding::decode(bytes).unwrap_or_default();
    let records = records::records(&text);
    let words = Vocabulary::shared();
    let Some(plan) = Plan::find(&records, profiles, &words) else {
        return nothing(document, currency);
    };
    let conventions = Conventions::learn(&plan, &words, currency);
    let statement = read_table(&plan, &conventions, &words, document);
    (plan.layout(), statement)
}

/// Is `text` a table of dated amounts?
pub(crate) fn is_csv(text: &str) -> bool {
    let records = records::records(start_of(text));
    let has_cells = records.iter().any(|record| record.fields.len() > 1);
    has_cells && Plan::find(&records, &[], &Vocabulary::shared()).is_some()
}

/// Enough of a file to tell what it is.
fn start_of(text: &str) -> &str {
    const LINES: usize = 200;
    let end = text
        .match_indices('\n')
        .nth(LINES)
        .map_or(text.len(), |(end, _)| end);
    text.get(..end).unwrap_or(text)
}

fn read_table(
    plan: &Plan<'_>,
    conventions: &Conventions,
    words: &Vocabulary,
    document: DocumentRef,
) -> Extracted<Statement> {
    let owner = owner(plan, words, conventions);
    let reader = RowReader {
        columns: &plan.columns,
        conventions,
        words,
    };
    let mut gathering = Gathering::new(reader, document, owner);
    for record in plan.rows.iter().filter(|record| !record.is_empty()) {
        gathering.add(record);
    }
    let (mut statement, mut problems) = gathering.finish();
    statement.issuer = plan.profile.and_then(|profile| profile.issuer.clone());
    problems.splice(0..0, doubts(plan, conventions, document));
    if statement.transactions.is_empty() {
        problems.push(no_transactions(document));
    }
    Extracted {
        value: statement,
        problems,
    }
}

/// Whose card it is, where the lines before the table say so.
fn owner(plan: &Plan<'_>, words: &Vocabulary, conventions: &Conventions) -> Holder {
    let pairs = plan.preamble.iter().filter_map(key_and_value);
    let (keys, values): (Vec<String>, Vec<String>) = pairs.unzip();
    let known = |key: &String| words.heading(key, plan.profile);
    let roles = keys.iter().map(known).collect();
    let columns = Columns::of_roles(roles);
    let record = Record {
        line: 0,
        fields: values,
    };
    RowReader {
        columns: &columns,
        conventions,
        words,
    }
    .holder(&record)
}

/// `Cardholder: Jane Doe`, in one field or in two.
fn key_and_value(record: &Record) -> Option<(String, String)> {
    let mut filled = record.fields.iter().filter(|field| !field.is_empty());
    let (first, second) = (filled.next()?, filled.next());
    let (key, value) = match second {
        Some(value) => (first.trim_end_matches(':'), value.as_str()),
        None => first.split_once(':')?,
    };
    Some((key.trim().to_owned(), value.trim().to_owned()))
}

/// What was assumed, and may be wrong.
fn doubts(plan: &Plan<'_>, conventions: &Conventions, document: DocumentRef) -> Vec<Problem> {
    let source = || Source::document(document);
    let guessed = plan.profile.is_none().then(|| guess(plan, conventions));
    let guessed = guessed.map(|words| Problem::new(ProblemKind::LayoutGuessed, source(), words));
    let dates = conventions.dates.doubt;
    let ambiguous =
        dates.map(|doubt| Problem::new(ProblemKind::Ambiguous, source(), doubt.to_string()));
    guessed.into_iter().chain(ambiguous).collect()
}

fn guess(plan: &Plan<'_>, conventions: &Conventions) -> String {
    let columns = match plan.columns.described() {
        headings if headings.is_empty() => {
            "it has no headings; its columns were told by what they hold".to_owned()
        }
        headings => format!("its columns were read by their headings ({headings})"),
    };
    let has_single_amount = plan.columns.has(Role::Amount) && !plan.columns.has(Role::Direction);
    let signs = match conventions.charges {
        Charges::Positive if has_single_amount => " and positive amounts taken as purchases",
        Charges::Negative if has_single_amount => " and negative amounts taken as purchases",
        _ => "",
    };
    format!("no profile describes this export: {columns}{signs}. Check a few rows")
}

fn nothing(document: DocumentRef, currency: Currency) -> (Layout, Extracted<Statement>) {
    let statement = Statement {
        issuer: None,
        period: None,
        currency,
        employees: Vec::new(),
        transactions: Vec::new(),
        other_entries: Vec::new(),
        control_totals: Vec::new(),
    };
    let layout = Layout {
        name: "CSV export".to_owned(),
        is_guessed: true,
    };
    (
        layout,
        Extracted {
            value: statement,
            problems: vec![no_transactions(document)],
        },
    )
}

fn no_transactions(document: DocumentRef) -> Problem {
    Problem::new(
        ProblemKind::NoTransactions,
        Source::document(document),
        "no transactions were found: the file needs a line of headings with a date and an amount, and rows below it",
    )
}
