//! Sorting whose code is there once, and not once for each type that is sorted.

use std::cmp::Ordering;

/// A list by its keys; what is equal stays in its order.
pub fn sorted<T, K: Ord>(list: Vec<T>, key: impl Fn(&T) -> K) -> Vec<T> {
    let keys: Vec<K> = list.iter().map(key).collect();
    let mut places: Vec<usize> = (0..list.len()).collect();
    sort_places(&mut places, &|a, b| keys.get(a).cmp(&keys.get(b)));
    let mut slots: Vec<Option<T>> = list.into_iter().map(Some).collect();
    let taken = places
        .into_iter()
        .filter_map(|place| slots.get_mut(place)?.take());
    taken.collect()
}

/// Places of a list by what the comparison says of them.
pub fn sort_places(places: &mut [usize], order: &dyn Fn(usize, usize) -> Ordering) {
    places.sort_by(|a, b| order(*a, *b));
}

#[cfg(test)]
mod tests {
    use super::sorted;

    #[test]
    fn what_is_equal_stays_in_its_order() {
        let list = vec![("b", 2), ("a", 1), ("c", 2), ("d", 0)];
        let names: Vec<&str> = sorted(list, |(_, key)| *key)
            .into_iter()
            .map(|(name, _)| name)
            .collect();
        assert_eq!(names, ["d", "a", "b", "c"]);
    }
}
