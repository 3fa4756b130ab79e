use std::time::{Duration, Instant};

/// What a document may cost. A document that asks for more is refused or cut short, with the limit named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// Size of the file in bytes.
    pub max_bytes: u64,
    /// Number of pages.
    pub max_pages: u32,
    /// Number of indirect objects.
    pub max_objects: u32,
    /// Bytes that all streams read from the document may expand to, in total.
    pub max_decompressed_bytes: u64,
    /// Depth of arrays and dictionaries, of the page tree and of forms within forms; 100 at most, as they are read
    /// by recursion.
    pub max_nesting: u32,
    /// Glyphs shown on one page.
    pub max_glyphs_per_page: u32,
    /// Content-stream operators on one page.
    pub max_operators_per_page: u32,
    /// Time spent inside this module for one document.
    pub max_time: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            max_bytes: 300 << 20,
            max_pages: 3_000,
            max_objects: 1_000_000,
            max_decompressed_bytes: 512 << 20,
            max_nesting: 64,
            max_glyphs_per_page: 500_000,
            max_operators_per_page: 5_000_000,
            max_time: Duration::from_secs(60),
        }
    }
}

/// What the stack bears.
const HIGHEST_NESTING: u32 = 100;

impl Limits {
    /// The depth that applies.
    pub(crate) fn nesting(&self) -> u32 {
        self.max_nesting.min(HIGHEST_NESTING)
    }
}

/// A limit that the document ran into while it was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Exceeded {
    Decompressed,
    Objects,
    Time,
}

/// A result that is only an error when a limit was exceeded; damage is dealt with where it is met.
pub(crate) type Bounded<T> = Result<T, Exceeded>;

/// What is left of a document's [`Limits`].
#[derive(Debug)]
pub(crate) struct Budget {
    decompressed: u64,
    nodes: u64,
    time: Duration,
    started: Instant,
}

/// Objects inside objects are small, so that each indirect object may hold a few on average.
const NODES_PER_OBJECT: u64 = 8;

impl Budget {
    pub(crate) fn new(limits: &Limits) -> Self {
        Self {
            decompressed: limits.max_decompressed_bytes,
            nodes: u64::from(limits.max_objects) * NODES_PER_OBJECT,
            time: limits.max_time,
            started: Instant::now(),
        }
    }

    /// Starts the clock of a call from outside; time between calls is not ours.
    pub(crate) fn start(&mut self) {
        self.started = Instant::now();
    }

    /// Stops the clock of a call from outside.
    pub(crate) fn stop(&mut self) {
        self.time = self.time.saturating_sub(self.started.elapsed());
    }

    pub(crate) fn check_time(&self) -> Bounded<()> {
        if self.started.elapsed() > self.time {
            Err(Exceeded::Time)
        } else {
            Ok(())
        }
    }

    /// Bytes that may still be decompressed.
    pub(crate) fn decompressed_left(&self) -> usize {
        usize::try_from(self.decompressed).unwrap_or(usize::MAX)
    }

    pub(crate) fn spend_decompressed(&mut self, bytes: usize) -> Bounded<()> {
        self.decompressed = self
            .decompressed
            .checked_sub(bytes as u64)
            .ok_or(Exceeded::Decompressed)?;
        Ok(())
    }

    /// Objects that may still be built.
    pub(crate) fn nodes_left(&self) -> usize {
        usize::try_from(self.nodes).unwrap_or(usize::MAX)
    }

    pub(crate) fn spend_nodes(&mut self, nodes: usize) -> Bounded<()> {
        self.nodes = self
            .nodes
            .checked_sub(nodes as u64)
            .ok_or(Exceeded::Objects)?;
        Ok(())
    }
}
