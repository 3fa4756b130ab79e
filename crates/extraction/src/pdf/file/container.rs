use crate::pdf::syntax::{Lexer, Token};

/// An unpacked object stream.
#[derive(Debug)]
pub(super) struct Container {
    bytes: Vec<u8>,
    /// Object numbers and where the objects start, by number.
    starts: Vec<(u32, usize)>,
}

impl Container {
    /// `first` is where the first object starts, `count` how many there are; before them stand pairs of number and offset.
    pub(super) fn new(bytes: Vec<u8>, first: usize, count: usize) -> Self {
        let mut lexer = Lexer::new(bytes.get(..first).unwrap_or(&bytes));
        let pair = || match (lexer.next()?, lexer.next()?) {
            (Token::Integer(number), Token::Integer(offset)) => Some((
                u32::try_from(number).ok()?,
                first.checked_add(usize::try_from(offset).ok()?)?,
            )),
            _ => None,
        };
        let mut starts: Vec<_> = std::iter::from_fn(pair).take(count).collect();
        starts.sort_by_key(|&(number, _)| number);
        Self { bytes, starts }
    }

    pub(super) fn numbers(&self) -> impl Iterator<Item = u32> {
        self.starts.iter().map(|&(number, _)| number)
    }

    /// The bytes from the start of the object of a number on.
    pub(super) fn object(&self, number: u32) -> Option<&[u8]> {
        let index = self
            .starts
            .binary_search_by_key(&number, |&(number, _)| number)
            .ok()?;
        self.starts
            .get(index)
            .and_then(|&(_, start)| self.bytes.get(start..))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn objects_by_number() {
        let container = Container::new(b"7 0 3 4 (a) <<>>".to_vec(), 8, 2);
        assert_eq!(container.object(7), Some(&b"(a) <<>>"[..]));
        assert_eq!(container.object(3), Some(&b"<<>>"[..]));
        assert_eq!(container.object(4), None);
        assert_eq!(container.numbers().collect::<Vec<_>>(), [3, 7]);
    }

    #[test]
    fn a_lying_header_does_no_harm() {
        let container = Container::new(b"1 99999999 2 -5 x".to_vec(), 1000, 1_000_000);
        assert_eq!(container.object(1), None);
        assert_eq!(container.object(2), None);
    }
}
