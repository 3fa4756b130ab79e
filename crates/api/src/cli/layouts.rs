//! `tieout layouts`.

use std::io::{self, Write};
use std::path::Path;

use tieout_domain::{Books, Confidence, DocumentRef};
use tieout_extraction::layout::Score;
use tieout_extraction::{Explanation, Input, explain};

use super::args::{LayoutsArgs, LayoutsCommand, ReadingArgs};
use super::documents::Documents;
use super::problems::Problems;
use super::{Exit, Failure, settings};
use crate::{intake, month};

/// Lists the layouts, or explains how a document is recognised.
pub(super) fn run(args: &LayoutsArgs) -> Result<Exit, Failure> {
    match &args.command {
        LayoutsCommand::List { layouts } => list(layouts.as_deref()),
        LayoutsCommand::Check { file, reading } => check(file, reading),
    }
}

fn list(folder: Option<&Path>) -> Result<Exit, Failure> {
    let mut out = io::stdout().lock();
    for profile in settings::profiles(folder)?.iter() {
        let issuer = profile.issuer.as_deref().unwrap_or_default();
        writeln!(out, "{:<32}  {issuer}", profile.name)?;
    }
    Ok(Exit::Done)
}

fn check(file: &Path, args: &ReadingArgs) -> Result<Exit, Failure> {
    let settings = settings::load(args)?.extraction;
    let intake = intake::take_in(intake::expand(file, None)?, args.limits())?;
    let mut out = io::stdout().lock();
    for upload in &intake.uploads {
        let input = Input {
            document: DocumentRef::new(0),
            name: &upload.name,
            bytes: &upload.bytes,
        };
        write_explanation(&mut out, explain(&input, &settings))?;
    }
    out.flush()?;
    Ok(Exit::Done)
}

fn write_explanation(out: &mut impl Write, explanation: Explanation) -> io::Result<()> {
    let scores = explanation
        .recognition
        .map(|recognition| recognition.scores);
    for score in scores.unwrap_or_default() {
        write_score(out, &score)?;
    }
    let books: Books = month::gather(vec![explanation.reading]);
    write!(out, "{}", Documents(&books))?;
    writeln!(
        out,
        "{:>9}  {} of {} printed totals agree",
        "Ties out",
        books
            .control_totals
            .iter()
            .filter(|total| total.ties_out())
            .count(),
        books.control_totals.len()
    )?;
    write!(out, "{}", Problems(&books))
}

/// `93 %  Cardholder Activity Report`, and below it what was looked for.
fn write_score(out: &mut impl Write, score: &Score) -> io::Result<()> {
    writeln!(out, "{:>9}  {}", score.found.to_string(), score.profile)?;
    for mark in &score.marks {
        let found = match mark.found {
            Confidence::ONE => "found".to_owned(),
            Confidence::ZERO => "not found".to_owned(),
            part => format!("{part} found"),
        };
        writeln!(
            out,
            "{:>13}{} (weight {}): {found}",
            "", mark.mark, mark.weight
        )?;
    }
    writeln!(out)
}
