use std::collections::HashSet;

use crate::pdf::file::Objects;
use crate::pdf::limits::Bounded;
use crate::pdf::syntax::Object;

/// Optional content: which layers are off when the document is opened.
#[derive(Debug, Default)]
pub(crate) struct Layers {
    off: HashSet<u32>,
}

impl Layers {
    /// Reads the catalog's `/OCProperties`.
    pub(crate) fn read(objects: &mut Objects, properties: &Object) -> Bounded<Self> {
        let default = objects.entry(properties, b"D")?;
        let base = objects.entry(&default, b"BaseState")?;
        let mut off = HashSet::new();
        if base.is_name(b"OFF") {
            off.extend(numbers(&objects.entry(properties, b"OCGs")?));
            for on in numbers(&objects.entry(&default, b"ON")?) {
                off.remove(&on);
            }
        }
        off.extend(numbers(&objects.entry(&default, b"OFF")?));
        Ok(Self { off })
    }

    /// Whether content that belongs to `layer`, a group or a combination of groups, is hidden.
    pub(super) fn hides(&self, objects: &mut Objects, layer: &Object) -> Bounded<bool> {
        if self.off.is_empty() {
            return Ok(false);
        }
        if layer.reference().is_some_and(|id| self.off.contains(&id.0)) {
            return Ok(true);
        }
        let combination = objects.resolve(layer)?;
        if !combination.dict().is_some_and(|dict| dict.is_type(b"OCMD")) {
            return Ok(false);
        }
        let groups = combination
            .dict()
            .map_or(&Object::Null, |dict| dict.get(b"OCGs"))
            .clone();
        let members: Vec<u32> = match groups.reference() {
            Some(id) if !matches!(objects.resolve(&groups)?, Object::Array(_)) => vec![id.0],
            _ => numbers(&objects.resolve(&groups)?).collect(),
        };
        let off = members
            .iter()
            .filter(|number| self.off.contains(number))
            .count();
        let policy = objects.entry(&combination, b"P")?;
        Ok(match policy.name() {
            _ if members.is_empty() => false,
            Some(b"AllOn") => off > 0,
            Some(b"AnyOff") => off == 0,
            Some(b"AllOff") => off < members.len(),
            _ => off == members.len(),
        })
    }
}

fn numbers(array: &Object) -> impl Iterator<Item = u32> {
    array
        .array()
        .unwrap_or_default()
        .iter()
        .filter_map(Object::reference)
        .map(|id| id.0)
}
