//! Tesseract, the installed program: a picture to its standard input, a table of words from its standard output.

use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use tieout_domain::{Area, Confidence};
use tieout_extraction::image::Picture;
use tieout_extraction::ocr::{OcrEngine, OcrError, OcrWord};

/// What reading one picture may cost.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TesseractLimits {
    /// Time on the clock.
    pub wall: Duration,
    /// Bytes that the program may write.
    pub output: u64,
}

impl Default for TesseractLimits {
    fn default() -> Self {
        Self {
            wall: Duration::from_secs(60),
            output: 16 << 20,
        }
    }
}

/// The installed Tesseract.
#[derive(Debug, Clone)]
pub struct Tesseract {
    program: PathBuf,
    languages: String,
    limits: TesseractLimits,
}

pub(super) const NAME: &str = "Tesseract";

/// The languages of which labels are known, where their data is installed. English comes first: it decides
/// where others are unsure.
const LANGUAGES: [&str; 4] = ["eng", "deu", "fra", "spa"];

/// One uniform block of text: receipts have one column, and tables must not be torn apart (`--psm`).
const ONE_BLOCK: &str = "6";

impl Tesseract {
    /// The program, if it runs and knows a language of ours.
    ///
    /// # Errors
    /// When it is not installed, or has no language data.
    pub fn find(program: &Path, limits: TesseractLimits) -> Result<Self, OcrError> {
        let output = Command::new(program)
            .arg("--list-langs")
            .stdin(Stdio::null())
            .output()
            .map_err(|error| unusable(program, &error))?;
        let listed = String::from_utf8_lossy(&output.stdout).into_owned();
        let installed = |language: &&str| listed.lines().any(|line| line.trim() == *language);
        let languages: Vec<&str> = LANGUAGES.iter().copied().filter(installed).collect();
        if languages.is_empty() {
            let reason = "no language data is installed; install tesseract-ocr-eng".to_owned();
            return Err(OcrError::Unusable {
                engine: NAME,
                reason,
            });
        }
        Ok(Self {
            program: program.to_owned(),
            languages: languages.join("+"),
            limits,
        })
    }

    fn run(&self, picture: &Picture) -> Result<String, OcrError> {
        let mut child = self
            .start()
            .map_err(|error| unusable(&self.program, &error))?;
        let answer = hear(&mut child, self.limits.output);
        tell(&mut child, pgm(picture));
        let ended = self.wait(&mut child)?;
        let answer = answer.recv().unwrap_or_default();
        match String::from_utf8(answer) {
            Ok(table) if ended.success() => Ok(table),
            Ok(_) => Err(failed(format!("it ended with {ended}"))),
            Err(_) => Err(failed("its answer is not text".to_owned())),
        }
    }

    fn start(&self) -> io::Result<Child> {
        Command::new(&self.program)
            .args(["stdin", "stdout", "--psm", ONE_BLOCK, "-l", &self.languages])
            // The wide gaps of receipts are columns: words must not be joined over them.
            .args(["-c", "preserve_interword_spaces=1", "tsv"])
            // Several pictures are read at a time: one thread each.
            .env("OMP_THREAD_LIMIT", "1")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
    }

    /// Waits for the end, and makes one when it takes too long.
    fn wait(&self, child: &mut Child) -> Result<ExitStatus, OcrError> {
        const PAUSE: Duration = Duration::from_millis(5);
        let started = Instant::now();
        loop {
            match child.try_wait() {
                Ok(Some(status)) => return Ok(status),
                Ok(None) if started.elapsed() < self.limits.wall => thread::sleep(PAUSE),
                Ok(None) => {
                    end(child);
                    return Err(OcrError::TooSlow {
                        engine: NAME,
                        seconds: self.limits.wall.as_secs(),
                    });
                }
                Err(error) => {
                    end(child);
                    return Err(failed(error.to_string()));
                }
            }
        }
    }
}

impl OcrEngine for Tesseract {
    fn name(&self) -> &'static str {
        NAME
    }

    fn read(&self, picture: &Picture) -> Result<Vec<OcrWord>, OcrError> {
        Ok(words(&self.run(picture)?))
    }
}

/// Gives the picture on a thread of its own: the program may answer before it has read all.
fn tell(child: &mut Child, picture: Vec<u8>) {
    if let Some(mut stdin) = child.stdin.take() {
        // A program that ends early does not read to the end; how it ended says more than this write.
        thread::spawn(move || stdin.write_all(&picture).ok());
    }
}

