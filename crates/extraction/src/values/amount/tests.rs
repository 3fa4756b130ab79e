use proptest::prelude::*;

use super::*;

fn point(text: &str) -> Option<String> {
    AmountStyle::Point
        .read(text)
        .map(|amount| amount.value.to_string())
}

fn comma(text: &str) -> Option<String> {
    AmountStyle::Comma
        .read(text)
        .map(|amount| amount.value.to_string())
}

fn currency(text: &str) -> Option<String> {
    let amount = AmountStyle::Point.read(text)?;
    Some(amount.currency?.to_string())
}

#[test]
fn papers_write_one_amount_in_many_ways() {
    let same = [
        "1,234.56",
        "$1,234.56",
        "1.234,56",
        "1'234.56",
        "1\u{2019}234.56",
        "1 234,56",
        "1\u{a0}234.56",
        "1\u{202f}234,56",
        "1234.56",
        "1234,56",
        "+1,234.56",
        "USD 1,234.56",
        "1,234.56 USD",
        "1.234,56\u{a0}\u{20ac}",
        "US$1,234.56",
        "C$ 1,234.56",
        "$ 1,234.56",
        "1,234.56 DR",
        "DR 1,234.56",
        "$1,234.56 CAD",
        " 1,234.56 ",
    ];
    for text in same {
        assert_eq!(point(text).as_deref(), Some("1234.56"), "{text}");
        assert_eq!(comma(text).as_deref(), Some("1234.56"), "{text}");
    }
}

#[test]
fn credits_are_negative_however_they_are_marked() {
    for text in [
        "-$0.45",
        "$-0.45",
        "($0.45)",
        "$(0.45)",
        "0.45-",
        "$0.45-",
        "0.45CR",
        "0.45 CR",
        "CR 0.45",
        "\u{2212}0.45",
        "\u{2013}0.45",
        "-.45",
        "(0.45) USD",
        "-0.45 CR",
        "EUR -0,45",
        "- 0.45",
        "0,45 H",
    ] {
        assert_eq!(point(text).as_deref(), Some("-0.45"), "{text}");
    }
}

#[test]
fn decimals_are_kept_as_printed() {
    assert_eq!(point("53.75000").as_deref(), Some("53.75000"));
    assert_eq!(point("$892.7162").as_deref(), Some("892.7162"));
    assert_eq!(point("42").as_deref(), Some("42"));
    assert_eq!(point("\u{a5}1,250").as_deref(), Some("1250"));
    assert_eq!(point("45.-").as_deref(), Some("45"));
    assert_eq!(point("CHF 45.\u{2013}").as_deref(), Some("45"));
}

#[test]
fn the_style_decides_what_could_be_either() {
    assert_eq!(point("1,234").as_deref(), Some("1234"));
    assert_eq!(comma("1,234").as_deref(), Some("1.234"));
    assert_eq!(point("1.234").as_deref(), Some("1.234"));
    assert_eq!(comma("1.234").as_deref(), Some("1234"));
    assert_eq!(comma("0,234").as_deref(), Some("0.234"));
    assert_eq!(point("0,234"), None);
}

#[test]
fn the_style_is_learned_from_all_amounts() {
    assert_eq!(
        AmountStyle::detect(["1,234", "12.50", "1,000"]),
        Some(AmountStyle::Point)
    );
    assert_eq!(
        AmountStyle::detect(["1.234", "12,50 \u{20ac}", "words"]),
        Some(AmountStyle::Comma)
    );
    assert_eq!(AmountStyle::detect(["1,234,567"]), Some(AmountStyle::Point));
    assert_eq!(AmountStyle::detect(["1,234", "12", "03/04/2025"]), None);
}

#[test]
fn what_is_no_amount_is_refused() {
    for text in [
        "",
        "$",
        "-",
        "--",
        "---",
        "03/01/2025",
        "2025-03-01",
        "28.02.2025",
        "1.2.25",
        "800-435-9792",
        "800.435.9792",
        "(504) 555-0199",
        "70785-",
        "70123-0000",
        "12:30",
        "24-1766",
        "N/A",
        "EXXON",
        "CIRCLE K 7",
        "12,3456",
        "12,3456,789",
        "1,234.5.6",
        "1.5 ft",
        "--5.00",
        "5.00--",
        "(5.00",
        "5.00)",
        "-+5.00",
        "DR -5.00",
        "$5.00 EUR 3",
        "EUR 5.00 USD",
        "TST 5.00",
        "H 5.00",
        "12345678901234567.00",
        "1e3",
        "\u{0661}\u{0662}.00",
    ] {
        assert_eq!(point(text), None, "{text}");
    }
}

