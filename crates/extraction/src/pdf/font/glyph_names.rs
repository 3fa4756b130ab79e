use std::collections::HashMap;
use std::sync::LazyLock;

/// Names and their characters in hexadecimal.
static NAMES: LazyLock<HashMap<&str, &str>> = LazyLock::new(|| {
    let list = include_str!("../data/glyph_names.txt");
    list.lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once(' '))
        .collect()
});

/// The characters that a glyph name stands for: from the list, or spelled out as in `uni20AC`, `u1F600`, `f_i`, `A.small`.
pub(super) fn characters(name: &str) -> Option<String> {
    let base = name.split_once('.').map_or(name, |(base, _)| base);
    if let Some(codes) = NAMES.get(base) {
        return codes.split(' ').map(character).collect();
    }
    let text: Option<String> = base.split('_').map(component).collect();
    text.filter(|text| !text.is_empty())
}

fn component(name: &str) -> Option<String> {
    if let Some(codes) = NAMES.get(name) {
        return codes.split(' ').map(character).collect();
    }
    if let Some(digits) = name
        .strip_prefix("uni")
        .filter(|digits| digits.len() >= 4 && digits.is_ascii())
    {
        let units: Option<Vec<u16>> = digits
            .as_bytes()
            .chunks_exact(4)
            .map(|unit| u16::from_str_radix(std::str::from_utf8(unit).ok()?, 16).ok())
            .collect();
        return String::from_utf16(&units?).ok();
    }
    let digits = name
        .strip_prefix('u')
        .filter(|digits| (4..=6).contains(&digits.len()))?;
    character(digits).map(String::from)
}

fn character(hexadecimal: &str) -> Option<char> {
    u32::from_str_radix(hexadecimal, 16)
        .ok()
        .and_then(char::from_u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_the_list_and_spelled_out() {
        assert_eq!(characters("Euro").as_deref(), Some("€"));
        assert_eq!(characters("fi").as_deref(), Some("\u{FB01}"));
        assert_eq!(characters("uni20AC").as_deref(), Some("€"));
        assert_eq!(characters("uni00410042").as_deref(), Some("AB"));
        assert_eq!(characters("u1F600").as_deref(), Some("😀"));
        assert_eq!(characters("f_i.alt").as_deref(), Some("fi"));
        assert_eq!(characters("A.small").as_deref(), Some("A"));
        assert_eq!(characters("a20").as_deref(), Some("✔"));
        assert_eq!(characters("g123"), None);
        assert_eq!(characters(".notdef"), None);
        assert_eq!(characters("uniZZZZ"), None);
    }
}
