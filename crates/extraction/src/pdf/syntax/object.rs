use std::ops::Range;
use std::sync::Arc;

/// Object and generation number.
pub(crate) type ObjectId = (u32, u16);

/// An object; cloning is cheap, so that objects can be handed around by value.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Object {
    Null,
    Bool(bool),
    Integer(i64),
    Real(f64),
    String(Arc<[u8]>),
    Name(Arc<[u8]>),
    Array(Arc<[Object]>),
    Dict(Arc<Dict>),
    Stream(Arc<Stream>),
    Reference(ObjectId),
}

/// A stream: its dictionary and where its encoded bytes lie in the file.
#[derive(Debug, PartialEq)]
pub(crate) struct Stream {
    pub(crate) id: ObjectId,
    pub(crate) dict: Dict,
    pub(crate) data: Range<usize>,
}

/// A dictionary. Of entries with the same key the last one counts.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Dict {
    entries: Vec<(Arc<[u8]>, Object)>,
}

impl Dict {
    pub(crate) fn new(mut entries: Vec<(Arc<[u8]>, Object)>) -> Self {
        entries.reverse();
        entries.sort_by(|one, other| one.0.cmp(&other.0));
        entries.dedup_by(|later, first| later.0 == first.0);
        Self { entries }
    }

    /// The entry as written, which may be a reference; null when there is none.
    pub(crate) fn get(&self, key: &[u8]) -> &Object {
        self.entries
            .binary_search_by(|(name, _)| name.as_ref().cmp(key))
            .ok()
            .and_then(|index| self.entries.get(index))
            .map_or(&Object::Null, |(_, value)| value)
    }

    pub(crate) fn is_type(&self, name: &[u8]) -> bool {
        self.get(b"Type").is_name(name)
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (&[u8], &Object)> {
        self.entries
            .iter()
            .map(|(name, value)| (name.as_ref(), value))
    }
}

impl Object {
    pub(crate) fn number(&self) -> Option<f64> {
        match *self {
            Object::Integer(value) => Some(value as f64),
            Object::Real(value) => Some(value),
            _ => None,
        }
    }

    pub(crate) fn integer(&self) -> Option<i64> {
        match *self {
            Object::Integer(value) => Some(value),
            Object::Real(value) if value.fract() == 0.0 && value.abs() < 9e15 => Some(value as i64),
            _ => None,
        }
    }

    pub(crate) fn index(&self) -> Option<usize> {
        self.integer().and_then(|value| usize::try_from(value).ok())
    }

    pub(crate) fn name(&self) -> Option<&[u8]> {
        match self {
            Object::Name(name) => Some(name),
            _ => None,
        }
    }

    pub(crate) fn is_name(&self, name: &[u8]) -> bool {
        self.name() == Some(name)
    }

    pub(crate) fn string(&self) -> Option<&[u8]> {
        match self {
            Object::String(bytes) => Some(bytes),
            _ => None,
        }
    }

    pub(crate) fn array(&self) -> Option<&[Object]> {
        match self {
            Object::Array(items) => Some(items),
            _ => None,
        }
    }

    /// The dictionary; of a stream its dictionary.
    pub(crate) fn dict(&self) -> Option<&Dict> {
        match self {
            Object::Dict(dict) => Some(dict),
            Object::Stream(stream) => Some(&stream.dict),
            _ => None,
        }
    }

    pub(crate) fn stream(&self) -> Option<&Arc<Stream>> {
        match self {
            Object::Stream(stream) => Some(stream),
            _ => None,
        }
    }

    pub(crate) fn reference(&self) -> Option<ObjectId> {
        match self {
            Object::Reference(id) => Some(*id),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_equal_keys_the_last_counts() {
        let entry = |key: &[u8], value| (Arc::from(key), Object::Integer(value));
        let dict = Dict::new(vec![entry(b"B", 1), entry(b"A", 2), entry(b"B", 3)]);
        assert_eq!(dict.get(b"B"), &Object::Integer(3));
        assert_eq!(dict.get(b"A"), &Object::Integer(2));
        assert_eq!(dict.get(b"C"), &Object::Null);
    }
}
