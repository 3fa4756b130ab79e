//! Currencies by their ISO 4217 code.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A currency, named by its three-letter ISO 4217 code.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(value_type = String, pattern = "^[A-Z]{3}$", example = "USD"))]
#[serde(try_from = "String", into = "String")]
pub struct Currency([u8; 3]);

/// The text is not a currency code.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not a three-letter ISO 4217 currency code")]
pub struct NotACurrency(pub String);

impl Currency {
    /// United States dollar.
    pub const USD: Self = Self(*b"USD");
    /// Euro.
    pub const EUR: Self = Self(*b"EUR");

    /// How many decimals an amount in this currency has (ISO 4217, "minor unit").
    pub fn minor_digits(self) -> u32 {
        match &self.0 {
            b"BIF" | b"CLP" | b"DJF" | b"GNF" | b"ISK" | b"JPY" | b"KMF" | b"KRW" | b"PYG"
            | b"RWF" | b"UGX" | b"VND" | b"VUV" | b"XAF" | b"XOF" | b"XPF" => 0,
            b"BHD" | b"IQD" | b"JOD" | b"KWD" | b"LYD" | b"OMR" | b"TND" => 3,
            _ => 2,
        }
    }

    /// The code: three upper-case letters.
    pub fn code(&self) -> &str {
        // The letters were checked when the value was made, so this never falls back.
        std::str::from_utf8(&self.0).unwrap_or("XXX")
    }
}

impl FromStr for Currency {
    type Err = NotACurrency;

    fn from_str(text: &str) -> Result<Self, NotACurrency> {
        match <[u8; 3]>::try_from(text.trim().as_bytes()) {
            Ok(code) if code.iter().all(u8::is_ascii_alphabetic) => {
                Ok(Self(code.map(|letter| letter.to_ascii_uppercase())))
            }
            _ => Err(NotACurrency(text.to_owned())),
        }
    }
}

impl TryFrom<String> for Currency {
    type Error = NotACurrency;

    fn try_from(text: String) -> Result<Self, NotACurrency> {
        text.parse()
    }
}

impl From<Currency> for String {
    fn from(currency: Currency) -> Self {
        currency.code().to_owned()
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl fmt::Debug for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_three_letters_in_any_case() {
        assert_eq!("usd".parse(), Ok(Currency::USD));
        assert!("US".parse::<Currency>().is_err());
        assert!("U$D".parse::<Currency>().is_err());
        assert!("dollar".parse::<Currency>().is_err());
    }

    #[test]
    fn yen_have_no_decimals_and_dinars_three() -> Result<(), NotACurrency> {
        assert_eq!("JPY".parse::<Currency>()?.minor_digits(), 0);
        assert_eq!("KWD".parse::<Currency>()?.minor_digits(), 3);
        assert_eq!(Currency::EUR.minor_digits(), 2);
        Ok(())
    }

    #[test]
    fn json_cannot_go_round_the_check() {
        assert!(serde_json::from_str::<Currency>("\"dollars\"").is_err());
        assert_eq!(
            serde_json::from_str::<Currency>("\"EUR\"").ok(),
            Some(Currency::EUR)
        );
    }
}
