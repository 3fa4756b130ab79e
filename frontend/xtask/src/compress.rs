//! The forms in which a file travels.

use std::io::Write as _;

use flate2::Compression;
use flate2::write::GzEncoder;

use crate::Result;

const BUFFER: usize = 4096;
const QUALITY: u32 = 11;
const WINDOW: u32 = 24;

/// By brotli, as small as it goes.
pub fn brotli(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut writer = brotli::CompressorWriter::new(Vec::new(), BUFFER, QUALITY, WINDOW);
    writer.write_all(bytes)?;
    Ok(writer.into_inner())
}

/// By gzip, for what does not know brotli.
pub fn gzip(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut writer = GzEncoder::new(Vec::new(), Compression::best());
    writer.write_all(bytes)?;
    Ok(writer.finish()?)
}

#[cfg(test)]
mod tests {
    use std::io::Read as _;

    use super::*;

    #[test]
    fn what_is_compressed_comes_back() -> Result<()> {
        let text = "ledger ".repeat(100).into_bytes();
        let mut back = Vec::new();
        brotli::Decompressor::new(brotli(&text)?.as_slice(), BUFFER).read_to_end(&mut back)?;
        assert_eq!(back, text);
        back.clear();
        flate2::read::GzDecoder::new(gzip(&text)?.as_slice()).read_to_end(&mut back)?;
        assert_eq!(back, text);
        Ok(())
    }
}
