use tieout_domain::Look;

use super::picture::Picture;
use super::prepare::Prepared;

/// A fingerprint of how a paper looks: whether each field of an 8 × 8 grid is darker than its neighbour to the
/// right. Photo and scan of one paper have almost the same, because both were cropped, lit and levelled alike.
pub fn look(prepared: &Prepared) -> Look {
    const SIDE: usize = 8;
    let small = Picture::resized(&prepared.picture, SIDE + 1, SIDE);
    let bits = (0..SIDE).flat_map(|y| (0..SIDE).map(move |x| (x, y)));
    Look(bits.fold(0, |bits, (x, y)| {
        bits << 1 | u64::from(small.at(x, y) < small.at(x + 1, y))
    }))
}
