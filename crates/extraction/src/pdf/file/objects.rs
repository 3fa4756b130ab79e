use std::collections::HashMap;
use std::sync::Arc;

use super::Trailer;
use super::container::Container;
use super::decryption::{Decryption, Locked};
use crate::pdf::filter::{self, Damage, Decoded, Step};
use crate::pdf::limits::{Bounded, Budget, Exceeded, Limits};
use crate::pdf::syntax::{Dict, Lexer, Object, ObjectId, Parsed, Parser, Stream, Token};

/// Where an object lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// At an offset of the file.
    At(usize),
    /// In an object stream of this number.
    In(u32),
    /// Deleted.
    Free,
}

/// The objects of a file, read when they are asked for.
#[derive(Debug)]
pub(crate) struct Objects {
    pub(super) bytes: Vec<u8>,
    pub(super) places: HashMap<u32, Place>,
    pub(super) max_objects: usize,
    pub(super) rebuilt: bool,
    pub(crate) budget: Budget,
    max_nesting: u32,
    cache: HashMap<u32, Object>,
    containers: HashMap<u32, Arc<Container>>,
    contained_bytes: usize,
    decryption: Option<Decryption>,
    /// Objects being read: an object may need another one (its length), but not itself.
    reading: Vec<u32>,
    too_deep: bool,
}

/// Lengths of lengths of lengths: nobody needs more.
const MAX_CHAIN: usize = 16;

/// Unpacked object streams kept for the next object in them.
const KEPT_CONTAINER_BYTES: usize = 64 << 20;

impl Objects {
    pub(super) fn new(bytes: Vec<u8>, limits: &Limits) -> Self {
        Self {
            bytes,
            places: HashMap::new(),
            max_objects: limits.max_objects as usize,
            rebuilt: false,
            budget: Budget::new(limits),
            max_nesting: limits.nesting(),
            cache: HashMap::new(),
            containers: HashMap::new(),
            contained_bytes: 0,
            decryption: None,
            reading: Vec::new(),
            too_deep: false,
        }
    }

    /// The object itself when `object` is a reference to it; null when there is none.
    pub(crate) fn resolve(&mut self, object: &Object) -> Bounded<Object> {
        let Object::Reference(id) = object else {
            return Ok(object.clone());
        };
        let mut current = self.get(*id)?;
        for _ in 0..MAX_CHAIN {
            let Object::Reference(next) = current else {
                return Ok(current);
            };
            current = self.get(next)?;
        }
        Ok(Object::Null)
    }

    /// The resolved entry of a dictionary (or of a stream's dictionary).
    pub(crate) fn entry(&mut self, object: &Object, key: &[u8]) -> Bounded<Object> {
        match object.dict() {
            Some(dict) => self.resolve(dict.get(key)),
            None => Ok(Object::Null),
        }
    }

    /// The items of an array, resolved one by one; empty when it is none.
    pub(crate) fn items(&mut self, array: &Object) -> Bounded<Vec<Object>> {
        array
            .array()
            .unwrap_or_default()
            .iter()
            .map(|item| self.resolve(item))
            .collect()
    }

    /// The bytes of a stream, decrypted and unpacked as far as possible.
    pub(crate) fn decode(&mut self, stream: &Stream) -> Bounded<Decoded> {
        self.budget.check_time()?;
        let steps = self.filter_steps(&stream.dict)?;
        let raw = self.bytes.get(stream.data.clone()).unwrap_or_default();
        let unlocked = match &self.decryption {
            Some(decryption) if !is_exempt(&stream.dict, &steps) => {
                decryption.stream(stream.id, raw).map(Some)
            }
            _ => Some(None),
        };
        let Some(unlocked) = unlocked else {
            return Ok(Decoded {
                bytes: Vec::new(),
                damage: Some(Damage::Broken),
            });
        };
        let decoded = filter::decode(
            unlocked.as_deref().unwrap_or(raw),
            &steps,
            self.budget.decompressed_left(),
        )?;
        self.budget.spend_decompressed(decoded.bytes.len())?;
        Ok(decoded)
    }

    /// Whether something was nested too deep to be read.
    pub(crate) fn too_deep(&self) -> bool {
        self.too_deep
    }

    /// Whether the places come from a search because the table of the file was unusable.
    pub(crate) fn is_rebuilt(&self) -> bool {
        self.rebuilt
    }

