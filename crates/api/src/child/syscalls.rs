//! What the child may ask the kernel for: memory, threads, the time, and the pipes it has.
//!
//! The list names what is allowed, so that a new way into the kernel is closed until somebody opens
//! it. Everything else fails with "not permitted", as it would for lack of rights.

use std::collections::BTreeMap;

use seccompiler::{
    BackendError, BpfProgram, SeccompAction, SeccompCmpArgLen, SeccompCmpOp, SeccompCondition,
    SeccompFilter, SeccompRule, TargetArch,
};

/// Allowed, whatever the arguments.
const ALLOWED: &[i64] = &[
    // The pipes that are open.
    libc::SYS_read,
    libc::SYS_readv,
    libc::SYS_write,
    libc::SYS_writev,
    libc::SYS_close,
    libc::SYS_fstat,
    libc::SYS_lseek,
    libc::SYS_ppoll,
    // Memory.
    libc::SYS_brk,
    libc::SYS_mmap,
    libc::SYS_mremap,
    libc::SYS_munmap,
    libc::SYS_mprotect,
    libc::SYS_madvise,
    // Threads.
    libc::SYS_futex,
    libc::SYS_gettid,
    libc::SYS_getpid,
    libc::SYS_rseq,
    libc::SYS_sched_getaffinity,
    libc::SYS_sched_yield,
    libc::SYS_set_robust_list,
    libc::SYS_membarrier,
    // Time and chance.
    libc::SYS_clock_gettime,
    libc::SYS_clock_nanosleep,
    libc::SYS_nanosleep,
    libc::SYS_getrandom,
    // Signals to itself, and the end.
    libc::SYS_rt_sigaction,
    libc::SYS_rt_sigprocmask,
    libc::SYS_rt_sigreturn,
    libc::SYS_sigaltstack,
    libc::SYS_restart_syscall,
    libc::SYS_exit,
    libc::SYS_exit_group,
];

/// The filters to be installed, in this order.
pub(super) fn filters() -> Result<[BpfProgram; 2], BackendError> {
    let machine = TargetArch::try_from(std::env::consts::ARCH)?;
    Ok([allowed(machine)?, no_clone3(machine)?])
}

fn allowed(machine: TargetArch) -> Result<BpfProgram, BackendError> {
    let mut rules: BTreeMap<i64, Vec<SeccompRule>> =
        ALLOWED.iter().map(|call| (*call, Vec::new())).collect();
    rules.insert(libc::SYS_clone3, Vec::new());
    rules.insert(libc::SYS_clone, vec![flag_is_set(libc::CLONE_THREAD)?]);
    rules.insert(libc::SYS_tgkill, vec![first_is(std::process::id())?]);
    rules.insert(libc::SYS_prctl, vec![first_is(number(libc::PR_SET_NAME))?]);
    let denied = SeccompAction::Errno(number(libc::EPERM));
    SeccompFilter::new(rules, denied, SeccompAction::Allow, machine)?.try_into()
}

/// The flags of `clone3` are out of a filter's sight. A kernel that does not have it makes the C
/// library use `clone`, whose flags are not.
fn no_clone3(machine: TargetArch) -> Result<BpfProgram, BackendError> {
    let rules = BTreeMap::from([(libc::SYS_clone3, Vec::new())]);
    let missing = SeccompAction::Errno(number(libc::ENOSYS));
    SeccompFilter::new(rules, SeccompAction::Allow, missing, machine)?.try_into()
}

fn flag_is_set(flag: i32) -> Result<SeccompRule, BackendError> {
    let flag = u64::from(number(flag));
    rule(SeccompCmpOp::MaskedEq(flag), flag)
}

fn first_is(value: u32) -> Result<SeccompRule, BackendError> {
    rule(SeccompCmpOp::Eq, value.into())
}

fn rule(operator: SeccompCmpOp, value: u64) -> Result<SeccompRule, BackendError> {
    let length = SeccompCmpArgLen::Dword;
    SeccompRule::new(vec![SeccompCondition::new(0, length, operator, value)?])
}

/// The C library's constants are signed, the kernel's arguments are not.
const fn number(constant: i32) -> u32 {
    constant.unsigned_abs()
}
