//! Sessions and what hangs on them.

use gloo_net::http::Method;
use tieout_contract::activity::Activity;
use tieout_contract::page::Page;
use tieout_contract::progress::Progress;
use tieout_contract::report::ReportFormat;
use tieout_contract::session::{Session, SessionPatch};
use tieout_domain::id::SessionId;

use super::Fault;
use super::request::{self, Write, encode};
use crate::state::month::Month;

/// A page of sessions whose names hold `q`, the newest first.
pub async fn sessions(page: u32, size: u32, q: &str) -> Result<Page<Session>, Fault> {
    let mut path = format!("/api/sessions?page={page}&page_size={size}");
    if !q.is_empty() {
        path = format!("{path}&q={}", encode(q));
    }
    request::read(&path).await
}

/// A session with all that hangs on it.
pub async fn session(id: SessionId) -> Result<Month, Fault> {
    let body = request::read_text(&format!("/api/sessions/{id}")).await?;
    // In two passes: `SessionDetail` would buffer all of it, which takes longer and more code.
    Ok(Month::of(request::parse(&body)?, request::parse(&body)?))
}

/// Gives a session another name.
pub async fn rename_session(id: SessionId, name: String) -> Result<Session, Fault> {
    let patch = SessionPatch { name };
    Write::new(Method::PATCH, &format!("/api/sessions/{id}"))
        .send(&patch)
        .await
}

/// Deletes a session, also one that is in work.
pub async fn delete_session(id: SessionId) -> Result<(), Fault> {
    Write::new(Method::DELETE, &format!("/api/sessions/{id}?force=true"))
        .send_empty()
        .await
}

/// How far the work is.
pub async fn progress(id: SessionId) -> Result<Progress, Fault> {
    request::read(&format!("/api/sessions/{id}/progress")).await
}

/// Who did what, a page of it.
pub async fn activity(id: SessionId, page: u32) -> Result<Page<Activity>, Fault> {
    request::read(&format!(
        "/api/sessions/{id}/activity?page={page}&page_size=100"
    ))
    .await
}

/// A report as text.
pub async fn report_text(id: SessionId, format: ReportFormat) -> Result<String, Fault> {
    request::read_text(&report(id, format)).await
}

/// A report as a file: its bytes and its name.
pub async fn download(id: SessionId, format: ReportFormat) -> Result<(Vec<u8>, String), Fault> {
    let (bytes, header) = request::read_bytes(&report(id, format)).await?;
    let name = header.as_deref().and_then(file_name);
    Ok((
        bytes,
        name.unwrap_or_else(|| format!("tieout.{}", word(format))),
    ))
}

fn report(id: SessionId, format: ReportFormat) -> String {
    format!("/api/sessions/{id}/report?format={}", word(format))
}

const fn word(format: ReportFormat) -> &'static str {
    match format {
        ReportFormat::Xlsx => "xlsx",
        ReportFormat::Csv => "csv",
        ReportFormat::Pvault => "pvault",
        ReportFormat::Reminders => "reminders",
    }
}

/// The name in a `Content-Disposition`.
fn file_name(header: &str) -> Option<String> {
    let (_, after) = header.split_once("filename=")?;
    let name = after.split(';').next()?.trim().trim_matches('"');
    (!name.is_empty()).then(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_service_names_the_file() {
        let named = |header| file_name(header).unwrap_or_default();
        assert_eq!(named("attachment; filename=\"march.xlsx\""), "march.xlsx");
        assert_eq!(
            named("attachment; filename=march.csv; filename*=UTF-8''m.csv"),
            "march.csv"
        );
        assert_eq!(file_name("attachment"), None);
    }
}