    /// Forgets what was read, as it may have come from the wrong places.
    pub(super) fn forget(&mut self) {
        self.cache.clear();
        self.containers.clear();
        self.contained_bytes = 0;
    }

    pub(super) fn unlock(&mut self, trailer: &Trailer) -> Bounded<Result<(), Locked>> {
        if self.decryption.is_some() || trailer.encrypt == Object::Null {
            return Ok(Ok(()));
        }
        match Decryption::unlock(self, trailer)? {
            Ok(decryption) => {
                self.decryption = Some(decryption);
                self.forget();
                Ok(Ok(()))
            }
            Err(locked) => Ok(Err(locked)),
        }
    }

    fn get(&mut self, id: ObjectId) -> Bounded<Object> {
        if let Some(object) = self.cache.get(&id.0) {
            return Ok(object.clone());
        }
        if self.reading.len() >= MAX_CHAIN || self.reading.contains(&id.0) {
            return Ok(Object::Null);
        }
        self.budget.check_time()?;
        self.reading.push(id.0);
        let object = self.read(id.0);
        self.reading.pop();
        let object = object?;
        self.cache.insert(id.0, object.clone());
        Ok(object)
    }

    /// An object that is not where the table says makes the whole table suspect: it is then made anew.
    fn read(&mut self, number: u32) -> Bounded<Object> {
        match self.places.get(&number).copied() {
            Some(Place::At(offset)) => {
                if let Some(object) = self.read_at(offset, Some(number))? {
                    return Ok(object);
                }
                if self.rebuilt {
                    return Ok(Object::Null);
                }
                self.scan()?;
                self.index_containers()?;
                self.read(number)
            }
            Some(Place::In(container)) => self.read_contained(container, number),
            Some(Place::Free) | None => Ok(Object::Null),
        }
    }

    /// The object at an offset; `None` when there is none, or one of another number than `expected`.
    pub(super) fn read_at(
        &mut self,
        offset: usize,
        expected: Option<u32>,
    ) -> Bounded<Option<Object>> {
        let mut parser = Parser::new(
            Lexer::at(&self.bytes, offset),
            self.max_nesting,
            self.budget.nodes_left(),
        );
        let Some(id) = header(&mut parser.lexer) else {
            return Ok(None);
        };
        if expected.is_some_and(|number| number != id.0) {
            return Ok(None);
        }
        let object = parsed(&mut parser, &mut self.budget, &mut self.too_deep)?;
        let mut lexer = parser.lexer.clone();
        let is_stream =
            matches!(object, Object::Dict(_)) && lexer.next() == Some(Token::Keyword(b"stream"));
        let start = lexer.position();
        let object = self.decrypted(object, id);
        match object {
            Object::Dict(dict) if is_stream => self.stream_at(id, &dict, start).map(Some),
            object => Ok(Some(object)),
        }
    }

    /// A stream whose data starts after the line end that follows position `keyword_end`.
    fn stream_at(&mut self, id: ObjectId, dict: &Dict, keyword_end: usize) -> Bounded<Object> {
        let length = self.resolve(dict.get(b"Length"))?.index();
        let tail = self.bytes.get(keyword_end..).unwrap_or_default();
        let line_end = match tail {
            [b'\r', b'\n', ..] => 2,
            [b'\r' | b'\n', ..] => 1,
            _ => 0,
        };
        let start = keyword_end + line_end;
        let end = match length.and_then(|length| start.checked_add(length)) {
            Some(end) if ends_stream(&self.bytes, end) => end,
            _ => self.search_end(start),
        };
        Ok(Object::Stream(Arc::new(Stream {
            id,
            dict: dict.clone(),
            data: start..end,
        })))
    }

    /// The end of stream data whose length is missing or wrong.
    fn search_end(&self, start: usize) -> usize {
        let tail = self.bytes.get(start..).unwrap_or_default();
        let Some(length) = memchr::memmem::find(tail, b"endstream")
            .or_else(|| memchr::memmem::find(tail, b"endobj"))
        else {
            return self.bytes.len();
        };
        let data = tail.get(..length).unwrap_or_default();
        let data = data.strip_suffix(b"\n").unwrap_or(data);
        start + data.strip_suffix(b"\r").unwrap_or(data).len()
    }

