use super::Output;
use crate::pdf::syntax::hex_bytes;

pub(super) fn decode_hex(data: &[u8]) -> Output {
    let end = memchr::memchr(b'>', data);
    let bytes = hex_bytes(data.get(..end.unwrap_or(data.len())).unwrap_or_default());
    Output {
        bytes,
        complete: end.is_some(),
    }
}

/// Groups of five characters give four bytes; `z` is four zeros, `~>` the end. Other characters are skipped.
pub(super) fn decode_85(data: &[u8], limit: usize) -> Output {
    let data = data.trim_ascii_start();
    let data = data.strip_prefix(b"<~").unwrap_or(data);
    let mut bytes = Vec::with_capacity(data.len() / 5 * 4 + 4);
    let mut group = Group::default();
    for &byte in data {
        match byte {
            b'~' => {
                group.flush(&mut bytes);
                return Output {
                    bytes,
                    complete: true,
                };
            }
            b'z' if group.count == 0 => bytes.extend([0; 4]),
            b'!'..=b'u' => group.push(byte - b'!', &mut bytes),
            _ => {}
        }
        if bytes.len() > limit {
            break;
        }
    }
    group.flush(&mut bytes);
    Output {
        bytes,
        complete: false,
    }
}

#[derive(Default)]
struct Group {
    value: u32,
    count: usize,
}

impl Group {
    fn push(&mut self, digit: u8, bytes: &mut Vec<u8>) {
        self.value = self.value.wrapping_mul(85).wrapping_add(u32::from(digit));
        self.count += 1;
        if self.count == 5 {
            bytes.extend(self.value.to_be_bytes());
            *self = Self::default();
        }
    }

    /// A group of n characters at the end stands for n - 1 bytes.
    fn flush(&mut self, bytes: &mut Vec<u8>) {
        let missing = 5 - self.count;
        if missing < 4 {
            let value = (0..missing).fold(self.value, |value, _| {
                value.wrapping_mul(85).wrapping_add(84)
            });
            bytes.extend(value.to_be_bytes().iter().take(self.count - 1));
        }
        *self = Self::default();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base_85() {
        let output = decode_85(b"87cURD_*#4DfTZ)+T~>", 100);
        assert_eq!(output.bytes, b"Hello, World!");
        assert!(output.complete);
        assert_eq!(decode_85(b"z!~>", 100).bytes, [0, 0, 0, 0]);
        assert_eq!(decode_85(b"<~88/~>", 100).bytes, b"Hi");
    }

    #[test]
    fn base_85_without_an_end_or_with_impossible_groups() {
        let output = decode_85(b"87cUR", 100);
        assert_eq!(output.bytes, b"Hell");
        assert!(!output.complete);
        assert_eq!(decode_85(b"uuuuu~>", 100).bytes.len(), 4);
        assert!(decode_85(&b"z".repeat(1000), 100).bytes.len() <= 104);
    }

    #[test]
    fn hexadecimal() {
        assert_eq!(decode_hex(b"48 65 6C>garbage").bytes, b"Hel");
        assert!(!decode_hex(b"48").complete);
    }
}
