//! How PDF is written: tokens, objects, numbers and strings.

mod lexer;
mod object;
mod parser;
mod string;

pub(crate) use lexer::{Lexer, Token, is_regular, is_space};
pub(crate) use object::{Dict, Object, ObjectId, Stream};
pub(crate) use parser::{Parsed, Parser};
pub(crate) use string::{hex_bytes, literal_bytes, name_bytes, text_string};
