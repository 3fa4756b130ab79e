//! The model files of PP-OCRv6.

use std::fs::File;
use std::io::{self, Read as _, Seek as _, SeekFrom};
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use sha2::{Digest, Sha256};
use tieout_extraction::image::Picture;
use tieout_extraction::ocr::neural::NeuralOcr;
use tieout_extraction::ocr::{OcrEngine, OcrError, OcrWord};

/// A model file that was tried and measured, and no other: a changed file would be a changed engine.
#[derive(Debug)]
struct Pinned {
    name: &'static str,
    size: u64,
    sha256: &'static str,
}

/// Finds lines of text.
const DETECTOR: Pinned = Pinned {
    name: "PP-OCRv6_det_small.onnx",
    size: 9_929_594,
    sha256: "090f04abcd9d9a7498bc4ebf677e4cb9bdce1fe4197ddb7e529f1ef44e1ff94f",
};

/// Reads lines of text.
const READER: Pinned = Pinned {
    name: "PP-OCRv6_rec_small.onnx",
    size: 21_234_383,
    sha256: "6f327246b50388f3c176ae304bd95767ea6dc0c9ae92153ef8cbe210b3c14884",
};

/// Where the models are looked for when no folder is named: where `just ocr-models` puts them, and where a
/// package or an image would.
const USUAL_FOLDERS: [&str; 3] = [
    ".tools/ocr",
    "/usr/local/share/tieout/ocr",
    "/usr/share/tieout/ocr",
];

/// The first usual folder that has the models, or else the first.
pub(super) fn usual_folder() -> PathBuf {
    let has_models = |folder: &&str| Path::new(folder).join(DETECTOR.name).is_file();
    let found = USUAL_FOLDERS.iter().copied().find(has_models);
    PathBuf::from(found.unwrap_or(".tools/ocr"))
}

/// The engine with the models in `folder`.
pub(super) fn open(folder: &Path) -> Result<Arc<dyn OcrEngine>, OcrError> {
    Ok(Arc::new(Waiting {
        detector: Model::open(folder, &DETECTOR)?,
        reader: Model::open(folder, &READER)?,
        engine: OnceLock::new(),
    }))
}

/// The engine, which is made when the first picture comes: most documents are text, and cost less than it does.
/// Its files are open from the beginning, because a sandbox may be closed by then.
#[derive(Debug)]
struct Waiting {
    detector: Model,
    reader: Model,
    engine: OnceLock<Result<NeuralOcr, OcrError>>,
}

impl Waiting {
    fn engine(&self) -> Result<&NeuralOcr, OcrError> {
        let load = || NeuralOcr::load(self.detector.read()?, self.reader.read()?);
        self.engine
            .get_or_init(load)
            .as_ref()
            .map_err(OcrError::clone)
    }
}

impl OcrEngine for Waiting {
    fn name(&self) -> &'static str {
        NeuralOcr::NAME
    }

    fn read(&self, picture: &Picture) -> Result<Vec<OcrWord>, OcrError> {
        self.engine()?.read(picture)
    }
}

/// An open model file, not yet read.
#[derive(Debug)]
struct Model {
    pinned: &'static Pinned,
    path: PathBuf,
    file: File,
}

impl Model {
    fn open(folder: &Path, pinned: &'static Pinned) -> Result<Self, OcrError> {
        let path = folder.join(pinned.name);
        let opened = File::open(&path).and_then(|file| Ok((file.metadata()?.len(), file)));
        match opened {
            Ok((size, file)) if size == pinned.size => Ok(Self { pinned, path, file }),
            Ok(_) => Err(is_another(&path)),
            Err(error) => Err(unavailable(&path, &error)),
        }
    }

    fn read(&self) -> Result<Vec<u8>, OcrError> {
        let size = self.pinned.size;
        let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or_default());
        let mut file = &self.file;
        file.seek(SeekFrom::Start(0))
            .and_then(|_| file.take(size).read_to_end(&mut bytes))
            .map_err(|error| unavailable(&self.path, &error))?;
        if hex(&Sha256::digest(&bytes)) == self.pinned.sha256 {
            Ok(bytes)
        } else {
            Err(is_another(&self.path))
        }
    }
}

fn unavailable(path: &Path, error: &io::Error) -> OcrError {
    let path = path.display();
    unusable(format!(
        "its model {path} cannot be read ({error}); fetch the models with `just ocr-models`, or name \
         their folder in TIEOUT_OCR_MODELS"
    ))
}

fn is_another(path: &Path) -> OcrError {
    let path = path.display();
    unusable(format!(
        "its model {path} is not the file that was tested; delete it and fetch it again with \
         `just ocr-models`"
    ))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

const fn unusable(reason: String) -> OcrError {
    OcrError::Unusable {
        engine: NeuralOcr::NAME,
        reason,
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn an_absent_model_says_how_to_get_it() {
        let error = open(Path::new("no/such/folder")).unwrap_err().to_string();
        assert!(error.starts_with(
            "PP-OCRv6 cannot be used: its model no/such/folder/PP-OCRv6_det_small.onnx"
        ));
        assert!(
            error.contains("just ocr-models") && error.contains("TIEOUT_OCR_MODELS"),
            "{error}"
        );
    }

    #[test]
    fn another_file_under_the_name_is_not_taken() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join(DETECTOR.name), b"not a network").unwrap();
        let error = open(folder.path()).unwrap_err().to_string();
        assert!(error.contains("is not the file that was tested"), "{error}");
    }

    #[test]
    fn another_file_of_the_same_size_is_not_read() {
        let folder = tempfile::tempdir().unwrap();
        for model in [DETECTOR, READER] {
            let file = File::create(folder.path().join(model.name)).unwrap();
            file.set_len(model.size).unwrap();
        }
        let engine = open(folder.path()).unwrap();
        let error = engine.read(&Picture::from_fn(8, 8, |_, _| 255));
        let message = error.unwrap_err().to_string();
        assert!(message.contains("is not the file that was tested"));
    }
}
