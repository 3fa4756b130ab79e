//! Rust text, read just closely enough for the rules: lines without their comments and words.

/// The lines of a source file that are code of the product: numbered from 1, without line
/// comments, and without the test module that closes the file.
pub(crate) fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.lines()
        .scan(false, |after_cfg_test, line| {
            let tests_begin = *after_cfg_test && line.trim_start().starts_with("mod ");
            *after_cfg_test = line.trim() == "#[cfg(test)]";
            (!tests_begin).then_some(line)
        })
        .enumerate()
        .map(|(index, line)| (index + 1, without_comment(line)))
}

/// Whether a path belongs to tests alone.
pub(crate) fn is_test(path: &str) -> bool {
    path.split('/')
        .any(|part| matches!(part, "tests" | "tests.rs" | "benches"))
}

/// Whether `word` stands in `line` and is not a part of a longer name.
pub(crate) fn has_word(line: &str, word: &str) -> bool {
    line.match_indices(word).any(|(start, _)| {
        let before = line.get(..start).and_then(|text| text.chars().next_back());
        let after = line
            .get(start + word.len()..)
            .and_then(|text| text.chars().next());
        let goes_on = word.ends_with(in_name) && after.is_some_and(in_name);
        !(goes_on || before.is_some_and(in_name))
    })
}

fn in_name(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

fn without_comment(line: &str) -> &str {
    line.split_once("//").map_or(line, |(code, _)| code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_the_test_module_are_not_code() {
        let text =
            "use a; // and b\n#[cfg(test)]\nuse c;\n\n#[cfg(test)]\nmod tests {\n    use d;\n}\n";
        let code: Vec<_> = lines(text)
            .map(|(number, line)| format!("{number} {}", line.trim()))
            .collect();
        assert_eq!(
            code,
            [
                "1 use a;",
                "2 #[cfg(test)]",
                "3 use c;",
                "4 ",
                "5 #[cfg(test)]"
            ]
        );
    }

    #[test]
    fn a_word_is_not_a_part_of_a_name() {
        assert!(has_word("let x: f64 = 0.0;", "f64"));
        assert!(has_word("std::fs::read(path)", "fs::"));
        assert!(!has_word("offs::read(path)", "fs::"));
        assert!(!has_word("let half_f64s = 0;", "f64"));
    }
}
