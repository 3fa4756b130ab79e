//! Signs, credit marks and currencies around a number.

use tieout_domain::Currency;

use super::number::{Number, Separators};

/// What stands around the digits of an amount.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Marks {
    minus: bool,
    trailing_minus: bool,
    plus: bool,
    open_parenthesis: bool,
    close_parenthesis: bool,
    credit: bool,
    debit: bool,
    currency: Option<Unit>,
}

/// A currency as printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Unit {
    /// A symbol of several currencies: `$`.
    Shared,
    /// A code, or the symbol of one currency.
    Of(Currency),
}

/// One mark, at either end of an amount.
#[derive(Debug, Clone, Copy)]
enum Mark {
    Minus,
    Plus,
    Open,
    Close,
    Credit,
    Debit,
    Currency(Unit),
}

/// Symbols, longest first where one contains another. `$` and `¥` are used by several currencies.
const SYMBOLS: [(&str, Option<&str>); 27] = [
    ("US$", Some("USD")),
    ("CA$", Some("CAD")),
    ("C$", Some("CAD")),
    ("AU$", Some("AUD")),
    ("A$", Some("AUD")),
    ("NZ$", Some("NZD")),
    ("HK$", Some("HKD")),
    ("NT$", Some("TWD")),
    ("MX$", Some("MXN")),
    ("R$", Some("BRL")),
    ("S$", Some("SGD")),
    ("$", None),
    ("\u{a5}", None),
    ("\u{ffe5}", None),
    ("\u{20ac}", Some("EUR")),
    ("\u{a3}", Some("GBP")),
    ("\u{20b9}", Some("INR")),
    ("\u{20a9}", Some("KRW")),
    ("\u{20ab}", Some("VND")),
    ("\u{e3f}", Some("THB")),
    ("\u{20ba}", Some("TRY")),
    ("\u{20b1}", Some("PHP")),
    ("\u{20aa}", Some("ILS")),
    ("z\u{142}", Some("PLN")),
    ("K\u{10d}", Some("CZK")),
    ("Fr.", Some("CHF")),
    ("kr", None),
];

/// Is it the sign of a country's own dollars, as `NT$`?
pub(crate) fn is_dollar(text: &str) -> bool {
    let mut named = SYMBOLS.iter().filter(|(_, code)| code.is_some());
    text.ends_with('$') && named.any(|(symbol, _)| *symbol == text)
}

/// Codes of ISO 4217 that circulate; any other three letters are a word.
const CODES: &str = "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP \
    BYN BZD CAD CDF CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD \
    GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP \
    LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN \
    PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS \
    TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VED VES VND VUV WST XAF XCD XOF XPF YER ZAR ZMW ZWG";

/// How papers say that an amount is in the cardholder's favour, or not.
const CREDIT: [&str; 3] = ["CR", "Cr", "cr"];
const DEBIT: [&str; 5] = ["DR", "Dr", "dr", "DB", "DT"];

/// Haben and Soll, of which German statements print the first letter behind the amount; before one it is an initial.
const CREDIT_BEHIND: &str = "H";
const DEBIT_BEHIND: &str = "S";

impl Marks {
    /// Separates the marks at both ends of `text` from what they surround; none when they cannot belong
    /// to one amount.
    pub(super) fn strip(text: &str) -> Option<(Self, &str)> {
        let mut marks = Self::default();
        let mut rest = text.trim();
        while let Some((mark, behind)) = first_mark(rest) {
            marks.add(mark, false)?;
            rest = behind.trim_start();
        }
        while let Some((mark, before)) = last_mark(rest) {
            marks.add(mark, true)?;
            rest = before.trim_end();
        }
        (marks.open_parenthesis == marks.close_parenthesis).then_some((marks, rest))
    }

    /// Does the amount reduce what is owed? None when the marks contradict each other.
    pub(super) fn is_negative(&self) -> Option<bool> {
        let minus = self.minus || self.trailing_minus;
        let negative = minus || self.open_parenthesis || self.credit;
        let contradicts = (self.plus && minus) || (self.debit && negative);
        (!contradicts).then_some(negative)
    }

    pub(super) const fn names_currency(&self) -> bool {
        self.currency.is_some()
    }

    pub(super) const fn currency(&self) -> Option<Currency> {
        match self.currency {
            Some(Unit::Of(currency)) => Some(currency),
            Some(Unit::Shared) | None => None,
        }
    }

