use std::collections::HashSet;

use super::objects::Objects;
use crate::pdf::limits::{Bounded, Limits};
use crate::pdf::syntax::{Dict, Object};

/// A page and what it inherits from the nodes above it.
#[derive(Debug, Clone)]
pub(crate) struct PageEntry {
    pub(crate) page: Object,
    pub(crate) inherited: Inherited,
}

/// Entries that a page has of its own or from above.
#[derive(Debug, Clone, Default)]
pub(crate) struct Inherited {
    pub(crate) resources: Option<Object>,
    pub(crate) media_box: Option<Object>,
    pub(crate) crop_box: Option<Object>,
    pub(crate) rotate: Option<Object>,
}

/// The pages in order, and what was wrong with the tree.
#[derive(Debug, Default)]
pub(super) struct PageList {
    pub(super) pages: Vec<PageEntry>,
    /// For each damaged branch: how many pages stand before it.
    pub(super) skipped: Vec<u32>,
    /// How many there are when there are too many.
    pub(super) too_many: Option<u32>,
}

/// Nodes above a page when a page is looked at on its own.
const MAX_PARENTS: usize = 32;

impl Inherited {
    /// Takes over what a node says itself.
    fn with(&self, dict: &Dict) -> Self {
        let own = |key: &[u8], above: &Option<Object>| match dict.get(key) {
            Object::Null => above.clone(),
            found => Some(found.clone()),
        };
        Self {
            resources: own(b"Resources", &self.resources),
            media_box: own(b"MediaBox", &self.media_box),
            crop_box: own(b"CropBox", &self.crop_box),
            rotate: own(b"Rotate", &self.rotate),
        }
    }

    /// Fills what is missing from a node above.
    fn or(self, above: &Dict) -> Self {
        let upper = Self::default().with(above);
        Self {
            resources: self.resources.or(upper.resources),
            media_box: self.media_box.or(upper.media_box),
            crop_box: self.crop_box.or(upper.crop_box),
            rotate: self.rotate.or(upper.rotate),
        }
    }
}

impl PageEntry {
    fn new(page: Object, above: &Inherited) -> Self {
        let inherited = page
            .dict()
            .map_or_else(|| above.clone(), |dict| above.with(dict));
        Self { page, inherited }
    }

    /// A page found outside of the tree: what it inherits is looked for upwards.
    pub(super) fn alone(objects: &mut Objects, page: Object) -> Bounded<Self> {
        let mut entry = Self::new(page, &Inherited::default());
        let mut node = entry.page.clone();
        for _ in 0..MAX_PARENTS {
            node = objects.entry(&node, b"Parent")?;
            let Some(dict) = node.dict() else { break };
            entry.inherited = entry.inherited.or(dict);
        }
        Ok(entry)
    }
}

/// A node still to be visited.
struct Node {
    object: Object,
    above: Inherited,
    depth: u32,
}

/// Walks the page tree from the catalog.
pub(super) fn list(objects: &mut Objects, catalog: &Object, limits: &Limits) -> Bounded<PageList> {
    let mut list = PageList::default();
    let Some(root) = catalog.dict().map(|dict| dict.get(b"Pages").clone()) else {
        return Ok(list);
    };
    let promised = promised_count(objects, &root)?;
    let mut seen = HashSet::new();
    let mut nodes = vec![Node {
        object: root,
        above: Inherited::default(),
        depth: 0,
    }];
    while let Some(node) = nodes.pop() {
        let object = objects.resolve(&node.object)?;
        let Some(dict) = object.dict() else {
            list.skip();
            continue;
        };
        let kids = objects.resolve(dict.get(b"Kids"))?;
        let Some(kids) = kids.array() else {
            if !dict.is_type(b"Pages") {
                list.pages.push(PageEntry::new(object, &node.above));
            }
            if list.pages.len() > limits.max_pages as usize {
                list.too_many = Some(promised.max(limits.max_pages.saturating_add(1)));
                return Ok(list);
            }
            continue;
        };
        let again = node.object.reference().is_some_and(|id| !seen.insert(id.0));
        if again || node.depth >= limits.nesting() {
            list.skip();
            continue;
        }
        let above = node.above.with(dict);
        let depth = node.depth + 1;
        nodes.extend(kids.iter().rev().map(|kid| Node {
            object: kid.clone(),
            above: above.clone(),
            depth,
        }));
    }
    Ok(list)
}

impl PageList {
    fn skip(&mut self) {
        self.skipped
            .push(u32::try_from(self.pages.len()).unwrap_or(u32::MAX));
    }
}

fn promised_count(objects: &mut Objects, root: &Object) -> Bounded<u32> {
    let root = objects.resolve(root)?;
    let count = objects.entry(&root, b"Count")?;
    Ok(count
        .integer()
        .and_then(|count| u32::try_from(count).ok())
        .unwrap_or(0))
}
