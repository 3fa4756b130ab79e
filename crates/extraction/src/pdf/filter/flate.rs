use flate2::{Decompress, FlushDecompress, Status};

use super::Output;

/// Inflates as far as the data goes. A damaged zlib header is skipped, a wrong checksum ignored.
pub(super) fn decode(data: &[u8], limit: usize) -> Output {
    let output = inflate(data, Decompress::new(true), limit);
    if !output.bytes.is_empty() || output.complete {
        return output;
    }
    inflate(
        data.get(2..).unwrap_or_default(),
        Decompress::new(false),
        limit,
    )
}

/// Stops one chunk above `limit`, so that the caller sees that it was exceeded.
fn inflate(mut data: &[u8], mut state: Decompress, limit: usize) -> Output {
    let mut bytes = Vec::with_capacity(
        data.len()
            .saturating_mul(4)
            .clamp(512, limit.clamp(512, 1 << 20)),
    );
    loop {
        let (read, written) = (state.total_in(), state.total_out());
        let status = state.decompress_vec(data, &mut bytes, FlushDecompress::None);
        let consumed = usize::try_from(state.total_in() - read).unwrap_or(usize::MAX);
        data = data.get(consumed..).unwrap_or_default();
        match status {
            Ok(Status::StreamEnd) => {
                return Output {
                    bytes,
                    complete: true,
                };
            }
            Err(_) => {
                return Output {
                    bytes,
                    complete: false,
                };
            }
            Ok(_) if bytes.len() > limit => {
                return Output {
                    bytes,
                    complete: false,
                };
            }
            Ok(_) if bytes.len() == bytes.capacity() => bytes.reserve(bytes.len().max(512)),
            Ok(_) if consumed == 0 && state.total_out() == written => {
                return Output {
                    bytes,
                    complete: false,
                };
            }
            Ok(_) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    fn deflate(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    #[test]
    fn whole_streams() {
        let text = b"BT (hello) Tj ET ".repeat(1000);
        let output = decode(&deflate(&text), 1 << 20);
        assert!(output.complete);
        assert_eq!(output.bytes, text);
    }

    #[test]
    fn a_truncated_stream_gives_what_is_there() {
        let text: Vec<u8> = (0..20_000u32)
            .flat_map(|n| n.wrapping_mul(2_654_435_761).to_le_bytes())
            .collect();
        let packed = deflate(&text);
        let output = decode(&packed[..packed.len() / 2], 1 << 20);
        assert!(!output.complete);
        assert!(output.bytes.len() > text.len() / 4);
        assert!(text.starts_with(&output.bytes));
    }

    #[test]
    fn a_broken_header_is_skipped() {
        let mut packed = deflate(b"hello hello hello");
        packed[0] = 0;
        assert_eq!(decode(&packed, 1 << 20).bytes, b"hello hello hello");
    }

    #[test]
    fn a_bomb_stops_soon_after_the_limit() {
        let output = decode(&deflate(&vec![0; 10 << 20]), 1 << 16);
        assert!(output.bytes.len() > 1 << 16);
        assert!(output.bytes.len() <= 1 << 18);
    }

    #[test]
    fn garbage_and_nothing() {
        assert!(decode(b"", 100).bytes.is_empty());
        assert!(!decode(b"\xFF\xFF\xFF\xFF\xFF", 100).complete);
    }
}