/// Takes the answer on a thread of its own, up to `limit` bytes.
fn hear(child: &mut Child, limit: u64) -> mpsc::Receiver<Vec<u8>> {
    let (sender, receiver) = mpsc::channel();
    if let Some(stdout) = child.stdout.take() {
        thread::spawn(move || {
            let mut answer = Vec::new();
            if stdout.take(limit).read_to_end(&mut answer).is_ok() {
                // Nobody listens any more when the program took too long.
                sender.send(answer).ok();
            }
        });
    }
    receiver
}

/// Kills the program and takes note of its end. It may have ended by itself: then there is nothing to do.
fn end(child: &mut Child) {
    child.kill().ok();
    child.wait().ok();
}

/// The picture as PGM, the plainest format that the program reads.
fn pgm(picture: &Picture) -> Vec<u8> {
    let mut bytes = format!("P5\n{} {}\n255\n", picture.width(), picture.height()).into_bytes();
    bytes.extend_from_slice(picture.pixels());
    bytes
}

/// The words of Tesseract's table: level, page, block, paragraph, line, word, left, top, width, height,
/// confidence (0–100), text.
fn words(table: &str) -> Vec<OcrWord> {
    table.lines().filter_map(word).collect()
}

fn word(row: &str) -> Option<OcrWord> {
    let cells: Vec<&str> = row.split('\t').collect();
    let [
        "5",
        _,
        _,
        _,
        _,
        _,
        left,
        top,
        width,
        height,
        confidence,
        text,
    ] = cells.as_slice()
    else {
        return None;
    };
    let (left, top): (f32, f32) = (left.parse().ok()?, top.parse().ok()?);
    let area = Area {
        left,
        top,
        right: left + width.parse::<f32>().ok()?,
        bottom: top + height.parse::<f32>().ok()?,
    };
    let confidence = Confidence::from_ratio(confidence.parse::<f64>().ok()? / 100.0);
    (!text.trim().is_empty()).then(|| OcrWord {
        text: text.trim().to_owned(),
        area,
        confidence,
    })
}

fn unusable(program: &Path, error: &io::Error) -> OcrError {
    let program = program.display();
    let reason = format!(
        "{program} cannot be started ({error}); install tesseract-ocr, or name the program in TIEOUT_TESSERACT"
    );
    OcrError::Unusable {
        engine: NAME,
        reason,
    }
}

const fn failed(reason: String) -> OcrError {
    OcrError::Failed {
        engine: NAME,
        reason,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_of_the_table_become_words() {
        let table = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n\
                     4\t1\t1\t1\t1\t0\t10\t20\t100\t12\t-1\t\n\
                     5\t1\t1\t1\t1\t1\t10\t20\t40\t12\t96.5\tTOTAL\n\
                     5\t1\t1\t1\t1\t2\t80\t20\t30\t12\t41\t 12.50\n\
                     5\t1\t1\t1\t1\t3\t80\t20\t30\t12\t95\t \n";
        let words = words(table);
        let texts: Vec<&str> = words.iter().map(|word| word.text.as_str()).collect();
        assert_eq!(texts, ["TOTAL", "12.50"]);
        assert_eq!(words[0].confidence, Confidence::from_ratio(0.965));
        assert_eq!((words[1].area.left, words[1].area.bottom), (80.0, 32.0));
    }

    #[test]
    fn an_absent_program_says_what_to_install() {
        let error = Tesseract::find(Path::new("/no/such/program"), TesseractLimits::default());
        let message = error.unwrap_err().to_string();
        assert!(
            message.starts_with("Tesseract cannot be used: /no/such/program cannot be started")
        );
        assert!(message.contains("install tesseract-ocr") && message.contains("TIEOUT_TESSERACT"));
    }

    #[test]
    fn a_program_that_takes_too_long_is_ended() {
        let engine = Tesseract {
            program: PathBuf::from("/bin/sh"),
            languages: "eng".to_owned(),
            limits: TesseractLimits {
                wall: Duration::from_millis(50),
                output: 1_000,
            },
        };
        let mut child = Command::new("sleep").arg("60").spawn().unwrap();
        let error = engine.wait(&mut child).unwrap_err();
        assert!(
            error
                .to_string()
                .starts_with("Tesseract took longer than 0 s")
        );
        assert!(child.try_wait().unwrap().is_some());
    }
}
