//! A crate as a WebAssembly module with the script that binds it.

use std::path::Path;
use std::process::Command;

use wasm_bindgen_cli_support::Bindgen;

use crate::bundle::Profile;
use crate::{Result, folder, optimise};

const WITHOUT_PLACES: &str =
    r#"target.wasm32-unknown-unknown.rustflags=["-Zlocation-detail=none"]"#;

/// A module: the client, or what is loaded later.
#[derive(Debug, Clone, Copy)]
pub struct Module {
    /// Its crate.
    pub package: &'static str,
    /// What cargo calls its file.
    pub file: &'static str,
    /// How its files are named.
    pub name: &'static str,
    /// What cargo calls how it is built.
    pub profile: &'static str,
}

/// What browsers load of a module.
pub struct Bound {
    /// The script.
    pub script: Vec<u8>,
    /// The module.
    pub wasm: Vec<u8>,
}

impl Module {
    /// The client.
    pub const fn client(profile: Profile) -> Self {
        Self {
            package: "tieout-frontend",
            file: "tieout-frontend.wasm",
            name: "tieout",
            profile: match profile {
                Profile::Release => "release",
                Profile::Dev => "dev",
            },
        }
    }

    /// What draws papers: without optimisation it would take seconds for a page, so there is one build of it.
    pub const PAPER: Self = Self {
        package: "tieout-paper",
        file: "tieout_paper.wasm",
        name: "tieout-paper",
        profile: "paper",
    };

    /// Compiles it and binds it.
    pub fn build(self, root: &Path) -> Result<Bound> {
        self.compile(root)?;
        self.bind(root)
    }

    fn is_small(self) -> bool {
        self.profile != "dev"
    }

    fn compile(self, root: &Path) -> Result<()> {
        let mut cargo = Command::new(env!("CARGO"));
        cargo
            .current_dir(root)
            .args(["build", "--locked", "--package", self.package])
            .args(["--profile", self.profile])
            .args(["--target", "wasm32-unknown-unknown", "--target-dir"])
            .arg(folder::target(root));
        if self.is_small() {
            // Where in whose source a panic arose: the paths of this machine, 8 KB of what is loaded. The
            // development build has them. The compiler takes the flag only where it is told to trust us.
            cargo
                .args(["--config", WITHOUT_PLACES])
                .env("RUSTC_BOOTSTRAP", "1");
        } else {
            // The page that shows every part of the pages in every state.
            cargo.args(["--features", "parts"]);
        }
        if cargo.status()?.success() {
            Ok(())
        } else {
            Err(format!("{} does not compile: see above", self.package).into())
        }
    }

    fn bind(self, root: &Path) -> Result<Bound> {
        let kind = match self.profile {
            "dev" => "debug",
            profile => profile,
        };
        let target = folder::target(root)
            .join("wasm32-unknown-unknown")
            .join(kind);
        let mut output = Bindgen::new()
            .input_path(target.join(self.file))
            .out_name(self.name)
            .web(true)?
            .omit_default_module_path(true)
            .typescript(false)
            .remove_name_section(self.is_small())
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
        let script = output.js().as_bytes();
        Ok(Bound {
            script: match self.is_small() {
                true => optimise::script(root, script)?,
                false => script.to_vec(),
            },
            wasm: output.wasm_mut().emit_wasm(),
        })
    }
}
