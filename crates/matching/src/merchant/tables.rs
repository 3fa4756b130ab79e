//! What is known of card descriptors in general. Data, so that it can grow without new code.

/// Payment processors and marketplaces that print themselves before the merchant: `SQ *MARTINIS`.
/// Prefixes of two or three letters before an asterisk are dropped without standing here.
pub(super) const PROCESSORS: [&str; 12] = [
    "PAYPAL",
    "PYPL",
    "SQUARE",
    "TOAST",
    "STRIPE",
    "CTLP",
    "SUMUP",
    "IZETTLE",
    "CLOVER",
    "CASH APP",
    "GPAY",
    "GOOGLE PAY",
];

/// What banks print before the merchant.
pub(super) const BANK_WORDS: [&str; 8] = [
    "POS PURCHASE",
    "POS DEBIT",
    "DEBIT CARD PURCHASE",
    "CARD PURCHASE",
    "RECURRING PAYMENT",
    "PURCHASE AUTHORIZED ON",
    "CHECKCARD",
    "POS",
];

/// Processors that serve one trade: the prefix, and the trade in the words of expense types.
pub(super) const TRADES: [(&str, &str); 2] = [("TST", "RESTAURANT"), ("TOAST", "RESTAURANT")];

/// Descriptors whose words do not lead to the vendor: how they begin, and who that is.
pub(super) const VENDORS: [(&str, &str); 40] = [
    ("AMAZON WEB SERVICES", "AMAZON WEB SERVICES"),
    ("AWS", "AMAZON WEB SERVICES"),
    ("AMZN", "AMAZON"),
    ("AMAZON", "AMAZON"),
    ("PRIME VIDEO", "AMAZON"),
    ("WAL MART", "WALMART"),
    ("WALMART", "WALMART"),
    ("WM SUPERCENTER", "WALMART"),
    ("WMT", "WALMART"),
    ("SAMSCLUB", "SAMS CLUB"),
    ("COSTCO", "COSTCO"),
    ("HOMEDEPOT", "HOME DEPOT"),
    ("LOWES", "LOWES"),
    ("WW GRAINGER", "GRAINGER"),
    ("EXXONMOBIL", "EXXON"),
    ("EXXON", "EXXON"),
    ("SHELL OIL", "SHELL"),
    ("SHELL SERVICE", "SHELL"),
    ("MARATHON PETRO", "MARATHON"),
    ("7 ELEVEN", "7 ELEVEN"),
    ("7 11", "7 ELEVEN"),
    ("SEVEN ELEVEN", "7 ELEVEN"),
    ("UBER EATS", "UBER EATS"),
    ("UBER TRIP", "UBER"),
    ("LYFT", "LYFT"),
    ("DOORDASH", "DOORDASH"),
    ("GRUBHUB", "GRUBHUB"),
    ("CHICKFILA", "CHICK FIL A"),
    ("MCDONALDS", "MCDONALDS"),
    ("SOUTHWES", "SOUTHWEST AIRLINES"),
    ("DELTA AIR", "DELTA AIR LINES"),
    ("AMERICAN AIR", "AMERICAN AIRLINES"),
    ("UNITED AIR", "UNITED AIRLINES"),
    ("ALASKA AIR", "ALASKA AIRLINES"),
    ("FEDERAL EXPRESS", "FEDEX"),
    ("UNITED STATES POSTAL", "USPS"),
    ("MSFT", "MICROSOFT"),
    ("MICROSOFT", "MICROSOFT"),
    ("FACEBK", "META"),
    ("ENTERPRISE RENT", "ENTERPRISE RENT A CAR"),
];

/// Legal forms at the end of a name.
pub(super) const LEGAL_FORMS: [&str; 19] = [
    "LLC", "INC", "CORP", "CO", "LTD", "LLP", "LP", "PLC", "GMBH", "AG", "SA", "SARL", "SAS", "BV",
    "NV", "AB", "AS", "PTY", "KG",
];

/// Words that many merchants share, and that therefore say little.
pub(super) const GENERIC: [&str; 28] = [
    "AND",
    "OF",
    "THE",
    "OIL",
    "GAS",
    "SERVICE",
    "SERVICES",
    "STATION",
    "STORE",
    "STORES",
    "SHOP",
    "MARKET",
    "RESTAURANT",
    "GRILL",
    "CAFE",
    "BAR",
    "INN",
    "HOTEL",
    "SUITES",
    "PARKING",
    "COMPANY",
    "GROUP",
    "CENTER",
    "SUPPLY",
    "ENTERPRISES",
    "INTERNATIONAL",
    "ONLINE",
    "USA",
];

/// States and provinces, as descriptors end with them.
pub(super) const STATES: [&str; 64] = [
    "AL", "AK", "AZ", "AR", "CA", "CO", "CT", "DE", "DC", "FL", "GA", "HI", "ID", "IL", "IN", "IA",
    "KS", "KY", "LA", "ME", "MD", "MA", "MI", "MN", "MS", "MO", "MT", "NE", "NV", "NH", "NJ", "NM",
    "NY", "NC", "ND", "OH", "OK", "OR", "PA", "PR", "RI", "SC", "SD", "TN", "TX", "UT", "VT", "VA",
    "WA", "WV", "WI", "WY", "AB", "BC", "MB", "NB", "NL", "NS", "ON", "PE", "QC", "SK", "YT", "NT",
];
