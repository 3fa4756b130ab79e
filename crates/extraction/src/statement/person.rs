//! Which words may be a person, and which are surely something else.

/// Do these words of a totals line name a person, surely?
pub(super) fn names_person(text: &str) -> bool {
    is_unmistakable(&text.split_whitespace().collect::<Vec<_>>())
}

/// `ORRIN HEXSHAW` is a name, `JEFFERSON LA` is a place.
pub(super) fn is_unmistakable(words: &[&str]) -> bool {
    const SUFFIXES: [&str; 5] = ["jr", "sr", "ii", "iii", "iv"];
    let is_short = |word: &&str| {
        let word = word.trim_end_matches('.').to_lowercase();
        word.chars().count() < 3 && !SUFFIXES.contains(&word.as_str())
    };
    is_name(words)
        && words.len() > 1
        && !words.last().is_some_and(is_short)
        && !words.concat().contains(',')
}

pub(super) fn is_number(word: &str) -> bool {
    word.bytes().any(|byte| byte.is_ascii_digit())
        && word
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'))
}

/// Could these words be a person's name? Words of banks and companies never are.
pub(super) fn is_name(words: &[&str]) -> bool {
    const NEVER: [&str; 49] = [
        "account",
        "accounts",
        "card",
        "cards",
        "credit",
        "business",
        "corporate",
        "commercial",
        "company",
        "bank",
        "trust",
        "llc",
        "inc",
        "ltd",
        "gmbh",
        "statement",
        "number",
        "ending",
        "page",
        "period",
        "total",
        "totals",
        "balance",
        "activity",
        "report",
        "transactions",
        "continued",
        "purchasing",
        "mastercard",
        "visa",
        "summary",
        "foreign",
        "spend",
        "amount",
        "sub",
        "subaccount",
        "karte",
        "kreditkarte",
        "purchases",
        "payments",
        "credits",
        "debits",
        "charges",
        "fees",
        "limit",
        "date",
        "description",
        "details",
        "transaction",
    ];
    let is_name_word = |word: &&str| {
        word.chars()
            .all(|c| c.is_alphabetic() || matches!(c, '.' | ',' | '\'' | '\u{2019}' | '-'))
            && !NEVER.contains(&word.trim_matches([',', '.']).to_lowercase().as_str())
    };
    (1..=6).contains(&words.len())
        && words.iter().all(is_name_word)
        && words.iter().any(|word| word.chars().count() > 1)
}

/// `1180 TERMINAL ROAD` is an address.
pub(super) fn is_street(words: &[&str]) -> bool {
    const STREETS: [&str; 16] = [
        "road",
        "rd",
        "street",
        "st",
        "avenue",
        "ave",
        "boulevard",
        "blvd",
        "drive",
        "dr",
        "lane",
        "way",
        "highway",
        "hwy",
        "court",
        "parkway",
    ];
    words.last().is_some_and(|word| {
        STREETS.contains(&word.trim_matches(['.', ',']).to_lowercase().as_str())
    })
}