    fn read_contained(&mut self, container: u32, number: u32) -> Bounded<Object> {
        let Some(container) = self.container(container)? else {
            return Ok(Object::Null);
        };
        let Some(bytes) = container.object(number) else {
            return Ok(Object::Null);
        };
        let mut parser = Parser::new(
            Lexer::new(bytes),
            self.max_nesting,
            self.budget.nodes_left(),
        );
        parsed(&mut parser, &mut self.budget, &mut self.too_deep)
    }

    /// The unpacked object stream of a number.
    pub(super) fn container(&mut self, number: u32) -> Bounded<Option<Arc<Container>>> {
        if let Some(container) = self.containers.get(&number) {
            return Ok(Some(Arc::clone(container)));
        }
        // An object stream cannot lie within another one.
        if !matches!(self.places.get(&number), Some(Place::At(_))) {
            return Ok(None);
        }
        let object = self.get((number, 0))?;
        let Some(stream) = object.stream() else {
            return Ok(None);
        };
        let first = self
            .resolve(stream.dict.get(b"First"))?
            .index()
            .unwrap_or(0);
        let count = self.resolve(stream.dict.get(b"N"))?.index().unwrap_or(0);
        if count > self.max_objects {
            return Err(Exceeded::Objects);
        }
        let decoded = self.decode(stream)?;
        if self.contained_bytes > KEPT_CONTAINER_BYTES {
            self.containers.clear();
            self.contained_bytes = 0;
        }
        self.contained_bytes += decoded.bytes.len();
        let container = Arc::new(Container::new(decoded.bytes, first, count));
        self.containers.insert(number, Arc::clone(&container));
        Ok(Some(container))
    }

    fn filter_steps(&mut self, dict: &Dict) -> Bounded<Vec<Step>> {
        let filters = self.resolve(either(dict, b"Filter", b"F"))?;
        let parameters = self.resolve(either(dict, b"DecodeParms", b"DP"))?;
        let names = match filters {
            Object::Name(_) => vec![filters],
            _ => self.items(&filters)?,
        };
        let mut steps = Vec::with_capacity(names.len());
        for (index, name) in names.into_iter().enumerate() {
            let parameters = match parameters.array() {
                Some(items) => self.resolve(items.get(index).unwrap_or(&Object::Null))?,
                None => parameters.clone(),
            };
            steps.push(Step { name, parameters });
        }
        Ok(steps)
    }

    /// The object with its strings in clear.
    fn decrypted(&self, object: Object, id: ObjectId) -> Object {
        match &self.decryption {
            Some(decryption) if !decryption.is_own_dictionary(id) => decryption.object(id, object),
            _ => object,
        }
    }
}

/// The parser's next object, counted; null when there is none.
fn parsed(parser: &mut Parser<'_>, budget: &mut Budget, too_deep: &mut bool) -> Bounded<Object> {
    let parsed = parser.next();
    budget.spend_nodes(parser.nodes())?;
    match parsed {
        Parsed::Object(object) => Ok(object),
        Parsed::TooLarge => Err(Exceeded::Objects),
        Parsed::TooDeep => {
            *too_deep = true;
            Ok(Object::Null)
        }
        Parsed::Keyword(_) | Parsed::Closer | Parsed::End => Ok(Object::Null),
    }
}

/// `12 0 obj`
pub(super) fn header(lexer: &mut Lexer<'_>) -> Option<ObjectId> {
    let Token::Integer(number) = lexer.next()? else {
        return None;
    };
    let Token::Integer(generation) = lexer.next()? else {
        return None;
    };
    (lexer.next()? == Token::Keyword(b"obj")).then_some(())?;
    Some((
        u32::try_from(number).ok()?,
        u16::try_from(generation).unwrap_or(0),
    ))
}

fn either<'a>(dict: &'a Dict, long: &[u8], short: &[u8]) -> &'a Object {
    match dict.get(long) {
        Object::Null => dict.get(short),
        found => found,
    }
}

fn ends_stream(bytes: &[u8], end: usize) -> bool {
    bytes
        .get(end..)
        .is_some_and(|tail| tail.trim_ascii_start().starts_with(b"endstream"))
}

/// Cross-reference streams are never encrypted; a stream may say that it is not.
fn is_exempt(dict: &Dict, steps: &[Step]) -> bool {
    let is_identity = |step: &Step| {
        let name = step
            .parameters
            .dict()
            .map_or(&Object::Null, |parameters| parameters.get(b"Name"));
        step.name.is_name(b"Crypt") && (name == &Object::Null || name.is_name(b"Identity"))
    };
    dict.is_type(b"XRef") || steps.iter().any(is_identity)
}
