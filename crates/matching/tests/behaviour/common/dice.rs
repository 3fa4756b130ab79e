//! Chance that repeats itself: the same seed throws the same dice.

/// SplitMix64: small, and good enough to invent months with.
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number from `low` to `high`, both included.
    pub(crate) fn between(&mut self, low: i64, high: i64) -> i64 {
        let span = u64::try_from(high - low).expect("low ≤ high") + 1;
        low + i64::try_from(self.next() % span).expect("a small span")
    }

    /// True in so many cases out of a thousand.
    pub(crate) fn permille(&mut self, share: u32) -> bool {
        self.between(0, 999) < i64::from(share)
    }

    pub(crate) fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        let last = i64::try_from(from.len()).expect("a short list") - 1;
        &from[usize::try_from(self.between(0, last)).expect("not negative")]
    }

    /// The list in another order.
    pub(crate) fn shuffle<T>(&mut self, list: &mut [T]) {
        for end in (1..list.len()).rev() {
            let other = self.between(0, i64::try_from(end).expect("a short list"));
            list.swap(end, usize::try_from(other).expect("not negative"));
        }
    }
}