    /// American addresses print `70785-` where the second part of the postal code is not known.
    pub(super) fn is_postal_code(&self, number: &Number<'_>) -> bool {
        self.trailing_minus && !self.names_currency() && number.separators() == Separators::None
    }

    fn add(&mut self, mark: Mark, is_trailing: bool) -> Option<()> {
        let flag = match mark {
            Mark::Minus if is_trailing => &mut self.trailing_minus,
            Mark::Minus => &mut self.minus,
            Mark::Plus => &mut self.plus,
            Mark::Open if !is_trailing => &mut self.open_parenthesis,
            Mark::Close if is_trailing => &mut self.close_parenthesis,
            Mark::Open | Mark::Close => return None,
            Mark::Credit => &mut self.credit,
            Mark::Debit => &mut self.debit,
            Mark::Currency(unit) => return self.add_currency(unit),
        };
        // The same mark twice is a rule or a placeholder ("--"), not a sign.
        (!std::mem::replace(flag, true)).then_some(())
    }

    fn add_currency(&mut self, unit: Unit) -> Option<()> {
        self.currency = match (self.currency, unit) {
            (None | Some(Unit::Shared), unit) => Some(unit),
            (Some(known), Unit::Shared) => Some(known),
            (Some(known), unit) if known == unit => Some(known),
            _ => return None,
        };
        Some(())
    }
}

fn first_mark(text: &str) -> Option<(Mark, &str)> {
    let first = text.chars().next()?;
    if first.is_ascii_digit() {
        return None;
    }
    if let Some(sign) = sign(first) {
        return Some((sign, text.get(first.len_utf8()..)?));
    }
    let symbol = SYMBOLS
        .iter()
        .find_map(|(symbol, code)| Some((unit(*code), text.strip_prefix(symbol)?)));
    if let Some((unit, rest)) = symbol {
        return Some((Mark::Currency(unit), rest));
    }
    let word_end = text
        .find(|c: char| !c.is_ascii_alphabetic())
        .unwrap_or(text.len());
    let (word, rest) = text.split_at_checked(word_end)?;
    Some((word_mark(word)?, rest))
}

fn last_mark(text: &str) -> Option<(Mark, &str)> {
    let last = text.chars().next_back()?;
    if last.is_ascii_digit() {
        return None;
    }
    let before = text.get(..text.len() - last.len_utf8())?;
    match sign(last) {
        // Swiss bills write "45.-" for an amount without cents: a filler, not a minus.
        Some(Mark::Minus) if before.ends_with(['.', ',']) => {
            return Some((
                Mark::Currency(Unit::Shared),
                before.trim_end_matches(['.', ',']),
            ));
        }
        Some(sign) => return Some((sign, before)),
        None => {}
    }
    let symbol = SYMBOLS
        .iter()
        .find_map(|(symbol, code)| Some((unit(*code), text.strip_suffix(symbol)?)));
    if let Some((unit, rest)) = symbol {
        return Some((Mark::Currency(unit), rest));
    }
    let word_start = text
        .rfind(|c: char| !c.is_ascii_alphabetic())
        .map_or(0, |at| at + 1);
    let (rest, word) = text.split_at_checked(word_start)?;
    let mark = match word {
        CREDIT_BEHIND => Mark::Credit,
        DEBIT_BEHIND => Mark::Debit,
        word => word_mark(word)?,
    };
    Some((mark, rest))
}

fn sign(c: char) -> Option<Mark> {
    Some(match c {
        '-' | '\u{2010}'..='\u{2014}' | '\u{2212}' | '\u{fe63}' | '\u{ff0d}' => Mark::Minus,
        '+' => Mark::Plus,
        '(' => Mark::Open,
        ')' => Mark::Close,
        _ => return None,
    })
}

fn word_mark(word: &str) -> Option<Mark> {
    if CREDIT.contains(&word) {
        return Some(Mark::Credit);
    }
    if DEBIT.contains(&word) {
        return Some(Mark::Debit);
    }
    let is_code = word.len() == 3 && CODES.split(' ').any(|code| code == word);
    is_code.then(|| Mark::Currency(unit(Some(word))))
}

fn unit(code: Option<&str>) -> Unit {
    code.and_then(|code| code.parse().ok())
        .map_or(Unit::Shared, Unit::Of)
}
