use weezl::{BitOrder, LzwStatus, decode::Decoder};

use super::Output;
use crate::pdf::syntax::Dict;

const CHUNK: usize = 1 << 14;

pub(super) fn decode(mut data: &[u8], parameters: Option<&Dict>, limit: usize) -> Output {
    let early = parameters.and_then(|dict| dict.get(b"EarlyChange").integer()) != Some(0);
    let mut decoder = if early {
        Decoder::with_tiff_size_switch(BitOrder::Msb, 8)
    } else {
        Decoder::new(BitOrder::Msb, 8)
    };
    let mut bytes = Vec::new();
    let mut chunk = [0; CHUNK];
    loop {
        let step = decoder.decode_bytes(data, &mut chunk);
        data = data.get(step.consumed_in..).unwrap_or_default();
        bytes.extend_from_slice(chunk.get(..step.consumed_out).unwrap_or_default());
        match step.status {
            Ok(LzwStatus::Ok) if bytes.len() <= limit => {}
            Ok(LzwStatus::Done) => {
                return Output {
                    bytes,
                    complete: true,
                };
            }
            _ => {
                return Output {
                    bytes,
                    complete: false,
                };
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_example_of_the_standard() {
        let packed = [0x80, 0x0B, 0x60, 0x50, 0x22, 0x0C, 0x0C, 0x85, 0x01];
        let output = decode(&packed, None, 100);
        assert!(output.complete);
        assert_eq!(output.bytes, [45, 45, 45, 45, 45, 65, 45, 45, 45, 66]);
    }

    #[test]
    fn truncated_data_gives_what_is_there() {
        let output = decode(&[0x80, 0x0B, 0x60, 0x50, 0x22], None, 100);
        assert!(!output.complete);
        assert_eq!(output.bytes[..3], [45, 45, 45]);
    }

    #[test]
    fn output_is_bounded() {
        let mut encoder = weezl::encode::Encoder::with_tiff_size_switch(BitOrder::Msb, 8);
        let packed = encoder.encode(&vec![7; 1 << 20]).unwrap();
        assert!(decode(&packed, None, 1 << 16).bytes.len() <= (1 << 16) + CHUNK);
    }
}
