//! The names of months and weekdays.

/// English, German, French and Spanish month names, lower case and without accents. Any beginning of three
/// letters or more that names one month is read too (`Sept`, `déc`).
const MONTHS: [&[&str]; 12] = [
    &["january", "januar", "janner", "janvier", "enero"],
    &["february", "februar", "feber", "fevrier", "febrero", "fev"],
    &["march", "marz", "maerz", "mrz", "mars", "marzo"],
    &["april", "avril", "abril"],
    &["may", "mai", "mayo"],
    &["june", "juni", "juin", "junio"],
    &["july", "juli", "juillet", "julio", "jly"],
    &["august", "aout", "agosto"],
    &["september", "septembre", "septiembre", "setiembre"],
    &["october", "oktober", "octobre", "octubre"],
    &["november", "novembre", "noviembre"],
    &["december", "dezember", "decembre", "diciembre"],
];

/// Weekday names of the same languages, by their first letters: what stands before a date and adds nothing.
const WEEKDAYS: &[&str] = &[
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "montag",
    "dienstag",
    "mittwoch",
    "donnerstag",
    "freitag",
    "samstag",
    "sonnabend",
    "sonntag",
    "lundi",
    "mardi",
    "mercredi",
    "jeudi",
    "vendredi",
    "samedi",
    "dimanche",
    "lunes",
    "martes",
    "miercoles",
    "jueves",
    "viernes",
    "sabado",
    "domingo",
];

/// The shortest beginning of a month's name that is taken for it.
const SHORTEST: usize = 3;

/// The month (1–12) that `word` names; none when it names none, or could name two.
pub(super) fn month(word: &str) -> Option<u32> {
    let word = plain(word);
    if word.len() < SHORTEST {
        return None;
    }
    let is_named = |names: &[&str]| names.iter().any(|name| name.starts_with(word.as_str()));
    let mut named = (1..).zip(MONTHS).filter(|(_, names)| is_named(names));
    match (named.next(), named.next()) {
        (Some((month, _)), None) => Some(month),
        _ => None,
    }
}

/// Is `word` a weekday, spelled out or cut (`Mo`, `Fri`)?
pub(super) fn is_weekday(word: &str) -> bool {
    let word = plain(word);
    word.len() >= 2 && WEEKDAYS.iter().any(|name| name.starts_with(word.as_str()))
}

/// Lower case, without the accents that these languages use.
fn plain(word: &str) -> String {
    word.chars()
        .flat_map(char::to_lowercase)
        .map(|letter| match letter {
            'ä' | 'à' | 'á' | 'â' => 'a',
            'é' | 'è' | 'ê' => 'e',
            'û' | 'ú' | 'ü' => 'u',
            'í' | 'î' => 'i',
            'ó' | 'ô' => 'o',
            other => other,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_are_named_in_four_languages_and_by_their_beginnings() {
        for (word, number) in [
            ("Feb", 2),
            ("SEPT", 9),
            ("Dezember", 12),
            ("März", 3),
            ("août", 8),
            ("déc", 12),
            ("enero", 1),
            ("juil", 7),
            ("mai", 5),
            ("Mar", 3),
            ("fév", 2),
        ] {
            assert_eq!(month(word), Some(number), "{word}");
        }
    }

    #[test]
    fn what_names_no_month_or_two_is_none() {
        for word in ["ju", "jui", "EXXON", "Junker", "", "Mont"] {
            assert_eq!(month(word), None, "{word}");
        }
    }

    #[test]
    fn weekdays_may_be_cut() {
        assert!(is_weekday("Fri") && is_weekday("Mo") && is_weekday("mié"));
        assert!(!is_weekday("Total") && !is_weekday("M"));
    }
}
