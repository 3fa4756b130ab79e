use super::frame::Frame;
use super::interpreter::Interpreter;
use super::state::State;
use crate::pdf::geometry::{Matrix, Rect};
use crate::pdf::limits::Bounded;
use crate::pdf::syntax::Object;

/// Flags of annotations that are not displayed.
const HIDDEN: i64 = 1 << 1;
const NO_VIEW: i64 = 1 << 5;

impl Interpreter<'_> {
    /// Draws what lies on top of the page: filled-in form fields, stamps, notes.
    pub(super) fn draw_annotations(&mut self, annotations: &Object) -> Bounded<()> {
        let annotations = self.objects.resolve(annotations)?;
        for annotation in annotations.array().unwrap_or_default() {
            let annotation = self.objects.resolve(annotation)?;
            self.draw_annotation(&annotation)?;
        }
        Ok(())
    }

    fn draw_annotation(&mut self, annotation: &Object) -> Bounded<()> {
        let flags = self.objects.entry(annotation, b"F")?.integer().unwrap_or(0);
        let layer = annotation
            .dict()
            .map_or(Object::Null, |dict| dict.get(b"OC").clone());
        let is_popup = self
            .objects
            .entry(annotation, b"Subtype")?
            .is_name(b"Popup");
        if flags & (HIDDEN | NO_VIEW) != 0
            || is_popup
            || self.caches.layers.hides(self.objects, &layer)?
        {
            return Ok(());
        }
        let appearance = self.appearance(annotation)?;
        let Some(stream) = appearance.stream() else {
            return Ok(());
        };
        let (Some(place), Some(drawn)) = (
            self.rect(annotation, b"Rect")?,
            self.rect(&appearance, b"BBox")?,
        ) else {
            return Ok(());
        };
        let fitted = fit(drawn.mapped(&self.matrix(&appearance)?), place);
        let frame = Frame::new(State::new(fitted.then(&self.sheet.base)), &Object::Null);
        self.draw_form(&frame, &appearance, stream)
    }

    /// The normal appearance; of several the one for the annotation's state.
    fn appearance(&mut self, annotation: &Object) -> Bounded<Object> {
        let appearances = self.objects.entry(annotation, b"AP")?;
        let normal = self.objects.entry(&appearances, b"N")?;
        if normal.stream().is_some() {
            return Ok(normal);
        }
        let state = self.objects.entry(annotation, b"AS")?;
        self.objects
            .entry(&normal, state.name().unwrap_or_default())
    }

    fn rect(&mut self, object: &Object, key: &[u8]) -> Bounded<Option<Rect>> {
        let array = self.objects.entry(object, key)?;
        Ok(Rect::read(&self.objects.items(&array)?))
    }
}

/// The map that lays `drawn` over `place`.
fn fit(drawn: Rect, place: Rect) -> Matrix {
    let scale_x = (place.right - place.left) / (drawn.right - drawn.left);
    let scale_y = (place.top - place.bottom) / (drawn.top - drawn.bottom);
    let (x, y) = (
        place.left - drawn.left * scale_x,
        place.bottom - drawn.bottom * scale_y,
    );
    Matrix::new(scale_x, 0.0, 0.0, scale_y, x, y)
}
