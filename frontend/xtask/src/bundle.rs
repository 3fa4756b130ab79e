//! From sources to a folder that a server can deliver.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use crate::module::{Bound, Module};
use crate::{Result, compress, folder, name, optimise, say};

/// How much may be loaded, compressed: on a first visit, and when the first paper is looked at.
const BUDGETS: [(When, &str, usize); 2] = [
    (When::First, "first visit", 350_000),
    (When::Paper, "first paper", 1_150_000),
];

/// How the client is built.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Profile {
    /// Small.
    Release,
    /// Quickly.
    Dev,
}

/// When a file is loaded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum When {
    /// By every visit.
    First,
    /// When a paper is looked at.
    Paper,
}

/// The files, by the names under which they are delivered.
#[derive(Default)]
struct Bundle {
    files: BTreeMap<String, (When, Vec<u8>)>,
    /// Those names, by what the files are called here.
    names: BTreeMap<String, String>,
}

/// Builds the client into `dist`.
pub fn build(profile: Profile) -> Result<()> {
    let root = folder::root();
    let assets = root.join("assets");
    let asset = |name: &str| fs::read_to_string(assets.join(name));
    let mut bundle = Bundle::default();
    // Each before what names it.
    bundle.add_module(When::Paper, Module::PAPER, Module::PAPER.build(&root)?);
    bundle.add_text(When::Paper, "painter.js", &asset("painter.js")?);
    bundle.add_text(When::Paper, "paper.js", &asset("paper.js")?);
    let client = Module::client(profile);
    let mut bound = client.build(&root)?;
    if profile == Profile::Release {
        bound.wasm = optimise::wasm(&root, &bound.wasm)?;
    }
    bundle.add_module(When::First, client, bound);
    bundle.add(When::First, "app.css", styles(&root)?);
    for name in ["favicon.svg", "theme.js", "boot.js"] {
        bundle.add_text(When::First, name, &asset(name)?);
    }
    let page = name::fill(&asset("index.html")?, &bundle.names);
    let page = (When::First, page.into_bytes());
    bundle.files.insert("index.html".to_owned(), page);
    deliver(&root.join("dist"), &bundle, profile)
}

impl Bundle {
    fn add(&mut self, when: When, plain: &str, bytes: Vec<u8>) {
        let hashed = name::with_hash(plain, &bytes);
        self.names.insert(plain.to_owned(), hashed.clone());
        self.files.insert(hashed, (when, bytes));
    }

    /// A text, with the names of what was added before.
    fn add_text(&mut self, when: When, plain: &str, text: &str) {
        let filled = name::fill(text, &self.names);
        self.add(when, plain, filled.into_bytes());
    }

    fn add_module(&mut self, when: When, module: Module, bound: Bound) {
        self.add(when, &format!("{}.js", module.name), bound.script);
        self.add(when, &format!("{}.wasm", module.name), bound.wasm);
    }
}

fn styles(root: &Path) -> Result<Vec<u8>> {
    let tool = folder::tool(root, "tailwindcss")?;
    let written = folder::target(root).join("app.css");
    let mut tailwind = Command::new(tool);
    tailwind
        .current_dir(root)
        .args(["--minify", "--input", "styles/app.css", "--output"])
        .arg(&written);
    if !tailwind.status()?.success() {
        return Err("the styles could not be made: see above".into());
    }
    Ok(fs::read(written)?)
}

/// Writes the files with their compressed forms, and says what is loaded when.
fn deliver(dist: &Path, bundle: &Bundle, profile: Profile) -> Result<()> {
    folder::empty(dist)?;
    let mut sizes = Vec::new();
    for (name, (when, bytes)) in &bundle.files {
        fs::write(dist.join(name), bytes)?;
        if profile == Profile::Release {
            let brotli = compress::brotli(bytes)?;
            sizes.push((*when, brotli.len()));
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
        return BUDGETS
            .into_iter()
            .try_for_each(|budget| within(budget, &sizes));
    }
    Ok(())
}

fn within((when, words, most): (When, &str, usize), sizes: &[(When, usize)]) -> Result<()> {
    let sizes = sizes.iter().filter(|(loaded, _)| *loaded == when);
    let total: usize = sizes.map(|(_, size)| size).sum();
    say(&format!(
        "{words}: {total} B compressed, of at most {most} B"
    ));
    if total > most {
        return Err(
            "that is too much to load: find what grew, or argue for more in docs/adr".into(),
        );
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_script_names_what_was_added_before_it() {
        let mut bundle = Bundle::default();
        bundle.add(When::Paper, "painter.js", b"paint".to_vec());
        bundle.add_text(When::Paper, "paper.js", "/{{painter.js}}");
        let name = bundle.names.get("paper.js");
        let paper = name.and_then(|name| bundle.files.get(name));
        let painter = name::with_hash("painter.js", b"paint");
        assert_eq!(
            paper,
            Some(&(When::Paper, format!("/{painter}").into_bytes()))
        );
    }

    #[test]
    fn what_is_loaded_later_counts_apart() {
        let sizes = [(When::First, 2), (When::Paper, 9), (When::First, 3)];
        assert!(within((When::First, "first", 5), &sizes).is_ok());
        assert!(within((When::First, "first", 4), &sizes).is_err());
    }
}
