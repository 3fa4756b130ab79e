//! What the compiler leaves to be saved.

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

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

/// The same script, without comments and with short names: a fifth less, compressed.
pub fn script(root: &Path, script: &[u8]) -> Result<Vec<u8>> {
    let mut tool = Command::new(folder::tool(root, "esbuild")?)
        .args(["--minify", "--log-level=warning"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()?;
    // It reads all before it writes; the handle is closed behind the last byte.
    if let Some(mut input) = tool.stdin.take() {
        input.write_all(script)?;
    }
    let output = tool.wait_with_output()?;
    if !output.status.success() {
        return Err("a script could not be made small: see above".into());
    }
    Ok(output.stdout)
}
