use std::collections::HashMap;
use std::sync::Arc;

use super::frame::{Frame, numbers};
use super::marked::Marked;
use super::notes::Notes;
use super::state::{State, TextPlace};
use super::{Fonts, Layers};
use crate::pdf::file::Objects;
use crate::pdf::filter::Damage;
use crate::pdf::geometry::Sheet;
use crate::pdf::limits::{Bounded, Limits};
use crate::pdf::page::{ImageBox, PageNote};
use crate::pdf::syntax::{Dict, Lexer, Object, Stream, Token};
use crate::pdf::text::Builder;

/// What is kept from page to page.
#[derive(Debug, Default)]
pub(crate) struct Caches {
    pub(crate) fonts: Fonts,
    pub(super) layers: Layers,
    pub(super) forms: HashMap<u32, Arc<Vec<u8>>>,
    pub(super) form_bytes: usize,
}

impl Caches {
    pub(crate) fn new(layers: Layers) -> Self {
        Self {
            layers,
            ..Self::default()
        }
    }
}

/// Operands of one operator; strings and numbers of a TJ array count one by one.
const MAX_OPERANDS: usize = 65_536;

/// Tokens between looks at the clock.
const CLOCK_INTERVAL: u32 = 4096;

/// Draws one page.
pub(crate) struct Interpreter<'a> {
    pub(super) objects: &'a mut Objects,
    pub(super) caches: &'a mut Caches,
    pub(super) limits: &'a Limits,
    pub(super) sheet: Sheet,
    pub(super) builder: Builder,
    pub(super) marked: Marked,
    pub(super) notes: Notes,
    pub(super) operations: u32,
    pub(super) glyphs: u32,
    pub(super) stopped: bool,
    pub(super) images: Vec<ImageBox>,
    tokens: u32,
    operators: u32,
    /// Forms being drawn, the innermost last.
    pub(super) forms: Vec<u32>,
}

/// What was found on a page.
pub(crate) struct Drawn {
    pub(crate) builder: Builder,
    pub(crate) images: Vec<ImageBox>,
    pub(crate) notes: Vec<PageNote>,
}

impl<'a> Interpreter<'a> {
    pub(crate) fn new(
        objects: &'a mut Objects,
        caches: &'a mut Caches,
        limits: &'a Limits,
        sheet: Sheet,
    ) -> Self {
        Self {
            objects,
            caches,
            limits,
            sheet,
            builder: Builder::default(),
            marked: Marked::default(),
            notes: Notes::default(),
            operations: 0,
            glyphs: 0,
            stopped: false,
            images: Vec::new(),
            tokens: 0,
            operators: 0,
            forms: Vec::new(),
        }
    }

    /// Draws the page's content (one stream, or several that count as one) and what lies on top of it.
    pub(crate) fn draw(mut self, page: &Dict, resources: &Object) -> Bounded<Drawn> {
        let bytes = self.joined(page.get(b"Contents"))?;
        let state = State::new(self.sheet.base);
        self.run(&bytes, resources, state)?;
        self.marked.release(&mut self.builder);
        self.marked = Marked::default();
        self.draw_annotations(page.get(b"Annots"))?;
        self.marked.release(&mut self.builder);
        let fonts = &self.caches.fonts;
        let name = |font| {
            fonts
                .get(font)
                .map(|font| font.name.clone())
                .unwrap_or_default()
        };
        Ok(Drawn {
            builder: self.builder,
            images: self.images,
            notes: self.notes.into_list(name),
        })
    }

    /// Streams joined by a line end, as a token never goes on in the next one.
    fn joined(&mut self, contents: &Object) -> Bounded<Vec<u8>> {
        let contents = self.objects.resolve(contents)?;
        let parts = match &contents {
            Object::Stream(_) => vec![contents],
            Object::Null => Vec::new(),
            other => self.objects.items(other)?,
        };
        let mut joined = Vec::new();
        for part in parts {
            match part.stream() {
                Some(stream) => joined.extend(self.decoded(stream)?),
                None => self.notes.add(PageNote::ContentDamaged),
            }
            joined.push(b'\n');
        }
        Ok(joined)
    }

