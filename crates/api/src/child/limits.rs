//! What a document may cost.

use std::ffi::OsString;
use std::time::Duration;

/// What the reading of one document may cost. As arguments they are handed to the child, which is
/// limited before it reads anything.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::Args)]
pub struct Limits {
    /// Address space, in megabytes (1,048,576 bytes).
    #[arg(long, value_name = "MB", default_value_t = Self::DEFAULT.memory_mb)]
    pub memory_mb: u32,

    /// Computing time, in seconds.
    #[arg(long, value_name = "SECONDS", default_value_t = Self::DEFAULT.cpu_seconds)]
    pub cpu_seconds: u32,

    /// Time on the clock, in seconds. The parent's business.
    #[arg(long, value_name = "SECONDS", default_value_t = Self::DEFAULT.wall_seconds)]
    pub wall_seconds: u32,

    /// Size of the answer, in megabytes. The parent's business, too.
    #[arg(long, value_name = "MB", default_value_t = Self::DEFAULT.output_mb)]
    pub output_mb: u32,
}

impl Limits {
    const DEFAULT: Self = Self {
        memory_mb: 1024,
        cpu_seconds: 300,
        wall_seconds: 600,
        output_mb: 256,
    };

    /// The time on the clock.
    pub fn wall(&self) -> Duration {
        Duration::from_secs(self.wall_seconds.into())
    }

    /// The size of the answer, in bytes.
    pub fn output_bytes(&self) -> u64 {
        u64::from(self.output_mb) * 1024 * 1024
    }

    /// What the child is told; it parses them with this type, too.
    pub(super) fn arguments(&self) -> [OsString; 4] {
        [
            format!("--memory-mb={}", self.memory_mb),
            format!("--cpu-seconds={}", self.cpu_seconds),
            format!("--wall-seconds={}", self.wall_seconds),
            format!("--output-mb={}", self.output_mb),
        ]
        .map(OsString::from)
    }
}

impl Default for Limits {
    fn default() -> Self {
        Self::DEFAULT
    }
}

#[cfg(test)]
mod tests {
    use clap::Parser as _;

    use super::*;

    #[derive(clap::Parser)]
    struct Command {
        #[command(flatten)]
        limits: Limits,
    }

    #[test]
    fn the_child_understands_what_it_is_told() {
        let limits = Limits {
            memory_mb: 1,
            cpu_seconds: 2,
            wall_seconds: 3,
            output_mb: 4,
        };
        let line = std::iter::once(OsString::from("extract-child")).chain(limits.arguments());
        assert_eq!(Command::parse_from(line).limits, limits);
    }
}
