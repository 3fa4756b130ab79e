//! The currency of a receipt.

use std::collections::HashMap;

use tieout_domain::Currency;

use super::fold::fold;
use super::line::Line;

/// The currency, and why it was taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) currency: Currency,
    pub(super) grounds: Grounds,
}

/// Why a currency was taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Grounds {
    /// It is printed.
    Printed,
    /// Words of the paper belong to one country.
    Country,
    /// Nothing on the paper names one.
    Assumed,
}

/// Words that only papers of one currency print, and the currency. Symbols that several use are not here.
const TELLING: [(&str, &[&str]); 24] = [
    (
        "MYR",
        &[
            "sdn",
            "bhd",
            "malaysia",
            "ringgit",
            "selangor",
            "kuala lumpur",
            "johor",
        ],
    ),
    (
        "IDR",
        &[
            "ppn",
            "indonesia",
            "rupiah",
            "npwp",
            "jakarta",
            "tunai",
            "kembali",
            "pb1",
        ],
    ),
    ("SGD", &["singapore", "uen"]),
    ("INR", &["cgst", "sgst", "gstin", "india", "rupees"]),
    ("GBP", &["united kingdom", "london"]),
    (
        "CAD",
        &["canada", "hst", "tps", "tvq", "qst", "toronto", "ontario"],
    ),
    ("AUD", &["abn", "australia", "eftpos", "nsw"]),
    ("NOK", &["mva", "norge", "org nr", "bankaxept"]),
    ("SEK", &["moms", "sverige", "org nr", "kvitto"]),
    ("DKK", &["moms", "danmark", "cvr", "dankort", "københavn"]),
    ("CHF", &["schweiz", "suisse", "svizzera"]),
    ("PLN", &["nip", "paragon", "ptu"]),
    ("CZK", &["dph", "celkem", "praha"]),
    (
        "EUR",
        &[
            "mwst",
            "ust",
            "deutschland",
            "gmbh",
            "tva",
            "iva",
            "btw",
            "partita iva",
            "siret",
            "osterreich",
            "france",
            "espana",
            "nif",
            "cif",
        ],
    ),
    ("MXN", &["mexico", "rfc", "sa de cv"]),
    (
        "JPY",
        &[
            "円",
            "合計",
            "消費税",
            "yen",
            "japan",
            "tokyo",
            "osaka",
            "kyoto",
        ],
    ),
    (
        "CNY",
        &[
            "元",
            "总计",
            "人民币",
            "rmb",
            "china",
            "shanghai",
            "beijing",
            "shenzhen",
        ],
    ),
    ("KRW", &["korea", "seoul"]),
    ("TWD", &["taiwan", "taipei"]),
    ("THB", &["thailand", "baht"]),
    ("PHP", &["philippines", "vatable"]),
    ("HKD", &["hong kong", "hongkong"]),
    ("NZD", &["new zealand", "auckland"]),
    ("USD", &["sales tax", "usa"]),
];

/// What a symbol that several currencies share leaves open, the likeliest first.
const SHARED: [(&[char], &[&str]); 2] = [
    (
        &['$'],
        &["USD", "CAD", "AUD", "NZD", "SGD", "HKD", "TWD", "MXN"],
    ),
    (&['¥', '￥', '円'], &["JPY", "CNY"]),
];

/// The currency that the lines print, or that their words tell, or else `usual`, or else dollars. A symbol says which
/// may be meant at all.
pub(super) fn find(lines: &[Line], usual: Option<Currency>) -> Found {
    if let Some(currency) = printed(lines) {
        return Found {
            currency,
            grounds: Grounds::Printed,
        };
    }
    let open = left_open(lines);
    let may_be = |code: &str| open.is_empty() || open.contains(&code);
    if let Some(currency) = told(lines, may_be) {
        return Found {
            currency,
            grounds: Grounds::Country,
        };
    }
    let usual = usual.filter(|usual| may_be(usual.code()));
    let likeliest = || open.first().and_then(|code| code.parse().ok());
    let currency = usual.or_else(likeliest).unwrap_or(Currency::USD);
    Found {
        currency,
        grounds: match usual {
            None if currency != Currency::USD => Grounds::Country,
            _ => Grounds::Assumed,
        },
    }
}

/// The currencies of the symbol that most words print; any currency where none does.
fn left_open(lines: &[Line]) -> &'static [&'static str] {
    let words = || lines.iter().flat_map(|line| &line.row.words);
    let count = |symbols: &[char]| words().filter(|word| word.text.contains(symbols)).count();
    let counted = SHARED.map(|(symbols, codes)| (count(symbols), codes));
    let most = counted.into_iter().max_by_key(|(count, _)| *count);
    most.filter(|(count, _)| *count > 0)
        .map_or(&[], |(_, codes)| codes)
}

/// The currency that stands beside most amounts, or else alone somewhere.
fn printed(lines: &[Line]) -> Option<Currency> {
    let beside = lines
        .iter()
        .flat_map(|line| &line.amounts)
        .filter_map(|amount| amount.currency);
    let alone = lines
        .iter()
        .flat_map(|line| &line.row.words)
        .filter_map(|word| named(&word.text));
    most(beside).or_else(|| most(alone))
}

fn most(currencies: impl Iterator<Item = Currency>) -> Option<Currency> {
    let mut counts: HashMap<Currency, usize> = HashMap::new();
    for currency in currencies {
        *counts.entry(currency).or_default() += 1;
    }
    counts
        .into_iter()
        .max_by_key(|(currency, count)| (*count, std::cmp::Reverse(*currency)))
        .map(|(currency, _)| currency)
}

/// A word that names a currency by itself.
fn named(word: &str) -> Option<Currency> {
    let bare = word.trim_matches(|c: char| c.is_ascii_punctuation());
    let code = match bare {
        "USD" | "EUR" | "GBP" | "CAD" | "AUD" | "CHF" | "NOK" | "SEK" | "DKK" | "PLN" | "CZK"
        | "HUF" | "JPY" | "CNY" | "SGD" | "MYR" | "IDR" | "INR" | "THB" | "PHP" | "HKD" | "NZD"
        | "MXN" | "BRL" | "KRW" | "TWD" | "VND" | "AED" | "ZAR" | "TRY" | "ILS" => bare,
        "RMB" => "CNY",
        "RM" => "MYR",
        "Rp" => "IDR",
        "€" | "EURO" | "Euro" | "Euros" => "EUR",
        "£" => "GBP",
        "zł" => "PLN",
        "Kč" => "CZK",
        _ => return None,
    };
    code.parse().ok()
}

/// The currency of the country that the words speak of.
fn told(lines: &[Line], may_be: impl Fn(&str) -> bool) -> Option<Currency> {
    let text = lines.iter().map(words_of).collect::<Vec<_>>().join(" ");
    let text = format!(" {text} ");
    let count = |words: &[&str]| words.iter().filter(|word| contains(&text, word)).count();
    let best = TELLING
        .iter()
        .rev()
        .filter(|(code, _)| may_be(code))
        .max_by_key(|(_, words)| count(words))
        .filter(|(_, words)| count(words) > 0);
    best.and_then(|(code, _)| code.parse().ok())
}

fn contains(text: &str, word: &str) -> bool {
    let folded = word.split(' ').map(fold).collect::<Vec<_>>().join(" ");
    if folded.is_ascii() {
        text.contains(&format!(" {folded} "))
    } else {
        text.contains(&folded)
    }
}

fn words_of(line: &Line) -> String {
    line.row
        .words
        .iter()
        .map(|word| fold(&word.text))
        .collect::<Vec<_>>()
        .join(" ")
}
