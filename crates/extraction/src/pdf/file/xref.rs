use std::collections::HashSet;

use super::Trailer;
use super::objects::{Objects, Place};
use crate::pdf::limits::{Bounded, Exceeded};
use crate::pdf::syntax::{Dict, Lexer, Object, Parser, Token};

/// Sections of the table, one per saved change of the document.
const MAX_SECTIONS: usize = 4096;

impl Trailer {
    pub(super) fn empty() -> Self {
        Self {
            root: Object::Null,
            encrypt: Object::Null,
            id: Object::Null,
        }
    }

    /// Takes what is not known yet from a dictionary.
    pub(super) fn fill(&mut self, dict: &Dict) {
        for (entry, key) in [
            (&mut self.root, &b"Root"[..]),
            (&mut self.encrypt, b"Encrypt"),
            (&mut self.id, b"ID"),
        ] {
            if *entry == Object::Null {
                *entry = dict.get(key).clone();
            }
        }
    }
}

impl Objects {
    /// Reads the cross-reference table as written, newest section first. `None` when it is unusable.
    pub(super) fn read_xref(&mut self) -> Bounded<Option<Trailer>> {
        let mut trailer = Trailer::empty();
        let mut seen = HashSet::new();
        let mut next = start_of_xref(&self.bytes);
        while let Some(offset) = next.take() {
            if seen.len() >= MAX_SECTIONS || !seen.insert(offset) {
                break;
            }
            self.budget.check_time()?;
            let Some(section) = self.read_section(offset)? else {
                return Ok(None);
            };
            trailer.fill(&section);
            if let Some(hybrid) = section.get(b"XRefStm").index()
                && seen.insert(hybrid)
                && self.read_section(hybrid)?.is_none()
            {
                return Ok(None);
            }
            next = section.get(b"Prev").index();
        }
        Ok((trailer.root != Object::Null).then_some(trailer))
    }

    /// One section, table or stream; gives its trailer dictionary.
    fn read_section(&mut self, offset: usize) -> Bounded<Option<Dict>> {
        let mut lexer = Lexer::at(&self.bytes, offset);
        if lexer.next() == Some(Token::Keyword(b"xref")) {
            let start = lexer.position();
            return self.read_table(start);
        }
        let object = self.read_at(offset, None)?;
        match object.as_ref().and_then(Object::stream) {
            Some(stream) if stream.dict.is_type(b"XRef") => {
                let decoded = self.decode(stream)?;
                self.read_stream_entries(&stream.dict, &decoded.bytes)?;
                Ok(Some(stream.dict.clone()))
            }
            _ => Ok(None),
        }
    }

    fn read_table(&mut self, start: usize) -> Bounded<Option<Dict>> {
        let mut found = Vec::new();
        let mut lexer = Lexer::at(&self.bytes, start);
        let dict = loop {
            match (lexer.next(), lexer.next()) {
                (Some(Token::Integer(first)), Some(Token::Integer(count))) => {
                    if !read_subsection(&mut lexer, first, count, self.max_objects, &mut found)? {
                        break None;
                    }
                }
                (Some(Token::Keyword(b"trailer")), Some(Token::DictOpen)) => {
                    lexer.seek(lexer.position().saturating_sub(2));
                    break Parser::small(lexer).object().dict().cloned();
                }
                _ => break None,
            }
        };
        for (number, place) in found {
            self.places.entry(number).or_insert(place);
        }
        self.check_count()?;
        Ok(dict)
    }

    fn read_stream_entries(&mut self, dict: &Dict, bytes: &[u8]) -> Bounded<()> {
        let widths: Vec<usize> = integers(dict.get(b"W"))
            .map(|width| usize::try_from(width.clamp(0, 8)).unwrap_or(0))
            .collect();
        let [kind_width, first_width, second_width] = widths[..] else {
            return Ok(());
        };
        let size = kind_width + first_width + second_width;
        if size == 0 {
            return Ok(());
        }
        let mut rows = bytes.chunks_exact(size);
        let index: Vec<i64> = match dict.get(b"Index") {
            Object::Null => vec![0, dict.get(b"Size").integer().unwrap_or(0)],
            index => integers(index).collect(),
        };
        for &[first, count] in index.as_chunks::<2>().0 {
            for (number, row) in
                (first..).zip(rows.by_ref().take(usize::try_from(count).unwrap_or(0)))
            {
                let (kind, fields) = row.split_at(kind_width);
                let (field, _) = fields.split_at(first_width);
                let kind = if kind_width == 0 { 1 } else { big_endian(kind) };
                if let Ok(number) = u32::try_from(number) {
                    self.places
                        .entry(number)
                        .or_insert(place(kind, big_endian(field)));
                }
            }
            self.check_count()?;
        }
        Ok(())
    }

    pub(super) fn check_count(&self) -> Bounded<()> {
        if self.places.len() > self.max_objects {
            Err(Exceeded::Objects)
        } else {
            Ok(())
        }
    }
}

fn place(kind: u64, field: u64) -> Place {
    match kind {
        1 => Place::At(usize::try_from(field).unwrap_or(usize::MAX)),
        2 => u32::try_from(field).map_or(Place::Free, Place::In),
        _ => Place::Free,
    }
}

/// Reads `count` entries of a table; `false` when they make no sense.
fn read_subsection(
    lexer: &mut Lexer<'_>,
    first: i64,
    count: i64,
    limit: usize,
    found: &mut Vec<(u32, Place)>,
) -> Bounded<bool> {
    let mut number = first;
    for index in 0..count {
        let before = lexer.position();
        let (
            Some(Token::Integer(offset)),
            Some(Token::Integer(generation)),
            Some(Token::Keyword(kind)),
        ) = (lexer.next(), lexer.next(), lexer.next())
        else {
            // Fewer entries than promised: the trailer is next.
            lexer.seek(before);
            return Ok(true);
        };
        // Some producers count the head of the free list as number 1.
        if index == 0 && first == 1 && kind == b"f" && generation == 65535 && offset == 0 {
            number = 0;
        }
        let place = match (kind, usize::try_from(offset)) {
            (b"n", Ok(offset)) if offset > 0 => Place::At(offset),
            (b"n" | b"f", _) => Place::Free,
            _ => return Ok(false),
        };
        if let Ok(number) = u32::try_from(number) {
            found.push((number, place));
        }
        if found.len() > limit {
            return Err(Exceeded::Objects);
        }
        number = number.saturating_add(1);
    }
    Ok(true)
}

/// Where the newest section starts, as the end of the file says.
fn start_of_xref(bytes: &[u8]) -> Option<usize> {
    let keyword = memchr::memmem::rfind(bytes, b"startxref")?;
    match Lexer::at(bytes, keyword + b"startxref".len()).next()? {
        Token::Integer(offset) => usize::try_from(offset).ok(),
        _ => None,
    }
}

fn integers(array: &Object) -> impl Iterator<Item = i64> {
    array
        .array()
        .unwrap_or_default()
        .iter()
        .map(|item| item.integer().unwrap_or(0))
}

fn big_endian(bytes: &[u8]) -> u64 {
    bytes
        .iter()
        .fold(0, |value, &byte| value << 8 | u64::from(byte))
}
