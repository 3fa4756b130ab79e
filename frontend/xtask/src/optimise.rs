//! What the compiler leaves to be saved.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::{Result, folder, name};

/// Measured in brotli: of the flags that were tried, these save most of the client. They save nothing of what draws
/// papers, which is built to be quick.
const FLAGS: [&str; 4] = ["-Oz", "--flatten", "--rereloop", "-Oz"];

/// The same module, smaller. It takes a minute, so what came of it is kept.
pub fn wasm(root: &Path, module: &[u8]) -> Result<Vec<u8>> {
    let kept = folder::target(root).join("optimised");
    fs::create_dir_all(&kept)?;
    let before = kept.join(name::with_hash("before.wasm", module));
    let after = kept.join(name::with_hash("after.wasm", module));
    if !after.exists() {
        fs::write(&before, module)?;
        let unfinished = after.with_extension("part");
        let mut tool = Command::new(folder::tool(root, "wasm-opt")?);
        tool.args(FLAGS)
            .arg(&before)
            .arg("--output")
            .arg(&unfinished);
        if !tool.status()?.success() {
            return Err("a module could not be optimised: see above".into());
        }
        fs::rename(&unfinished, &after)?;
        fs::remove_file(&before)?;
    }
    Ok(fs::read(&after)?)
}
