//! From sources to a folder that a server can deliver.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use wasm_bindgen_cli_support::Bindgen;

use crate::{Result, compress, folder, name, say};

/// How much may be loaded, compressed.
const BUDGET: usize = 350_000;

const WITHOUT_PLACES: &str =
    r#"target.wasm32-unknown-unknown.rustflags=["-Zlocation-detail=none"]"#;

/// How the client is built.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Profile {
    /// Small.
    Release,
    /// Quickly.
    Dev,
}

/// Builds the client into `dist`.
pub fn build(profile: Profile) -> Result<()> {
    let root = folder::root();
    compile(&root, profile)?;
    let bound = bind(&root, profile)?;
    let mut files = BTreeMap::from([
        ("app.css".to_owned(), styles(&root)?),
        ("tieout.js".to_owned(), bound.script),
        ("tieout.wasm".to_owned(), bound.wasm),
    ]);
    for asset in ["favicon.svg", "theme.js"] {
        files.insert(asset.to_owned(), fs::read(root.join("assets").join(asset))?);
    }
    let mut names = name::hashed(&files);
    let boot = name::fill(&fs::read_to_string(root.join("assets/boot.js"))?, &names);
    names.insert(
        "boot.js".to_owned(),
        name::with_hash("boot.js", boot.as_bytes()),
    );
    files.insert("boot.js".to_owned(), boot.into_bytes());
    let page = name::fill(&fs::read_to_string(root.join("assets/index.html"))?, &names);
    let mut named: BTreeMap<String, Vec<u8>> = files
        .into_iter()
        .filter_map(|(plain, bytes)| Some((names.get(&plain)?.clone(), bytes)))
        .collect();
    named.insert("index.html".to_owned(), page.into_bytes());
    deliver(&root.join("dist"), &named, profile)
}

struct Bound {
    script: Vec<u8>,
    wasm: Vec<u8>,
}

fn compile(root: &Path, profile: Profile) -> Result<()> {
    let mut cargo = Command::new(env!("CARGO"));
    cargo
        .current_dir(root)
        .args(["build", "--locked", "--package", "tieout-frontend"])
        .args(["--target", "wasm32-unknown-unknown", "--target-dir"])
        .arg(folder::target(root));
    if profile == Profile::Release {
        // Where in whose source a panic arose: the paths of this machine, 8 KB of what is loaded. The
        // development build has them. The compiler takes the flag only where it is told to trust us.
        cargo
            .arg("--release")
            .args(["--config", WITHOUT_PLACES])
            .env("RUSTC_BOOTSTRAP", "1");
    }
    run(&mut cargo, "the client does not compile: see above")
}

fn bind(root: &Path, profile: Profile) -> Result<Bound> {
    let kind = match profile {
        Profile::Release => "release",
        Profile::Dev => "debug",
    };
    let target = folder::target(root)
        .join("wasm32-unknown-unknown")
        .join(kind);
    let mut output = Bindgen::new()
        .input_path(target.join("tieout-frontend.wasm"))
        .out_name("tieout")
        .web(true)?
        .omit_default_module_path(true)
        .typescript(false)
        .remove_name_section(profile == Profile::Release)
        .remove_producers_section(true)
        .generate_output()?;
    let snippets = output
        .snippets()
        .iter()
        .filter(|(_, scripts)| !scripts.is_empty());
    let brought = snippets
        .map(|(name, _)| name)
        .chain(output.local_modules().keys());
    let names: Vec<&str> = brought.map(String::as_str).collect();
    if !names.is_empty() {
        return Err(format!("scripts that nobody would deliver: {}", names.join(", ")).into());
    }
    Ok(Bound {
        script: output.js().as_bytes().to_vec(),
        wasm: output.wasm_mut().emit_wasm(),
    })
}

fn styles(root: &Path) -> Result<Vec<u8>> {
    let tool = root.join("node_modules/.bin/tailwindcss");
    if !tool.exists() {
        return Err("Tailwind is missing: run `npm ci` in frontend/, then this again".into());
    }
    let written = folder::target(root).join("app.css");
    let mut tailwind = Command::new(tool);
    tailwind
        .current_dir(root)
        .args(["--minify", "--input", "styles/app.css", "--output"])
        .arg(&written);
    run(&mut tailwind, "the styles could not be made: see above")?;
    Ok(fs::read(written)?)
}

fn run(command: &mut Command, otherwise: &str) -> Result<()> {
    if command.status()?.success() {
        Ok(())
    } else {
        Err(otherwise.into())
    }
}

/// Writes the files with their compressed forms, and says what a first visit loads.
fn deliver(dist: &Path, files: &BTreeMap<String, Vec<u8>>, profile: Profile) -> Result<()> {
    folder::empty(dist)?;
    let mut total = 0;
    for (name, bytes) in files {
        fs::write(dist.join(name), bytes)?;
        if profile == Profile::Release {
            let brotli = compress::brotli(bytes)?;
            total += brotli.len();
            say(&format!(
                "{:>9} B  {:>8} B brotli  {name}",
                bytes.len(),
                brotli.len()
            ));
            fs::write(dist.join(format!("{name}.br")), brotli)?;
            fs::write(dist.join(format!("{name}.gz")), compress::gzip(bytes)?)?;
        }
    }
    if profile == Profile::Release {
        say(&format!(
            "first visit: {total} B compressed, of at most {BUDGET} B"
        ));
    }
    if total > BUDGET {
        return Err(
            "that is too much to load: find what grew, or argue for more in docs/adr".into(),
        );
    }
    Ok(())
}