#[test]
fn currencies_are_named_by_code_or_by_an_unmistakable_symbol() {
    for (text, code) in [
        ("\u{20ac}5.00", Some("EUR")),
        ("5.00 \u{a3}", Some("GBP")),
        ("C$5.00", Some("CAD")),
        ("CHF 5.00", Some("CHF")),
        ("$5.00 USD", Some("USD")),
        ("$5.00", None),
        ("5.00", None),
    ] {
        assert_eq!(currency(text).as_deref(), code, "{text}");
    }
}

#[test]
fn money_is_rounded_half_to_even_and_the_printed_number_kept() {
    let printed = AmountStyle::Point.read("$2,323.5650").unwrap();
    assert_eq!(
        printed.money(Currency::USD),
        Some(Money::from_minor(232_356, Currency::USD))
    );
    assert_eq!(
        printed.unrounded(Currency::USD),
        Some(Decimal::new(23_235_650, 4))
    );
    let plain = AmountStyle::Point.read("\u{20ac}2,323.56").unwrap();
    assert_eq!(
        plain.money(Currency::USD),
        Some(Money::from_minor(232_356, Currency::EUR))
    );
    assert_eq!(plain.unrounded(Currency::USD), None);
}

#[test]
fn words_that_look_like_amounts() {
    for text in [
        "$8.11",
        "-$0.45",
        "0.00000",
        "1,234",
        "(0.45)",
        "45.00CR",
        "\u{20ac}5",
        "1.234,56",
    ] {
        assert!(looks_like_amount(text), "{text}");
    }
    for text in [
        "8",
        "70785-",
        "70785",
        "03/01/2025",
        "24-1766",
        "EXXON",
        "N",
        "000116875",
        "1.2.3",
        "CR",
    ] {
        assert!(!looks_like_amount(text), "{text}");
    }
}

/// An amount of up to a billion with `scale` decimals, in one of the styles that papers use.
fn print(minor: i64, scale: usize, thousands: &str, decimal: &str, frame: (&str, &str)) -> String {
    let digits = format!("{:0>width$}", minor.unsigned_abs(), width = scale + 1);
    let (whole, cents) = digits.split_at(digits.len() - scale);
    let grouped = whole
        .as_bytes()
        .rchunks(3)
        .rev()
        .map(|group| std::str::from_utf8(group).unwrap())
        .collect::<Vec<_>>()
        .join(thousands);
    format!("{}{grouped}{decimal}{cents}{}", frame.0, frame.1)
}

const SEPARATORS: [(&str, &str); 8] = [
    (",", "."),
    (".", ","),
    ("", "."),
    ("", ","),
    ("'", "."),
    ("\u{2019}", "."),
    (" ", ","),
    ("\u{a0}", "."),
];
const POSITIVE: [(&str, &str); 8] = [
    ("", ""),
    ("$", ""),
    ("USD ", ""),
    ("", " USD"),
    ("+", ""),
    ("", "DR"),
    ("\u{20ac} ", ""),
    ("", " \u{20ac}"),
];
const NEGATIVE: [(&str, &str); 9] = [
    ("-", ""),
    ("-$", ""),
    ("$-", ""),
    ("(", ")"),
    ("($", ")"),
    ("", "-"),
    ("", "CR"),
    ("CR ", ""),
    ("\u{2212}", ""),
];

proptest! {
    #[test]
    fn printed_in_any_style_and_read_back(
        minor in -1_000_000_000_i64..1_000_000_000,
        scale in 1_usize..=5,
        separators in prop::sample::select(&SEPARATORS[..]),
        frame in any::<prop::sample::Index>(),
    ) {
        let frame = if minor < 0 { NEGATIVE[frame.index(NEGATIVE.len())] } else { POSITIVE[frame.index(POSITIVE.len())] };
        let text = print(minor, scale, separators.0, separators.1, frame);
        let style = if separators.1 == "." { AmountStyle::Point } else { AmountStyle::Comma };
        prop_assert_eq!(style.read(&text).map(|amount| amount.value), Some(Decimal::new(minor, scale as u32)), "{}", text);
        prop_assert!(looks_like_amount(&text), "{}", text);
    }

    #[test]
    fn no_text_makes_it_panic(text in "\\PC{0,24}") {
        let _ = AmountStyle::Point.read(&text);
        let _ = looks_like_amount(&text);
    }

    #[test]
    fn almost_amounts_never_panic(text in "[-+($\u{20ac}0-9., '\u{2019}CRDHUS)]{0,16}") {
        let _ = AmountStyle::Comma.read(&text);
        let _ = AmountStyle::detect([text.as_str()]);
    }
}
