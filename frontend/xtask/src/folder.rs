//! Where things lie.

use std::path::{Path, PathBuf};
use std::{env, fs, io};

use crate::Result;

/// The client's folder.
pub fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here).to_owned()
}

/// Where cargo builds.
pub fn target(root: &Path) -> PathBuf {
    env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), PathBuf::from)
}

/// A tool that npm installed.
pub fn tool(root: &Path, name: &str) -> Result<PathBuf> {
    let tool = root.join("node_modules/.bin").join(name);
    if tool.exists() {
        Ok(tool)
    } else {
        Err(format!("{name} is missing: run `npm ci` in frontend/, then this again").into())
    }
}

/// Makes a folder, or empties it of files.
pub fn empty(folder: &Path) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_file() {
            fs::remove_file(path)?;
        }
    }
    Ok(())
}
