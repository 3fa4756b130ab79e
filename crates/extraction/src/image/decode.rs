use std::io::Cursor;

use ::image::{DynamicImage, ImageDecoder, ImageReader, error};
use tieout_domain::ProblemKind;

use super::jpeg;
use super::picture::Picture;

/// What an image may cost.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ImageLimits {
    /// Pixels, across times down.
    pub max_pixels: u64,
    /// Pixels across, or down.
    pub max_side: u32,
    /// Bytes of memory while decoding.
    pub max_memory: u64,
}

impl Default for ImageLimits {
    fn default() -> Self {
        Self {
            max_pixels: 60_000_000,
            max_side: 20_000,
            max_memory: 400 << 20,
        }
    }
}

/// Why an image cannot be read. The words are meant for users; the caller puts the document's name in front.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ImageError {
    /// No image of a known format.
    #[error(
        "is not a JPEG, PNG, TIFF or WebP image that can be read: export it again as one of these"
    )]
    Unknown,
    /// The format is known, the content is broken.
    #[error("is damaged ({reason}): take or scan the picture again")]
    Damaged {
        /// What is wrong, in the decoder's words.
        reason: String,
    },
    /// A variety of the format that is not supported.
    #[error("is packed in a way that is not supported ({reason}): export it as JPEG or PNG")]
    Unsupported {
        /// What is not supported, in the decoder's words.
        reason: String,
    },
    /// More pixels than allowed.
    #[error("is {width} × {height} pixels; the limit is {} million: scale it down", limit / 1_000_000)]
    TooLarge {
        /// Pixels across.
        width: u32,
        /// Pixels down.
        height: u32,
        /// The limit on their product.
        limit: u64,
    },
    /// More memory than allowed.
    #[error("needs more than {} MB to be decoded: scale it down", limit >> 20)]
    TooMuchMemory {
        /// The limit in bytes.
        limit: u64,
    },
}

impl ImageError {
    /// What sort of problem it is.
    pub const fn kind(&self) -> ProblemKind {
        match self {
            Self::TooLarge { .. } | Self::TooMuchMemory { .. } => ProblemKind::LimitReached,
            Self::Unknown | Self::Damaged { .. } | Self::Unsupported { .. } => {
                ProblemKind::Unreadable
            }
        }
    }
}

/// Decodes an image to grey, upright as its camera says. The first picture of a file that holds several.
///
/// # Errors
/// When it is no image, damaged, or exceeds `limits`.
pub fn decode(bytes: &[u8], limits: ImageLimits) -> Result<Picture, ImageError> {
    let mut reader = ImageReader::new(Cursor::new(bytes))
        .with_guessed_format()
        .map_err(|_| ImageError::Unknown)?;
    reader.limits(decoder_limits(limits));
    let mut decoder = reader
        .into_decoder()
        .map_err(|error| explain(&error, limits))?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > limits.max_pixels
        || width.max(height) > limits.max_side
    {
        return Err(ImageError::TooLarge {
            width,
            height,
            limit: limits.max_pixels,
        });
    }
    if jpeg::breaks_off(bytes) {
        let reason = "it breaks off".to_owned();
        return Err(ImageError::Damaged { reason });
    }
    // A picture with a broken note about its orientation is still a picture.
    let orientation = decoder.orientation().ok();
    let mut image = DynamicImage::from_decoder(decoder).map_err(|error| explain(&error, limits))?;
    if let Some(orientation) = orientation {
        image.apply_orientation(orientation);
    }
    grey(&image).ok_or(ImageError::Unknown)
}

fn decoder_limits(limits: ImageLimits) -> ::image::Limits {
    let mut decoder = ::image::Limits::default();
    decoder.max_alloc = Some(limits.max_memory);
    decoder
}

/// Transparent pixels count as paper.
fn grey(image: &DynamicImage) -> Option<Picture> {
    let (width, height) = (image.width() as usize, image.height() as usize);
    if !image.color().has_alpha() {
        return Picture::new(width, height, image.to_luma8().into_raw());
    }
    let pixels = image.to_luma_alpha8();
    let over_white = pixels.pixels().map(|pixel| {
        let [grey, alpha] = pixel.0.map(u32::from);
        u8::try_from((grey * alpha + 255 * (255 - alpha)) / 255).unwrap_or(255)
    });
    Picture::new(width, height, over_white.collect())
}

fn explain(error: &error::ImageError, limits: ImageLimits) -> ImageError {
    match error {
        error::ImageError::Unsupported(reason)
            if matches!(reason.kind(), error::UnsupportedErrorKind::Format(_)) =>
        {
            ImageError::Unknown
        }
        error::ImageError::Unsupported(reason) => ImageError::Unsupported {
            reason: reason.to_string(),
        },
        error::ImageError::Limits(_) => ImageError::TooMuchMemory {
            limit: limits.max_memory,
        },
        other => ImageError::Damaged {
            reason: other.to_string(),
        },
    }
}
