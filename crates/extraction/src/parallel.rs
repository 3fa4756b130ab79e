//! Work on several cores.

use std::panic::resume_unwind;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// What `work` makes of each item, in the items' order; `threads` items are worked on at a time.
///
/// These are plain threads: a thread that waits for a network or a program must not begin another
/// item meanwhile, as a pool's thread would, because then that one's pictures fill the memory, too.
pub fn map<T: Sync, R: Send>(
    items: &[T],
    threads: usize,
    work: impl Fn(usize, &T) -> R + Sync,
) -> Vec<R> {
    let next = AtomicUsize::new(0);
    let worker = || {
        let places = std::iter::repeat_with(|| next.fetch_add(1, Ordering::Relaxed));
        let taken = places.map_while(|place| Some((place, items.get(place)?)));
        taken
            .map(|(place, item)| (place, work(place, item)))
            .collect::<Vec<_>>()
    };
    let threads = threads.min(items.len());
    let mut done = if threads > 1 {
        thread::scope(|scope| {
            let workers: Vec<_> = (0..threads).map(|_| scope.spawn(worker)).collect();
            let done = workers.into_iter().map(thread::ScopedJoinHandle::join);
            done.flat_map(|done| done.unwrap_or_else(|panic| resume_unwind(panic)))
                .collect()
        })
    } else {
        worker()
    };
    done.sort_by_key(|(place, _)| *place);
    done.into_iter().map(|(_, result)| result).collect()
}

#[cfg(test)]
mod tests {
    use std::sync::Barrier;

    use super::*;

    #[test]
    fn results_come_in_the_order_of_the_items() {
        let items: Vec<usize> = (0..100).collect();
        let squares: Vec<usize> = items.iter().map(|item| item * item).collect();
        for threads in [0, 1, 3, 200] {
            assert_eq!(map(&items, threads, |_, item| item * item), squares);
        }
    }

    #[test]
    fn as_many_items_as_threads_are_worked_on_at_a_time() {
        // Would wait for ever if one had to end before the other begins.
        let both_have_begun = Barrier::new(2);
        let leaders = map(&[1, 2], 2, |_, _| both_have_begun.wait().is_leader());
        assert_eq!(leaders.iter().filter(|leads| **leads).count(), 1);
    }

    #[test]
    #[should_panic(expected = "of an item")]
    fn a_panic_is_passed_on() {
        map(&[1, 2, 3], 2, |_, item| assert!(*item < 3, "of an item"));
    }
}
