//! What the child takes from itself before it reads anything.

use landlock::{
    ABI, Access as _, AccessFs, AccessNet, CompatLevel, Compatible as _, Ruleset, RulesetAttr as _,
    RulesetError, RulesetStatus, Scope,
};
use rustix::io;
use rustix::process::{
    self, DumpableBehavior, Resource, Rlimit, Signal, set_dumpable_behavior,
    set_parent_process_death_signal,
};
use rustix::thread::set_no_new_privs;
use seccompiler::BpfProgramRef;
use serde::{Deserialize, Serialize};

use super::Limits;
use super::syscalls;

/// Which protections the kernel granted. The limits and "no new privileges" always hold: without
/// them the child does not start.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Protection {
    /// No file and no network address can be opened (Landlock).
    pub landlock: Enforced,
    /// No other calls into the kernel than those for memory, threads and the open pipes (seccomp).
    pub seccomp: Enforced,
}

/// How much of a protection holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Enforced {
    /// All of it.
    Fully,
    /// What this kernel has of it.
    Partly,
    /// Nothing: the kernel does not have it, or this container may not use it.
    Not,
}

/// Files the child may have open: its three pipes, and what the sandbox needs to be made.
const OPEN_FILES: u64 = 16;

/// Limits this process: from here on it ends rather than take more than it may have, and it ends
/// with its parent.
pub fn limit(limits: &Limits) -> io::Result<()> {
    set_parent_process_death_signal(Some(Signal::KILL))?;
    set_no_new_privs(true)?;
    let cpu = u64::from(limits.cpu_seconds);
    set(Resource::Core, 0, 0)?;
    set(Resource::Fsize, 0, 0)?;
    set(Resource::Nofile, OPEN_FILES, OPEN_FILES)?;
    // The first makes the signal that says why; the second makes an end of those who ignore it.
    set(Resource::Cpu, cpu, cpu + 1)?;
    let memory = u64::from(limits.memory_mb) * 1024 * 1024;
    set(Resource::As, memory, memory)?;
    // Nobody else may look into the memory of a process that has a card number in it.
    set_dumpable_behavior(DumpableBehavior::NotDumpable)
}

/// Closes the doors that this kernel can close, for all threads of this process. Landlock holds for
/// this thread and those it starts, seccomp for those that are there already, too.
pub fn close() -> Protection {
    close_with(seccompiler::apply_filter_all_threads)
}

type Install = fn(BpfProgramRef<'_>) -> Result<(), seccompiler::Error>;

fn close_with(install: Install) -> Protection {
    Protection {
        landlock: close_files_and_network().unwrap_or(Enforced::Not),
        seccomp: close_kernel(install),
    }
}

fn set(resource: Resource, current: u64, maximum: u64) -> io::Result<()> {
    let (current, maximum) = (Some(current), Some(maximum));
    process::setrlimit(resource, Rlimit { current, maximum })
}

fn close_files_and_network() -> Result<Enforced, RulesetError> {
    let newest = ABI::V6;
    let status = Ruleset::default()
        .set_compatibility(CompatLevel::BestEffort)
        .handle_access(AccessFs::from_all(newest))?
        .handle_access(AccessNet::from_all(newest))?
        .scope(Scope::from_all(newest))?
        .create()?
        .restrict_self()?;
    Ok(match status.ruleset {
        RulesetStatus::FullyEnforced => Enforced::Fully,
        RulesetStatus::PartiallyEnforced => Enforced::Partly,
        RulesetStatus::NotEnforced => Enforced::Not,
    })
}

fn close_kernel(install: Install) -> Enforced {
    let Ok(filters) = syscalls::filters() else {
        return Enforced::Not;
    };
    // The first filter would refuse to have another installed: it comes last.
    let installed = filters.iter().rev().map(|filter| install(filter));
    match installed.filter(Result::is_ok).count() {
        0 => Enforced::Not,
        all if all == filters.len() => Enforced::Fully,
        _ => Enforced::Partly,
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::net::{TcpListener, TcpStream};
    use std::process::Command;
    use std::thread;

    use super::*;

    fn close_this_thread() -> Protection {
        close_with(seccompiler::apply_filter)
    }

    /// What works in a thread of its own, whose doors are closed; the other tests keep theirs.
    fn closed<T: Send + 'static>(attempt: impl FnOnce() -> T + Send + 'static) -> T {
        let attempt = move || {
            close_this_thread();
            attempt()
        };
        thread::spawn(attempt)
            .join()
            .expect("the thread is not killed")
    }

    #[test]
    fn this_kernel_closes_the_doors() {
        let protection = thread::spawn(close_this_thread).join().unwrap();
        assert_eq!(protection.seccomp, Enforced::Fully);
    }

    #[test]
    fn no_file_can_be_opened() {
        assert!(closed(|| fs::read("/etc/passwd")).is_err());
        assert!(closed(|| fs::write("/tmp/tieout-escaped", "x")).is_err());
        assert!(closed(|| fs::read_dir("/")).is_err());
    }

    #[test]
    fn nobody_can_be_talked_to() {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        assert!(closed(move || TcpStream::connect(address)).is_err());
        assert!(closed(|| TcpListener::bind("127.0.0.1:0")).is_err());
    }

    #[test]
    fn no_program_can_be_started() {
        assert!(closed(|| Command::new("/bin/true").status()).is_err());
    }

    #[test]
    fn threads_and_memory_can_be_had() {
        let sum = closed(|| {
            let numbers: Vec<u64> = (0..1_000_000).collect();
            thread::spawn(move || numbers.iter().sum::<u64>())
                .join()
                .unwrap()
        });
        assert_eq!(sum, 499_999_500_000);
    }
}
