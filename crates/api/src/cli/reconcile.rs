//! `tieout reconcile`.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use chrono::{Datelike as _, Utc};
use tieout_domain::{Books, DocumentKind, DocumentRef, Period, TieOut};
use tieout_reporting::csv::Bom;
use tieout_reporting::pvault::{self, PvaultExport};
use tieout_reporting::{Report, ReportError, SessionInfo, reminders, xlsx};

use super::args::ReconcileArgs;
use super::output::{self, File, OutputFailure};
use super::progress::Bars;
use super::summary::Summary;
use super::{Exit, Failure, settings};
use crate::intake::{self, Intake, Named, Refusal};
use crate::month::{self, Month};
use crate::ocr::Found;
use crate::rows;

/// Reads the documents, reconciles them, and writes what was asked for.
pub(super) fn run(args: &ReconcileArgs) -> Result<Exit, Failure> {
    let (settings, ocr) = settings::load_with_ocr(&args.reading)?;
    let intake = intake::take_in(named_files(args)?, args.reading.limits())?;
    let month = month::reconcile(&intake, &settings, &Bars::new(&intake.uploads));
    if !month::has_statement(&month.books) {
        return no_statement(&month);
    }
    let session = session(args.name.as_deref(), &month.books);
    let report = Report {
        session: &session,
        books: &month.books,
        reconciliation: &month.reconciliation,
        settings: &tieout_reporting::Settings::default(),
    };
    let export = pvault::rows(&report);
    let written = write_all(args, &report, &month, &export)?;
    print(args, &month, &ocr, &export, &written)?;
    Ok(exit(&month.books, &intake))
}

fn named_files(args: &ReconcileArgs) -> Result<Vec<Named>, Refusal> {
    let given = [
        (&args.statement, Some(DocumentKind::Statement)),
        (&args.expense_report, Some(DocumentKind::ExpenseReport)),
        (&args.receipts, Some(DocumentKind::Receipt)),
        (&args.files, None),
    ];
    let mut files = Vec::new();
    for (paths, kind) in given {
        for path in paths {
            files.extend(intake::expand(path, kind)?);
        }
    }
    Ok(files)
}

/// Without a statement there is nothing to reconcile; what was wrong is all there is to say.
fn no_statement(month: &Month) -> Result<Exit, Failure> {
    let mut out = io::stderr().lock();
    for problem in &month.books.problems {
        let name = month.books.document_name(problem.source.document);
        writeln!(out, "tieout: {}", problem.sentence(name))?;
    }
    writeln!(
        out,
        "tieout: there is no statement among the documents, so nothing was reconciled or written. \
         If one of them is a statement, name it with --statement, or see why it is not recognised: \
         tieout layouts check FILE"
    )?;
    Ok(Exit::Failed)
}

fn session(name: Option<&str>, books: &Books) -> SessionInfo {
    let name = name.map_or_else(|| name_of(books.period), str::to_owned);
    SessionInfo {
        id: name.clone(),
        name,
        created: None,
        expires: None,
        reported: Utc::now(),
    }
}

/// `March 2025` for a period within one month, else its two ends.
fn name_of(period: Option<Period>) -> String {
    match period {
        Some(period) if period.start().with_day(1) == period.end().with_day(1) => {
            period.start().format("%B %Y").to_string()
        }
        Some(period) => format!("{} to {}", period.start(), period.end()),
        None => "Reconciliation".to_owned(),
    }
}

/// Writes the reports and the JSON file; returns where.
fn write_all(
    args: &ReconcileArgs,
    report: &Report<'_>,
    month: &Month,
    export: &PvaultExport,
) -> Result<Vec<PathBuf>, OutputFailure> {
    let mut written = Vec::new();
    if let Some(folder) = &args.out {
        written = write_reports(folder, report, export)?;
    }
    let json = args
        .json
        .as_deref()
        .filter(|path| !is_standard_output(path));
    if let Some(path) = json {
        written.push(output::write_file(path.to_owned(), |out| {
            write_json(out, month, export)
        })?);
    }
    Ok(written)
}

fn write_reports(
    folder: &Path,
    report: &Report<'_>,
    export: &PvaultExport,
) -> Result<Vec<PathBuf>, OutputFailure> {
    output::create_folder(folder)?;
    let write = |name: &str, content: &dyn Fn(File<'_>) -> Result<(), ReportError>| {
        output::write_file(folder.join(name), |out| {
            content(out).map_err(io::Error::other)
        })
    };
    Ok(vec![
        write("reconciliation.xlsx", &|out| xlsx::write(report, out))?,
        write("reconciliation.csv", &|out| {
            tieout_reporting::csv::write(report, Bom::Without, out)
        })?,
        write("pvault.csv", &|out| {
            pvault::write_csv(export, Bom::Without, out)
        })?,
        write("reminders.csv", &|out| {
            reminders::write_csv(report, Bom::Without, out)
        })?,
        write("reminders.txt", &|out| {
            reminders::write_letters(report, out)
        })?,
    ])
}

/// The summary, or the JSON document when that goes to standard output.
fn print(
    args: &ReconcileArgs,
    month: &Month,
    ocr: &Found,
    export: &PvaultExport,
    written: &[PathBuf],
) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    if args.json.as_deref().is_some_and(is_standard_output) {
        write_json(&mut out, month, export)?;
        return Ok(out.flush()?);
    }
    let summary = Summary {
        month,
        ocr,
        pvault_rows: export.rows.len(),
        left_out: export.left_out.len(),
    };
    write!(out, "{summary}")?;
    writeln!(out)?;
    for path in written {
        writeln!(out, "    wrote  {}", path.display())?;
    }
    Ok(out.flush()?)
}

fn write_json(out: &mut dyn Write, month: &Month, export: &PvaultExport) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, &rows::month(month, export))?;
    writeln!(out)
}

fn exit(books: &Books, intake: &Intake) -> Exit {
    let documents = (0..intake.uploads.len()).map(DocumentRef::new);
    if documents
        .into_iter()
        .any(|document| month::has_failed(books, document))
    {
        return Exit::Failed;
    }
    match books.tie_out() {
        TieOut::TiesOut => Exit::Done,
        TieOut::Differs | TieOut::NothingToProve => Exit::NotTiedOut,
    }
}

fn is_standard_output(path: &Path) -> bool {
    path == Path::new("-")
}
