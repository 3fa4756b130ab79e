//! Prints the words of a PDF with their boxes: `cargo run --example words -- FILE [PAGE]`.

use std::error::Error;
use std::io::{BufWriter, Write};

use tieout_extraction::pdf::{Document, Limits};

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let path = arguments.next().ok_or("usage: words FILE [PAGE]")?;
    let only: Option<u32> = arguments.next().map(|page| page.parse()).transpose()?;
    let mut document = Document::open(&std::fs::read(&path)?, &Limits::default())?;
    let mut out = BufWriter::new(std::io::stdout().lock());
    for number in 1..=document.page_count() {
        if only.is_some_and(|only| only != number) {
            continue;
        }
        let page = document.page(number)?;
        writeln!(out, "page {number} {:.1} x {:.1}", page.width, page.height)?;
        for word in &page.words {
            writeln!(
                out,
                "{:8.2} {:8.2} {:8.2} {:8.2} {:6.2} {}{}{} {:?} #{} {}",
                word.left,
                word.right,
                word.top,
                word.bottom,
                word.size,
                if word.bold { 'B' } else { '-' },
                if word.invisible { 'I' } else { '-' },
                if word.abuts { 'A' } else { '-' },
                word.direction,
                word.order,
                word.text
            )?;
        }
        for image in &page.images {
            writeln!(out, "image {image:?}")?;
        }
        for note in &page.notes {
            writeln!(out, "note {note}")?;
        }
    }
    for repair in document.repairs() {
        writeln!(out, "repair {repair}")?;
    }
    Ok(())
}
