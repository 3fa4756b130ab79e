use std::sync::Arc;

use super::frame::Frame;
use super::interpreter::Interpreter;
use crate::pdf::limits::Bounded;
use crate::pdf::page::PageNote;
use crate::pdf::syntax::{Dict, Object, Token, hex_bytes, literal_bytes, name_bytes, text_string};

impl Interpreter<'_> {
    /// The entry that `resources` have in a category under the name in `operand`, as written.
    pub(super) fn resource(
        &mut self,
        resources: &Object,
        category: &[u8],
        operand: Option<&Token<'_>>,
    ) -> Bounded<Object> {
        let Some(Token::Name(raw)) = operand else {
            return Ok(Object::Null);
        };
        let entries = self.objects.entry(resources, category)?;
        Ok(entries
            .dict()
            .map_or(Object::Null, |dict| dict.get(&name_bytes(raw)).clone()))
    }

    /// `Tf`
    pub(super) fn set_font(
        &mut self,
        frame: &mut Frame<'_>,
        operands: &[Token<'_>],
    ) -> Bounded<()> {
        let [.., Token::Name(raw), size] = operands else {
            return Ok(());
        };
        frame.state.size = size.number().filter(|size| size.is_finite()).unwrap_or(0.0);
        if let Some((_, place)) = frame.fonts.iter().find(|(name, _)| name == raw) {
            frame.state.font = Some(*place);
            return Ok(());
        }
        let place = self
            .caches
            .fonts
            .find(self.objects, frame.resources, &name_bytes(raw))?;
        if let Some(font) = self.caches.fonts.get(place).filter(|font| font.damaged) {
            self.notes.add(PageNote::FontUnusable {
                font: font.name.clone(),
            });
        }
        frame.fonts.push((raw.to_vec(), place));
        frame.state.font = Some(place);
        Ok(())
    }

    /// `gs` may set a font, too.
    pub(super) fn set_parameters(
        &mut self,
        frame: &mut Frame<'_>,
        operands: &[Token<'_>],
    ) -> Bounded<()> {
        let parameters = self.resource(frame.resources, b"ExtGState", operands.last())?;
        let parameters = self.objects.resolve(&parameters)?;
        let font = self.objects.entry(&parameters, b"Font")?;
        let Some([font, size]) = font.array() else {
            return Ok(());
        };
        let entries = vec![(
            Arc::from(&b"Font"[..]),
            Object::Dict(Arc::new(Dict::new(vec![(
                Arc::from(&b"F"[..]),
                font.clone(),
            )]))),
        )];
        let resources = Object::Dict(Arc::new(Dict::new(entries)));
        frame.state.font = Some(self.caches.fonts.find(self.objects, &resources, b"F")?);
        frame.state.size = size.number().unwrap_or(0.0);
        Ok(())
    }

    /// `/OC /Name BDC` belongs to a layer; `/Span << /ActualText (..) >> BDC` has another text.
    pub(super) fn begin_marked(
        &mut self,
        frame: &Frame<'_>,
        operands: &[Token<'_>],
    ) -> Bounded<()> {
        let is_layer = matches!(operands.first(), Some(Token::Name(b"OC")));
        let properties = self.resource(frame.resources, b"Properties", operands.get(1))?;
        if is_layer {
            let hidden = self.caches.layers.hides(self.objects, &properties)?;
            self.marked.begin(hidden, None);
            return Ok(());
        }
        let properties = self.objects.resolve(&properties)?;
        let text = match self.objects.entry(&properties, b"ActualText")?.string() {
            Some(bytes) => Some(text_string(bytes)),
            None => inline_actual_text(operands),
        };
        self.marked.begin(false, text);
        Ok(())
    }
}

fn inline_actual_text(operands: &[Token<'_>]) -> Option<String> {
    let key = operands
        .iter()
        .position(|token| *token == Token::Name(b"ActualText"))?;
    match operands.get(key + 1)? {
        Token::Literal(raw) => Some(text_string(&literal_bytes(raw))),
        Token::Hex(raw) => Some(text_string(&hex_bytes(raw))),
        _ => None,
    }
}
