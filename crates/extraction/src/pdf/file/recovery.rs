use super::Trailer;
use super::objects::{Objects, Place, header};
use super::pages::PageEntry;
use crate::pdf::limits::{Bounded, Exceeded};
use crate::pdf::syntax::{Lexer, Object, Parser, is_regular, is_space};

/// How far from its start an object is searched for its type.
const TYPE_WITHIN: usize = 1024;

impl Objects {
    /// Makes the table of objects by searching the file for `12 0 obj`; of equal numbers the last one counts.
    pub(super) fn scan(&mut self) -> Bounded<()> {
        self.rebuilt = true;
        self.forget();
        self.places.clear();
        for (count, end) in memchr::memmem::find_iter(&self.bytes, b"obj").enumerate() {
            if let Some(start) = header_start(&self.bytes, end)
                && let Some((number, _)) = header(&mut Lexer::at(&self.bytes, start))
            {
                self.places.insert(number, Place::At(start));
            }
            if self.places.len() > self.max_objects {
                return Err(Exceeded::Objects);
            }
            if count % 4096 == 0 {
                self.budget.check_time()?;
            }
        }
        Ok(())
    }

    /// Adds the objects that lie in object streams, where the search did not find newer ones.
    pub(super) fn index_containers(&mut self) -> Bounded<()> {
        let mut containers = self.of_kind(b"ObjStm");
        containers.sort_unstable_by_key(|&(_, offset)| offset);
        for (number, offset) in containers {
            let Some(container) = self.container(number)? else {
                continue;
            };
            for inner in container.numbers() {
                let newer =
                    matches!(self.places.get(&inner), Some(&Place::At(place)) if place > offset);
                if !newer && inner != number {
                    self.places.insert(inner, Place::In(number));
                }
            }
            self.check_count()?;
        }
        Ok(())
    }

    /// The trailer pieced together from all that is found: trailers, cross-reference streams, catalogs; last ones first.
    pub(super) fn found_trailer(&mut self) -> Bounded<Trailer> {
        let mut trailer = Trailer::empty();
        for start in memchr::memmem::rfind_iter(&self.bytes, b"trailer").take(64) {
            let object = Parser::small(Lexer::at(&self.bytes, start + b"trailer".len())).object();
            if let Some(dict) = object.dict() {
                trailer.fill(dict);
            }
        }
        let mut streams = self.of_kind(b"XRef");
        streams.sort_unstable_by_key(|&(_, offset)| std::cmp::Reverse(offset));
        for (number, offset) in streams {
            if let Some(object) = self.read_at(offset, Some(number))?
                && let Some(dict) = object.dict()
            {
                trailer.fill(dict);
            }
        }
        if self.entry_of(&trailer.root, b"Pages")? == Object::Null {
            trailer.root = self.last_catalog()?;
        }
        Ok(trailer)
    }

    fn entry_of(&mut self, object: &Object, key: &[u8]) -> Bounded<Object> {
        let object = self.resolve(object)?;
        self.entry(&object, key)
    }

    fn last_catalog(&mut self) -> Bounded<Object> {
        let mut catalogs = self.of_kind(b"Catalog");
        catalogs.sort_unstable_by_key(|&(_, offset)| offset);
        if let Some(&(number, _)) = catalogs.last() {
            return Ok(Object::Reference((number, 0)));
        }
        Ok(self
            .contained_of_type(b"Catalog", 1)?
            .pop()
            .unwrap_or(Object::Null))
    }

    /// Every page object in the file, in the order in which they lie in it.
    pub(super) fn all_pages(&mut self, limit: u32) -> Bounded<Vec<PageEntry>> {
        let mut places = self.of_kind(b"Page");
        places.sort_unstable_by_key(|&(_, offset)| offset);
        let mut pages = Vec::new();
        let limit = limit as usize;
        for (number, _) in places {
            let object = self.resolve(&Object::Reference((number, 0)))?;
            if object.dict().is_some_and(|dict| dict.is_type(b"Page")) && pages.len() < limit {
                pages.push(PageEntry::alone(self, object)?);
            }
        }
        for object in self.contained_of_type(b"Page", limit.saturating_sub(pages.len()))? {
            pages.push(PageEntry::alone(self, object)?);
        }
        Ok(pages)
    }

    /// Objects of a type within object streams, by number.
    fn contained_of_type(&mut self, kind: &[u8], limit: usize) -> Bounded<Vec<Object>> {
        let contained =
            |(&number, place): (&u32, &Place)| matches!(place, Place::In(_)).then_some(number);
        let mut numbers: Vec<u32> = self.places.iter().filter_map(contained).collect();
        numbers.sort_unstable();
        let mut found = Vec::new();
        for number in numbers {
            let object = self.resolve(&Object::Reference((number, 0)))?;
            if object.dict().is_some_and(|dict| dict.is_type(kind)) && found.len() < limit {
                found.push(object);
            }
        }
        Ok(found)
    }

    /// Numbers and offsets of objects near whose start the name `kind` stands.
    fn of_kind(&self, kind: &[u8]) -> Vec<(u32, usize)> {
        let name = [b"/", kind].concat();
        let finder = memchr::memmem::Finder::new(&name);
        let is_kind = |offset: usize| {
            let tail = self.bytes.get(offset..).unwrap_or_default();
            let tail = tail.get(..TYPE_WITHIN).unwrap_or(tail);
            let head = memchr::memmem::find(tail, b"endobj")
                .and_then(|end| tail.get(..end))
                .unwrap_or(tail);
            finder.find_iter(head).any(|at| {
                head.get(at + name.len())
                    .is_none_or(|&byte| !is_regular(byte))
            })
        };
        let at = |(&number, place): (&u32, &Place)| match *place {
            Place::At(offset) if is_kind(offset) => Some((number, offset)),
            _ => None,
        };
        self.places.iter().filter_map(at).collect()
    }
}

/// Where `12 0 ` starts before the `obj` at `end`; `None` when it is part of another word.
fn header_start(bytes: &[u8], end: usize) -> Option<usize> {
    let before = bytes.get(..end)?;
    let generation = before_digits(before_space(before)?)?;
    let number = before_digits(before_space(generation)?)?;
    Some(number.len())
}

/// What stands before the white space at the end; there must be some.
fn before_space(bytes: &[u8]) -> Option<&[u8]> {
    let length = bytes
        .iter()
        .rposition(|&byte| !is_space(byte))
        .map_or(0, |last| last + 1);
    bytes
        .get(..length)
        .filter(|rest| rest.len() < bytes.len() && bytes.len() - rest.len() < 16)
}

/// What stands before the digits at the end; there must be one at least.
fn before_digits(bytes: &[u8]) -> Option<&[u8]> {
    let length = bytes
        .iter()
        .rposition(|byte| !byte.is_ascii_digit())
        .map_or(0, |last| last + 1);
    bytes
        .get(..length)
        .filter(|rest| rest.len() < bytes.len() && bytes.len() - rest.len() <= 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_are_found_backwards() {
        let find = |text: &str| header_start(text.as_bytes(), text.rfind("obj").unwrap());
        assert_eq!(find("xx\n12 0 obj"), Some(3));
        assert_eq!(find("12 0 obj"), Some(0));
        assert_eq!(find("1 0 R 12 0\r\nobj"), Some(6));
        assert_eq!(find("endobj"), None);
        assert_eq!(find("0 obj"), None);
        assert_eq!(find("a 0 obj"), None);
    }
}
