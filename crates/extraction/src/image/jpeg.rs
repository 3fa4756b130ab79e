//! Does a JPEG break off? Decoders fill up with grey what is missing, and the total may have stood there.

/// Is it a JPEG whose picture has a beginning and no end?
pub(super) fn breaks_off(bytes: &[u8]) -> bool {
    picture(bytes).is_some_and(|picture| !picture.windows(2).any(|pair| pair == END))
}

const START: &[u8] = b"\xff\xd8";
const END: &[u8] = b"\xff\xd9";
const PICTURE: u8 = 0xda;

/// What follows the segments in front of the picture. Those are skipped: the thumbnail in one of them has an end of
/// its own.
fn picture(bytes: &[u8]) -> Option<&[u8]> {
    let mut rest = bytes.strip_prefix(START)?;
    loop {
        let [0xff, marker, high, low, ..] = *rest else {
            return None;
        };
        let length = usize::from(u16::from_be_bytes([high, low]));
        rest = rest.get(2 + length..)?;
        if marker == PICTURE {
            return Some(rest);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A segment with a whole thumbnail in it, then the picture.
    const WHOLE: &[u8] = b"\xff\xd8\xff\xe1\x00\x06\xff\xd8\xff\xd9\xff\xda\x00\x02picture\xff\xd9";

    #[test]
    fn the_end_of_a_thumbnail_is_not_that_of_the_picture() {
        assert!(!breaks_off(WHOLE));
        assert!(!breaks_off(&[WHOLE, b"what a telephone adds"].concat()));
        assert!(breaks_off(&WHOLE[..WHOLE.len() - 2]));
    }

    #[test]
    fn what_is_no_jpeg_is_left_to_the_decoders() {
        assert!(!breaks_off(b"\x89PNG") && !breaks_off(b"\xff\xd8\xff") && !breaks_off(b""));
    }
}
