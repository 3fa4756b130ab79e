//! Reports as files: written on a thread of their own while they are sent.

use std::io::{self, BufWriter, Write as _};

use actix_web::http::header;
use actix_web::web::{Bytes, Data, Path};
use actix_web::{HttpResponse, get, rt};
use chrono::Utc;
use futures_util::stream;
use tieout_contract::report::{ReportFormat, ReportQuery};
use tieout_domain::id::SessionId;
use tieout_persistence::audit::{self, Action, Detail, Details, Event};
use tieout_reporting::csv::{self, Bom};
use tieout_reporting::{Format, Report, ReportError, Settings, pvault, reminders, xlsx};
use tokio::sync::mpsc;

use crate::app::State;
use crate::auth::{Permit, Read};
use crate::error::Result;
use crate::http::Params;
use crate::ledger::{Ledger, Reconciled, info};

/// So much is written ahead of what is sent: pieces of 64 KB.
const AHEAD: usize = 4;
const PIECE: usize = 64 * 1024;

/// A report as a file: the Excel workbook, all transactions, the rows for pVault, or what is missing.
#[utoipa::path(
    tag = "reports",
    operation_id = "report",
    params(("id" = SessionId, Path, description = "The session"), ReportQuery),
    responses(
        (status = 200, description = "The file", content(
            (Vec<u8> = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
            (String = "text/csv"),
        )),
        (status = 400), (status = 404), (status = 409), (status = 410)
    ),
    security(("token" = ["read"]))
)]
#[get("/api/sessions/{id}/report")]
pub(crate) async fn download(
    permit: Permit<Read>,
    state: Data<State>,
    id: Path<SessionId>,
    query: Params<ReportQuery>,
) -> Result<HttpResponse> {
    let format = format(query.take()?.format);
    let snapshot = state.database.snapshot().await?;
    let known = Ledger::load(&snapshot, *id).await?.reconciled()?;
    drop(snapshot);
    note(&state, &known, format, permit.actor()).await?;
    let name = info(&known.session).file_name(format, Utc::now().date_naive());
    let settings = state.reports.clone();
    let (sender, pieces) = mpsc::channel(AHEAD);
    // Its end is the end of the stream.
    drop(rt::task::spawn_blocking(move || {
        write(&known, format, &settings, &sender);
    }));
    let pieces = stream::unfold(pieces, async |mut pieces: mpsc::Receiver<_>| {
        Some((pieces.recv().await?, pieces))
    });
    Ok(HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, format.media_type()))
        .insert_header((
            header::CONTENT_DISPOSITION,
            format!("attachment; filename=\"{name}\""),
        ))
        .streaming(pieces))
}

type Sender = mpsc::Sender<io::Result<Bytes>>;

fn write(known: &Reconciled, format: Format, settings: &Settings, sender: &Sender) {
    let out = Pieces(sender.clone());
    let written = known.report(settings, |report| write_to(report, format, out));
    if let Err(error) = written {
        tracing::error!(%error, "a report broke off");
        // A file that ends early must not look whole: the connection breaks.
        let _ = sender.blocking_send(Err(io::Error::other(error)));
    }
}

fn write_to(report: &Report<'_>, format: Format, out: Pieces) -> Result<(), ReportError> {
    let mut out = BufWriter::with_capacity(PIECE, out);
    match format {
        Format::Xlsx => xlsx::write(report, &mut out)?,
        Format::Csv => csv::write(report, Bom::Without, &mut out)?,
        Format::Pvault => pvault::write_csv(&pvault::rows(report), Bom::Without, &mut out)?,
        Format::PvaultJson => pvault::write_json(&pvault::rows(report), &mut out)?,
        Format::Reminders => reminders::write_csv(report, Bom::Without, &mut out)?,
        Format::Letters => reminders::write_letters(report, &mut out)?,
    }
    Ok(out.flush()?)
}

/// Hands what is written to the stream, and waits for it to be sent.
struct Pieces(Sender);

impl io::Write for Pieces {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let piece = Bytes::copy_from_slice(bytes);
        let sent = self.0.blocking_send(Ok(piece));
        sent.map_err(|_| io::ErrorKind::BrokenPipe)?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

const fn format(format: ReportFormat) -> Format {
    match format {
        ReportFormat::Xlsx => Format::Xlsx,
        ReportFormat::Csv => Format::Csv,
        ReportFormat::Pvault => Format::Pvault,
        ReportFormat::Reminders => Format::Reminders,
    }
}

async fn note(state: &State, known: &Reconciled, format: Format, actor: &str) -> Result<()> {
    let id = known.session.id;
    let write = state.database.write().await?;
    if format == Format::Pvault {
        let export = known.report(&state.reports, pvault::rows);
        let (rows, left_out) = (export.rows.len(), export.left_out.len());
        super::pvault::note(&write, id, rows, left_out, actor).await?;
    }
    let event = Event {
        actor: actor.to_owned(),
        action: Action::ReportDownloaded,
        session: Some(id),
        subject: None,
        before: Details::new(),
        after: [(
            "format".to_owned(),
            Detail::State(format.extension().to_owned()),
        )]
        .into(),
    };
    audit::record(&write, &event).await?;
    Ok(write.commit().await?)
}
