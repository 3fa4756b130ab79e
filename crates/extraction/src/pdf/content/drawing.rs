use std::sync::Arc;

use super::frame::Frame;
use super::images::image_box;
use super::inline_image;
use super::interpreter::Interpreter;
use super::state::State;
use crate::pdf::geometry::Matrix;
use crate::pdf::limits::Bounded;
use crate::pdf::page::PageNote;
use crate::pdf::syntax::{Lexer, Object, Stream, Token};

/// Unpacked forms kept, as letterheads come on every page.
const KEPT_FORM_BYTES: usize = 16 << 20;

impl Interpreter<'_> {
    /// `Do`: draws an image or a form.
    pub(super) fn draw_object(
        &mut self,
        frame: &mut Frame<'_>,
        operands: &[Token<'_>],
    ) -> Bounded<()> {
        frame.place.positioned = true;
        if self.marked.is_hidden() {
            return Ok(());
        }
        let object = self.resource(frame.resources, b"XObject", operands.last())?;
        let object = self.objects.resolve(&object)?;
        let Some(stream) = object.stream() else {
            return Ok(());
        };
        if self
            .caches
            .layers
            .hides(self.objects, stream.dict.get(b"OC"))?
        {
            return Ok(());
        }
        let subtype = self.objects.entry(&object, b"Subtype")?;
        if subtype.is_name(b"Image") {
            let side = |object: &Object| {
                object
                    .index()
                    .and_then(|side| u32::try_from(side).ok())
                    .unwrap_or(0)
            };
            let width = side(&self.objects.entry(&object, b"Width")?);
            let height = side(&self.objects.entry(&object, b"Height")?);
            self.images
                .extend(image_box(&frame.state.ctm, &self.sheet, (width, height)));
            return Ok(());
        }
        self.draw_form(frame, &object, stream)
    }

    /// Runs the content of a form in the state of `frame`.
    pub(super) fn draw_form(
        &mut self,
        frame: &Frame<'_>,
        object: &Object,
        stream: &Arc<Stream>,
    ) -> Bounded<()> {
        let limit = self.limits.nesting();
        if self.forms.contains(&stream.id.0) || self.forms.len() >= limit as usize {
            self.notes.add(PageNote::NestedTooDeep { limit });
            return Ok(());
        }
        let content = self.form_content(stream)?;
        let matrix = self.matrix(object)?;
        let own = self.objects.entry(object, b"Resources")?;
        let resources = if own == Object::Null {
            frame.resources
        } else {
            &own
        };
        let state = State {
            ctm: matrix.then(&frame.state.ctm),
            ..frame.state
        };
        self.forms.push(stream.id.0);
        let result = self.run(&content, resources, state);
        self.forms.pop();
        result
    }

    /// The form's own map, from its coordinates to those around it.
    pub(super) fn matrix(&mut self, form: &Object) -> Bounded<Matrix> {
        let array = self.objects.entry(form, b"Matrix")?;
        let items = self.objects.items(&array)?;
        let values: Option<Vec<f64>> = items.iter().map(Object::number).collect();
        Ok(values
            .and_then(|values| Matrix::from_slice(&values))
            .unwrap_or(Matrix::IDENTITY))
    }

    fn form_content(&mut self, stream: &Arc<Stream>) -> Bounded<Arc<Vec<u8>>> {
        if let Some(content) = self.caches.forms.get(&stream.id.0) {
            return Ok(Arc::clone(content));
        }
        let content = Arc::new(self.decoded(stream)?);
        if self.caches.form_bytes > KEPT_FORM_BYTES {
            self.caches.forms.clear();
            self.caches.form_bytes = 0;
        }
        self.caches.form_bytes += content.len();
        self.caches.forms.insert(stream.id.0, Arc::clone(&content));
        Ok(content)
    }

    /// Passes over an image that stands in the content itself.
    pub(super) fn inline_image(&mut self, lexer: &mut Lexer<'_>, frame: &Frame<'_>) -> Bounded<()> {
        self.objects.budget.check_time()?;
        let (dict, complete) = inline_image::skip(lexer);
        if !complete {
            self.notes.add(PageNote::ContentDamaged);
        }
        if !self.marked.is_hidden() {
            let pixels = inline_image::pixels(&dict);
            self.images
                .extend(image_box(&frame.state.ctm, &self.sheet, pixels));
        }
        Ok(())
    }
}
