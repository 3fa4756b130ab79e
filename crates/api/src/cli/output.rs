//! Writing files whole or not at all.

use std::fs;
use std::io::{self, BufWriter};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

/// A file in the making.
pub(super) type File<'f> = &'f mut BufWriter<NamedTempFile>;

/// A file could not be written.
#[derive(Debug, thiserror::Error)]
#[error(
    "{path} could not be written: {error}. Check the folder, its permissions and the free space; \
     an older file of that name is untouched"
)]
pub struct OutputFailure {
    path: String,
    error: io::Error,
}

/// Creates the folder, and those above it, if they are not there.
pub(super) fn create_folder(folder: &Path) -> Result<(), OutputFailure> {
    fs::create_dir_all(folder).map_err(|error| failure(folder, error))
}

/// Writes a file beside its place and moves it there when it is whole.
pub(super) fn write_file<E: Into<io::Error>>(
    path: PathBuf,
    content: impl FnOnce(File<'_>) -> Result<(), E>,
) -> Result<PathBuf, OutputFailure> {
    match write_then_move(&path, content) {
        Ok(()) => Ok(path),
        Err(error) => Err(failure(&path, error)),
    }
}

fn write_then_move<E: Into<io::Error>>(
    path: &Path,
    content: impl FnOnce(File<'_>) -> Result<(), E>,
) -> io::Result<()> {
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let mut writer = BufWriter::new(NamedTempFile::new_in(folder)?);
    content(&mut writer).map_err(Into::into)?;
    let file = writer
        .into_inner()
        .map_err(io::IntoInnerError::into_error)?;
    allow_reading(&file)?;
    file.persist(path)?;
    Ok(())
}

/// A temporary file is private to its owner; a report is as readable as any other new file.
#[cfg(unix)]
fn allow_reading(file: &NamedTempFile) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    file.as_file()
        .set_permissions(fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn allow_reading(_: &NamedTempFile) -> io::Result<()> {
    Ok(())
}

fn failure(path: &Path, error: io::Error) -> OutputFailure {
    let path = path.display().to_string();
    OutputFailure { path, error }
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::*;

    fn scratch() -> tempfile::TempDir {
        tempfile::tempdir().unwrap()
    }

    #[test]
    fn a_failed_write_leaves_the_older_file_and_nothing_else() {
        let folder = scratch();
        let path = folder.path().join("report.csv");
        fs::write(&path, "older").unwrap();
        let result = write_file(path.clone(), |out| {
            out.write_all(b"half")?;
            Err::<(), _>(io::Error::other("disk full"))
        });
        let message = result.unwrap_err().to_string();
        assert!(
            message.contains("report.csv could not be written: disk full"),
            "{message}"
        );
        assert_eq!(fs::read_to_string(&path).unwrap(), "older");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_whole_write_replaces_the_older_file() {
        let folder = scratch();
        let path = folder.path().join("report.csv");
        fs::write(&path, "older").unwrap();
        write_file(path.clone(), |out| out.write_all(b"newer")).unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "newer");
    }
}