    pub(super) fn decoded(&mut self, stream: &Stream) -> Bounded<Vec<u8>> {
        let decoded = self.objects.decode(stream)?;
        match decoded.damage {
            None => {}
            Some(Damage::Broken) => self.notes.add(PageNote::ContentDamaged),
            Some(Damage::Unsupported(filter)) => {
                self.notes.add(PageNote::UnsupportedFilter { filter });
            }
        }
        Ok(decoded.bytes)
    }

    pub(super) fn run(&mut self, content: &[u8], resources: &Object, state: State) -> Bounded<()> {
        let mut frame = Frame::new(state, resources);
        let mut lexer = Lexer::new(content);
        let mut operands: Vec<Token<'_>> = Vec::with_capacity(16);
        while let Some(token) = lexer.next() {
            self.tick()?;
            let Token::Keyword(operator) = token else {
                if operands.len() < MAX_OPERANDS {
                    operands.push(token);
                }
                continue;
            };
            self.count_operator();
            if self.stopped {
                break;
            }
            match operator {
                b"BI" => self.inline_image(&mut lexer, &frame)?,
                b"true" | b"false" | b"null" => continue,
                _ => self.operator(&mut frame, operator, &operands)?,
            }
            operands.clear();
        }
        Ok(())
    }

    /// Looks at the clock now and then.
    fn tick(&mut self) -> Bounded<()> {
        self.tokens = self.tokens.wrapping_add(1);
        if self.tokens.is_multiple_of(CLOCK_INTERVAL) {
            self.objects.budget.check_time()
        } else {
            Ok(())
        }
    }

    fn count_operator(&mut self) {
        let limit = self.limits.max_operators_per_page;
        if self.operators >= limit {
            self.notes.add(PageNote::TooManyOperators { limit });
            self.stopped = true;
        }
        self.operators += 1;
    }

    fn operator(
        &mut self,
        frame: &mut Frame<'_>,
        operator: &[u8],
        operands: &[Token<'_>],
    ) -> Bounded<()> {
        match operator {
            b"Tj" => self.show(frame, last(operands)),
            b"TJ" => self.show(frame, operands),
            b"Tm" => frame.set_text_matrix(operands),
            b"Td" => frame.next_line(operands, false),
            b"TD" => frame.next_line(operands, true),
            b"T*" => frame.place.next_line(0.0, -frame.state.leading),
            b"'" | b"\"" => self.show_on_next_line(frame, operator, operands),
            b"BT" => frame.place = TextPlace::start(),
            b"Tf" => self.set_font(frame, operands)?,
            b"q" => frame.save(),
            b"Q" => frame.restore(),
            b"cm" => frame.transform(operands),
            b"Do" => self.draw_object(frame, operands)?,
            b"BMC" => self.marked.begin(false, None),
            b"BDC" => self.begin_marked(frame, operands)?,
            b"EMC" => self.marked.end(&mut self.builder),
            b"gs" => self.set_parameters(frame, operands)?,
            _ => frame.set_text_state(operator, operands),
        }
        Ok(())
    }

    /// `'`, and `"` which sets the spacing first.
    fn show_on_next_line(
        &mut self,
        frame: &mut Frame<'_>,
        operator: &[u8],
        operands: &[Token<'_>],
    ) {
        let (before, string) = operands.split_at(operands.len().saturating_sub(1));
        if operator == b"\""
            && let Some([word_space, char_space]) = numbers(before)
        {
            frame.state.word_space = word_space;
            frame.state.char_space = char_space;
        }
        frame.place.next_line(0.0, -frame.state.leading);
        self.show(frame, string);
    }
}

/// The last operand, as a list.
fn last<'t, 'c>(operands: &'t [Token<'c>]) -> &'t [Token<'c>] {
    operands
        .get(operands.len().saturating_sub(1)..)
        .unwrap_or_default()
}
