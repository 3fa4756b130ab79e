//! `tieout extract`.

use std::fmt::Display;
use std::io::{self, Write};
use std::path::Path;

use tieout_domain::{Books, DocumentRef, ExpenseLine, Field, Receipt, Transaction};
use tieout_extraction::receipt::debug_files;
use tieout_extraction::{Input, Settings, explain_receipts};

use super::args::ExtractArgs;
use super::documents::Documents;
use super::output::{self, OutputFailure};
use super::pictures::Pictures;
use super::problems::Problems;
use super::progress::Bars;
use super::{Exit, Failure, settings};
use crate::intake::{self, Intake};
use crate::month;
use crate::ocr::Found;
use crate::rows;

/// Reads one document and shows what it says.
pub(super) fn run(args: &ExtractArgs) -> Result<Exit, Failure> {
    let (settings, ocr) = settings::load_with_ocr(&args.reading)?;
    let files = intake::expand(&args.file, args.kind.map(Into::into))?;
    let intake = intake::take_in(files, args.reading.limits())?;
    let books = month::read_all(&intake, &settings, &Bars::new(&intake.uploads));
    if let Some(folder) = &args.debug_dir {
        write_debug_files(folder, &intake, &settings.extraction)?;
    }
    let mut out = io::stdout().lock();
    if args.json {
        serde_json::to_writer_pretty(&mut out, &rows::facts(&books)).map_err(io::Error::from)?;
        writeln!(out)?;
    } else {
        write_text(&mut out, &books, &ocr)?;
    }
    out.flush()?;
    let mut documents = (0..books.documents.len()).map(DocumentRef::new);
    if documents.any(|document| month::has_failed(&books, document)) {
        Ok(Exit::Failed)
    } else {
        Ok(Exit::Done)
    }
}

/// Each document has a folder of its own, where there are several.
fn write_debug_files(
    folder: &Path,
    intake: &Intake,
    settings: &Settings,
) -> Result<(), OutputFailure> {
    let mut settings = settings.clone();
    settings.receipts.keeps_pictures = true;
    let is_only = intake.uploads.len() == 1;
    for upload in &intake.uploads {
        let input = Input {
            document: DocumentRef::new(0),
            name: &upload.name,
            bytes: &upload.bytes,
        };
        let Some(reading) = explain_receipts(&input, &settings) else {
            continue;
        };
        let folder = if is_only {
            folder.to_owned()
        } else {
            folder.join(&upload.name)
        };
        output::create_folder(&folder)?;
        for file in debug_files(&reading) {
            output::write_file(folder.join(&file.name), |out| out.write_all(&file.bytes))?;
        }
    }
    Ok(())
}

fn write_text(out: &mut impl Write, books: &Books, ocr: &Found) -> io::Result<()> {
    write!(out, "{}{}", Documents(books), Pictures { books, ocr })?;
    writeln!(out)?;
    for transaction in &books.transactions {
        write_transaction(out, books, transaction)?;
    }
    for line in &books.expense_lines {
        write_expense_line(out, line)?;
    }
    for receipt in &books.receipts {
        write_receipt(out, books, receipt)?;
    }
    for total in &books.control_totals {
        let mark = if total.ties_out() {
            "agrees"
        } else {
            "DIFFERS"
        };
        writeln!(
            out,
            "{mark:>9}  {}: printed {}, read {}",
            total.label, total.printed, total.extracted
        )?;
    }
    write!(out, "{}", Problems(books))
}

fn write_transaction(
    out: &mut impl Write,
    books: &Books,
    transaction: &Transaction,
) -> io::Result<()> {
    let holder = transaction
        .employee
        .and_then(|holder| books.employee(holder));
    writeln!(
        out,
        "{:>10}  {:>12}  {:<30}  {:<22}  {:<4}  {}",
        or_unknown(transaction.date()),
        or_unknown(transaction.amount),
        or_unknown(transaction.merchant.as_deref()),
        or_unknown(transaction.city.as_deref()),
        or_unknown(transaction.card),
        or_unknown(holder.map(|holder| &holder.name)),
    )
}

fn write_expense_line(out: &mut impl Write, line: &ExpenseLine) -> io::Result<()> {
    writeln!(
        out,
        "{:>10}  {:>12}  {:<30}  {:<9}  {:<8}  {}",
        or_unknown(line.date),
        or_unknown(line.amount),
        or_unknown(line.merchant.as_deref()),
        or_unknown(line.coding.gl_account.as_deref()),
        if line.is_attached {
            "attached"
        } else {
            "missing"
        },
        or_unknown(line.person.as_ref().map(|person| &person.name)),
    )
}

fn write_receipt(out: &mut impl Write, books: &Books, receipt: &Receipt) -> io::Result<()> {
    let name = books.document_name(receipt.source.document);
    writeln!(out, "{name}, page {}", or_unknown(receipt.source.page))?;
    write_field(out, "vendor", receipt.vendor.as_ref())?;
    write_field(out, "address", receipt.address.as_ref())?;
    write_field(out, "date", receipt.date.as_ref())?;
    write_field(out, "subtotal", receipt.subtotal.as_ref())?;
    write_field(out, "tax", receipt.tax.as_ref())?;
    write_field(out, "tip", receipt.tip.as_ref())?;
    write_field(out, "total", receipt.total.as_ref())?;
    write_field(out, "paid by", receipt.payment_method.as_ref())?;
    write_field(out, "card", receipt.card.as_ref())?;
    write_field(out, "invoice", receipt.invoice_number.as_ref())
}

/// A field that was not found is not mentioned: the problems below say so.
fn write_field<T: Display>(
    out: &mut impl Write,
    title: &str,
    field: Option<&Field<T>>,
) -> io::Result<()> {
    let Some(field) = field else {
        return Ok(());
    };
    let doubt = if field.is_sure() { "" } else { ", unsure" };
    writeln!(
        out,
        "{title:>9}  {} ({}{doubt})",
        field.value, field.confidence
    )
}

/// The value, or a mark that there is none. Padding applies to either.
fn or_unknown(value: Option<impl Display>) -> String {
    value.map_or_else(|| "?".to_owned(), |value| value.to_string())
}
