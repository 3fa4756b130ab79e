use super::content::{Caches, Interpreter, Layers};
use super::file::{File, PageEntry};
use super::geometry::{LETTER, Rect, Sheet};
use super::limits::{Bounded, Exceeded};
use super::syntax::{Dict, Object};
use super::text::finish;
use super::{Limits, OpenError, Page, PageError, Repair};

/// An opened document: decrypted with the empty password, its list of pages resolved.
#[derive(Debug)]
pub struct Document {
    file: File,
    limits: Limits,
    caches: Caches,
}

/// A page unit larger than this is nonsense (the standard allows 75,000 for maps, statements are not maps).
const MAX_UNIT: f64 = 1000.0;

impl Document {
    /// Reads the structure of `bytes`.
    ///
    /// # Errors
    /// When it is no PDF, needs a password, has no readable page or exceeds `limits`.
    pub fn open(bytes: &[u8], limits: &Limits) -> Result<Self, OpenError> {
        let mut file = File::open(bytes, limits)?;
        let layers = file.layers.clone();
        // A limit met here is met again on the first page, where it is told.
        let layers = Layers::read(&mut file.objects, &layers).unwrap_or_default();
        file.objects.budget.stop();
        Ok(Self {
            file,
            limits: limits.clone(),
            caches: Caches::new(layers),
        })
    }

    /// Number of pages.
    pub fn page_count(&self) -> u32 {
        u32::try_from(self.file.pages.len()).unwrap_or(u32::MAX)
    }

    /// Reads one page; `number` counts from 1.
    ///
    /// # Errors
    /// When there is no such page, or the document has used up its limits.
    pub fn page(&mut self, number: u32) -> Result<Page, PageError> {
        let index = number
            .checked_sub(1)
            .and_then(|index| usize::try_from(index).ok());
        let Some(entry) = index.and_then(|index| self.file.pages.get(index)).cloned() else {
            return Err(PageError::NoSuchPage {
                number,
                count: self.page_count(),
            });
        };
        self.file.objects.budget.start();
        let page = self.read(number, &entry);
        self.file.objects.budget.stop();
        if self.file.objects.is_rebuilt() && !self.file.repairs.contains(&Repair::ObjectsRebuilt) {
            self.file.repairs.push(Repair::ObjectsRebuilt);
        }
        page.map_err(|exceeded| match exceeded {
            Exceeded::Decompressed => PageError::ExpandsTooMuch {
                limit: self.limits.max_decompressed_bytes,
            },
            Exceeded::Objects => PageError::TooManyObjects {
                limit: self.limits.max_objects,
            },
            Exceeded::Time => PageError::TooSlow {
                limit: self.limits.max_time,
            },
        })
    }

    /// What was damaged and how it was recovered, as far as it is known; reading a page may add to it.
    pub fn repairs(&self) -> &[Repair] {
        &self.file.repairs
    }

    fn read(&mut self, number: u32, entry: &PageEntry) -> Bounded<Page> {
        let sheet = self.sheet(entry)?;
        self.caches.fonts.trim();
        let objects = &mut self.file.objects;
        let resources =
            objects.resolve(entry.inherited.resources.as_ref().unwrap_or(&Object::Null))?;
        let nothing = Dict::default();
        let dict = entry.page.dict().unwrap_or(&nothing);
        let drawn = Interpreter::new(objects, &mut self.caches, &self.limits, sheet)
            .draw(dict, &resources)?;
        let page = Page {
            number,
            width: sheet.width as f32,
            height: sheet.height as f32,
            words: Vec::new(),
            images: drawn.images,
            notes: drawn.notes,
        };
        Ok(finish(drawn.builder, page))
    }

    fn sheet(&mut self, entry: &PageEntry) -> Bounded<Sheet> {
        let inherited = &entry.inherited;
        let media = self.rect(inherited.media_box.as_ref())?.unwrap_or(LETTER);
        let visible = self
            .rect(inherited.crop_box.as_ref())?
            .map_or(media, |crop| crop.clipped_to(media));
        let objects = &mut self.file.objects;
        let rotate = objects.resolve(inherited.rotate.as_ref().unwrap_or(&Object::Null))?;
        let unit = objects
            .entry(&entry.page, b"UserUnit")?
            .number()
            .filter(|unit| (1e-3..MAX_UNIT).contains(unit));
        Ok(Sheet::new(
            visible,
            rotate.integer().unwrap_or(0),
            unit.unwrap_or(1.0),
        ))
    }

    fn rect(&mut self, object: Option<&Object>) -> Bounded<Option<Rect>> {
        let Some(object) = object else {
            return Ok(None);
        };
        let array = self.file.objects.resolve(object)?;
        Ok(Rect::read(&self.file.objects.items(&array)?))
    }
}
