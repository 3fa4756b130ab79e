/// A part of the whole in percent, rounded: 100 only when it is all, 0 only when it is nothing.
pub fn percent(part: u64, whole: u64) -> u64 {
    if whole == 0 {
        return 0;
    }
    let rounded = (part * 100 + whole / 2) / whole;
    match rounded {
        100 if part < whole => 99,
        0 if part > 0 => 1,
        rounded => rounded,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hundred_percent_is_all_and_nothing_less() {
        assert_eq!(percent(1517, 1518), 99);
        assert_eq!(percent(1518, 1518), 100);
        assert_eq!(percent(1, 1518), 1);
        assert_eq!(percent(0, 0), 0);
    }

    #[test]
    fn two_thirds_are_67_percent() {
        assert_eq!(percent(2, 3), 67);
        assert_eq!(percent(1032, 1518), 68);
    }
}
