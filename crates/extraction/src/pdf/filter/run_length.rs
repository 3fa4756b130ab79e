use super::Output;

pub(super) fn decode(data: &[u8], limit: usize) -> Output {
    let mut bytes = Vec::new();
    let mut rest = data;
    while let Some((&length, tail)) = rest.split_first() {
        rest = match length {
            128 => {
                return Output {
                    bytes,
                    complete: true,
                };
            }
            0..=127 => {
                let (run, after) = tail.split_at(tail.len().min(usize::from(length) + 1));
                bytes.extend_from_slice(run);
                after
            }
            _ => {
                let Some((&byte, after)) = tail.split_first() else {
                    break;
                };
                bytes.resize(bytes.len() + 257 - usize::from(length), byte);
                after
            }
        };
        if bytes.len() > limit {
            break;
        }
    }
    Output {
        bytes,
        complete: false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_and_copies() {
        let output = decode(&[2, b'a', b'b', b'c', 254, b'x', 128, 9], 100);
        assert!(output.complete);
        assert_eq!(output.bytes, b"abcxxx");
    }

    #[test]
    fn broken_or_oversized() {
        assert_eq!(decode(&[5, b'a'], 100).bytes, b"a");
        assert!(decode(&[129, 0].repeat(100), 200).bytes.len() <= 328);
    }
}
