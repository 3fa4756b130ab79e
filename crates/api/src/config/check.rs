//! Settings that are sound one by one, and not together.

use super::{Authentication, Config, Faults};

pub(super) fn all(config: &Config, faults: &mut Faults) {
    server(config, faults);
    database(config, faults);
    if let Some(url) = &config.progress.redis_url {
        faults.keep(url.reveal());
    }
    uploads(config, faults);
    extraction(config, faults);
    if config.workers.lease_seconds < 5 {
        faults.add(
            "WORKER_LEASE_SECONDS",
            "is less than 5: a busy process would lose its work to others",
        );
    }
    at_least_one(
        "WORKER_POLL_SECONDS",
        config.workers.poll_seconds.into(),
        faults,
    );
    at_least_one("RETENTION_DAYS", config.retention.days.into(), faults);
    at_least_one(
        "AUDIT_RETENTION_DAYS",
        config.retention.audit_days.into(),
        faults,
    );
    at_least_one(
        "RECEIPT_MARK_DAYS",
        config.retention.receipt_mark_days.into(),
        faults,
    );
}

fn server(config: &Config, faults: &mut Faults) {
    let server = &config.server;
    if server.authentication == Authentication::Local && !server.listen.ip().is_loopback() {
        faults.add(
            "LISTEN",
            "is open to other machines, and nobody would be asked who they are: listen on \
             127.0.0.1, or set AUTHENTICATION=token",
        );
    }
    if let Some(folder) = server.web_dir.as_ref().filter(|folder| !folder.is_dir()) {
        faults.add(
            "WEB_DIR",
            format_args!("{} is not a folder", folder.display()),
        );
    }
    at_least_one(
        "REQUESTS_PER_SECOND",
        server.requests_per_second.into(),
        faults,
    );
}

fn database(config: &Config, faults: &mut Faults) {
    faults.keep(config.database.address());
    at_least_one(
        "DATABASE_CONNECTIONS_MOST",
        config.database.connections_most,
        faults,
    );
    at_least_one(
        "DATABASE_PATIENCE_SECONDS",
        config.database.patience_seconds.into(),
        faults,
    );
    if config.database.connections_kept > config.database.connections_most {
        faults.add(
            "DATABASE_CONNECTIONS_KEPT",
            "is more than DATABASE_CONNECTIONS_MOST",
        );
    }
}

fn uploads(config: &Config, faults: &mut Faults) {
    at_least_one("MAX_FILES", config.uploads.max_files.into(), faults);
    at_least_one("MAX_FILE_MB", config.uploads.max_file_mb.into(), faults);
}

fn extraction(config: &Config, faults: &mut Faults) {
    let extraction = &config.extraction;
    if let Some(folder) = extraction
        .layouts_dir
        .as_ref()
        .filter(|folder| !folder.is_dir())
    {
        faults.add(
            "LAYOUTS_DIR",
            format_args!("{} is not a folder", folder.display()),
        );
    }
    if extraction.memory_mb < 64 {
        faults.add(
            "EXTRACTION_MEMORY_MB",
            "is less than 64: nothing could be read",
        );
    }
    at_least_one("EXTRACTION_CPU_SECONDS", extraction.cpu_seconds, faults);
    at_least_one("EXTRACTION_WALL_SECONDS", extraction.wall_seconds, faults);
    at_least_one("EXTRACTION_OUTPUT_MB", extraction.output_mb, faults);
}

fn at_least_one(variable: &str, value: u32, faults: &mut Faults) {
    if value == 0 {
        faults.add(variable, "is 0, and must be at least 1");
    }
}

#[cfg(test)]
mod tests {
    use crate::config::tests::assembled;

    #[test]
    fn what_cannot_work_is_told_before_anything_starts() {
        for (variables, fault) in [
            (
                &[("LISTEN", "0.0.0.0:8080")][..],
                "LISTEN: is open to other machines, and nobody would be asked who they are: listen \
                 on 127.0.0.1, or set AUTHENTICATION=token",
            ),
            (
                &[("DATABASE_CONNECTIONS_KEPT", "20")][..],
                "DATABASE_CONNECTIONS_KEPT: is more than DATABASE_CONNECTIONS_MOST",
            ),
            (
                &[("RETENTION_DAYS", "0")],
                "RETENTION_DAYS: is 0, and must be at least 1",
            ),
            (
                &[("LAYOUTS_DIR", "/nowhere")],
                "LAYOUTS_DIR: /nowhere is not a folder",
            ),
            (
                &[("WORKER_LEASE_SECONDS", "1")],
                "WORKER_LEASE_SECONDS: is less than 5: a busy process would lose its work to others",
            ),
            (
                &[("EXTRACTION_MEMORY_MB", "8")],
                "EXTRACTION_MEMORY_MB: is less than 64: nothing could be read",
            ),
        ] {
            assert_eq!(assembled(variables).unwrap_err(), fault);
        }
    }
}
