use super::affine::Affine;
use super::picture::Picture;
use super::{level, light, paper};

/// A picture made ready for reading.
#[derive(Debug, Clone, PartialEq)]
pub struct Prepared {
    /// The picture.
    pub picture: Picture,
    /// Takes a place on it to the place on the original.
    pub to_original: Affine,
}

/// Slopes below this (radians) are left alone: turning blurs.
const LEVEL_ENOUGH: f32 = 0.006;

/// Sides of a picture within which engines read best: letters are neither lost nor a waste of time.
const SHORTEST: f32 = 700.0;
const LONGEST: f32 = 2_400.0;

/// Crops to the paper, evens the light, levels the lines, crops to what is written and scales to a readable size.
pub fn prepare(original: &Picture) -> Prepared {
    let on_paper = paper::paper(original);
    let mut to_original = Affine::shift(on_paper.columns.start as f32, on_paper.rows.start as f32);
    let mut picture = light::even(&on_paper.of(original));
    let slope = level::slope(&picture);
    if slope.abs() > LEVEL_ENOUGH {
        let turn = Affine::turn(
            slope,
            (picture.width() as f32 / 2.0, picture.height() as f32 / 2.0),
        );
        picture = picture.warped(picture.width(), picture.height(), &turn);
        to_original = turn.then(to_original);
    }
    let written = paper::written(&picture);
    picture = written.of(&picture);
    to_original =
        Affine::shift(written.columns.start as f32, written.rows.start as f32).then(to_original);
    scaled(Prepared {
        picture,
        to_original,
    })
}

fn scaled(prepared: Prepared) -> Prepared {
    let (width, height) = (
        prepared.picture.width() as f32,
        prepared.picture.height() as f32,
    );
    let grow = (SHORTEST / width.min(height)).clamp(1.0, 2.0);
    let scale = grow.min(LONGEST / width.max(height));
    if (scale - 1.0).abs() < 0.05 {
        return prepared;
    }
    let picture = prepared
        .picture
        .resized((width * scale) as usize, (height * scale) as usize);
    let back = Affine::scale(
        width / picture.width() as f32,
        height / picture.height() as f32,
    );
    Prepared {
        picture,
        to_original: back.then(prepared.to_original),
    }
}
