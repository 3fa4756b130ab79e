use super::builder::{Builder, OVERPRINT, RawWord, turned};

/// Words compared before and after a place; real overprints are next to each other.
const WINDOW: usize = 64;

/// Takes out words that are printed again over themselves (to look bold, or as an invisible copy), keeping the first.
pub(super) fn remove(builder: &mut Builder) {
    let mut order: Vec<usize> = (0..builder.words.len()).collect();
    sort_by_place(&mut order, &builder.words);
    let mut dropped = vec![false; builder.words.len()];
    let mut changes = Vec::new();
    for (place, &one) in order.iter().enumerate() {
        for &other in order.iter().skip(place + 1).take(WINDOW) {
            let (Some(first), Some(second)) = (
                builder.words.get(one.min(other)),
                builder.words.get(one.max(other)),
            ) else {
                continue;
            };
            if beyond(builder.words.get(one), builder.words.get(other)) {
                break;
            }
            let gone = |index: usize| dropped.get(index).copied().unwrap_or(true);
            if !gone(one) && !gone(other) && builder.same_print(first, second) {
                changes.push((
                    one.min(other),
                    !first.invisible && !second.invisible,
                    first.invisible && second.invisible,
                ));
                if let Some(slot) = dropped.get_mut(one.max(other)) {
                    *slot = true;
                }
            }
        }
    }
    for (index, bold, invisible) in changes {
        if let Some(word) = builder.words.get_mut(index) {
            word.bold |= bold;
            word.invisible = invisible;
        }
    }
    for (word, dropped) in builder.words.iter_mut().zip(dropped) {
        if dropped {
            word.glyphs = 0;
        }
    }
}

/// By line, then along it. Lines are strips of neighbouring baselines.
fn sort_by_place(order: &mut [usize], words: &[RawWord]) {
    let key = |index: usize| {
        words
            .get(index)
            .map_or((0.0, 0.0), |word| (word.across, word.start))
    };
    order.sort_by(|&one, &other| key(one).0.total_cmp(&key(other).0));
    let mut start = 0;
    while let Some(&head) = order.get(start) {
        let first = words.get(head);
        let mut end = start + 1;
        let mut last = key(head).0;
        while let Some(&next) = order.get(end)
            && first.is_some_and(|word| key(next).0 - last < OVERPRINT * word.size)
        {
            last = key(next).0;
            end += 1;
        }
        if let Some(line) = order.get_mut(start..end) {
            line.sort_by(|&one, &other| key(one).1.total_cmp(&key(other).1));
        }
        start = end;
    }
}

/// Whether words that follow in the order are too far along to lie over `one`.
fn beyond(one: Option<&RawWord>, other: Option<&RawWord>) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => {
            (other.start - one.start).abs() >= OVERPRINT * one.size.max(other.size)
        }
        _ => true,
    }
}

impl Builder {
    fn same_print(&self, one: &RawWord, other: &RawWord) -> bool {
        let near = OVERPRINT * one.size;
        (one.across - other.across).abs() < near
            && (one.start - other.start).abs() < near
            && (one.size - other.size).abs() < near
            && turned(one.direction, other.direction) < OVERPRINT
            && self.text.get(one.text.0..one.text.1) == self.text.get(other.text.0..other.text.1)
            && self
                .edges_of(one)
                .iter()
                .zip(self.edges_of(other))
                .all(|(one, other)| (one - other).abs() < near)
    }

    pub(super) fn edges_of(&self, word: &RawWord) -> &[f64] {
        self.edges
            .get(word.edges.0..word.edges.1)
            .unwrap_or_default()
    }
}
