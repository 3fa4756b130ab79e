use super::Output;
use crate::pdf::syntax::Dict;

/// Undoes the prediction named in the filter's parameters, if any.
pub(super) fn undo(output: Output, parameters: Option<&Dict>) -> Output {
    let Some(dict) = parameters else {
        return output;
    };
    let number = |key: &[u8], default: usize| {
        dict.get(key)
            .index()
            .filter(|&value| value > 0)
            .unwrap_or(default)
    };
    let bits_per_pixel = number(b"Colors", 1).saturating_mul(number(b"BitsPerComponent", 8));
    let row = bits_per_pixel
        .saturating_mul(number(b"Columns", 1))
        .div_ceil(8);
    let pixel = bits_per_pixel.div_ceil(8);
    match number(b"Predictor", 1) {
        1 => output,
        2 if number(b"BitsPerComponent", 8) == 8 => tiff(output, row, pixel),
        10.. => png(&output, row, pixel),
        _ => Output {
            complete: false,
            ..output
        },
    }
}

fn tiff(mut output: Output, row: usize, pixel: usize) -> Output {
    for line in output.bytes.chunks_mut(row) {
        for index in pixel..line.len() {
            let left = line.get(index - pixel).copied().unwrap_or_default();
            if let Some(byte) = line.get_mut(index) {
                *byte = byte.wrapping_add(left);
            }
        }
    }
    output
}

/// Each row starts with a byte that names its prediction; a last row may be short.
fn png(output: &Output, row: usize, pixel: usize) -> Output {
    let mut bytes = Vec::with_capacity(output.bytes.len());
    let mut above: Vec<u8> = Vec::new();
    for line in output.bytes.chunks(row.saturating_add(1)) {
        let Some((&kind, data)) = line.split_first() else {
            break;
        };
        let mut current = Vec::with_capacity(data.len());
        for (index, &byte) in data.iter().enumerate() {
            let left = index.checked_sub(pixel);
            let at = |row: &[u8], place: Option<usize>| {
                place
                    .and_then(|place| row.get(place))
                    .copied()
                    .unwrap_or_default()
            };
            let (a, b, c) = (
                at(&current, left),
                at(&above, Some(index)),
                at(&above, left),
            );
            current.push(byte.wrapping_add(predicted(kind, a, b, c)));
        }
        bytes.extend_from_slice(&current);
        above = current;
    }
    Output {
        bytes,
        complete: output.complete,
    }
}

/// The byte foretold by its left (`a`), upper (`b`) and upper left (`c`) neighbours.
fn predicted(kind: u8, a: u8, b: u8, c: u8) -> u8 {
    match kind {
        1 => a,
        2 => b,
        3 => a.midpoint(b),
        4 => {
            let estimate = i16::from(a) + i16::from(b) - i16::from(c);
            let distance = |value: u8| (estimate - i16::from(value)).abs();
            if distance(a) <= distance(b) && distance(a) <= distance(c) {
                a
            } else if distance(b) <= distance(c) {
                b
            } else {
                c
            }
        }
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::pdf::syntax::Object;

    fn undone(bytes: &[u8], entries: &[(&str, i64)]) -> Vec<u8> {
        let entries = entries
            .iter()
            .map(|(key, value)| (Arc::from(key.as_bytes()), Object::Integer(*value)))
            .collect();
        undo(
            Output {
                bytes: bytes.to_vec(),
                complete: true,
            },
            Some(&Dict::new(entries)),
        )
        .bytes
    }

    #[test]
    fn png_rows() {
        let up = [2, 1, 2, 3, 2, 1, 1, 1];
        assert_eq!(
            undone(&up, &[("Predictor", 12), ("Columns", 3)]),
            [1, 2, 3, 2, 3, 4]
        );
        let sub_average_paeth = [1, 1, 1, 3, 1, 1, 4, 1, 1];
        assert_eq!(
            undone(&sub_average_paeth, &[("Predictor", 15), ("Columns", 2)]),
            [1, 2, 1, 2, 2, 3]
        );
    }

    #[test]
    fn tiff_rows() {
        assert_eq!(
            undone(&[10, 5, 250, 1], &[("Predictor", 2), ("Columns", 4)]),
            [10, 15, 9, 10]
        );
    }

    #[test]
    fn impossible_sizes_do_no_harm() {
        assert_eq!(
            undone(
                &[2, 1],
                &[
                    ("Predictor", 12),
                    ("Columns", i64::MAX),
                    ("Colors", i64::MAX)
                ]
            ),
            [1]
        );
        assert_eq!(undone(&[7], &[("Predictor", 2), ("Columns", -4)]), [7]);
    }
}
