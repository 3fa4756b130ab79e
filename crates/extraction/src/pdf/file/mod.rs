//! The structure of a file: where its objects lie, how they are unlocked and decoded, which pages it has.
//!
//! Objects are read one by one, when they are needed. (lopdf reads and unpacks all of them when it opens a file, with
//! no bound on the sum, so that it serves here for decryption only.)

mod container;
mod decryption;
mod objects;
mod pages;
mod recovery;
mod xref;

use super::error::{OpenError, Repair};
use super::limits::{Exceeded, Limits};
use super::syntax::Object;

pub(crate) use objects::Objects;
pub(crate) use pages::PageEntry;

/// An opened file.
#[derive(Debug)]
pub(crate) struct File {
    pub(crate) objects: Objects,
    pub(crate) pages: Vec<PageEntry>,
    /// The catalog's `/OCProperties`.
    pub(crate) layers: Object,
    pub(crate) repairs: Vec<Repair>,
}

/// The entries of trailers that matter; newer trailers are asked first.
#[derive(Debug, Clone)]
struct Trailer {
    root: Object,
    encrypt: Object,
    id: Object,
}

/// The header may be preceded by some bytes of something else.
const HEADER_WITHIN: usize = 1024;

impl File {
    pub(crate) fn open(bytes: &[u8], limits: &Limits) -> Result<Self, OpenError> {
        if bytes.is_empty() {
            return Err(OpenError::Empty);
        }
        if bytes.len() as u64 > limits.max_bytes {
            return Err(OpenError::TooLarge {
                limit: limits.max_bytes,
            });
        }
        let start = bytes
            .get(..bytes.len().min(HEADER_WITHIN))
            .unwrap_or_default();
        let header = memchr::memmem::find(start, b"%PDF-").ok_or(OpenError::NotPdf)?;
        let objects = Objects::new(bytes.get(header..).unwrap_or_default().to_vec(), limits);
        Opening { objects, limits }.run()
    }
}

/// A file being opened.
struct Opening<'a> {
    objects: Objects,
    limits: &'a Limits,
}

impl Opening<'_> {
    fn run(mut self) -> Result<File, OpenError> {
        let intact = self
            .objects
            .read_xref()
            .map_err(|exceeded| self.refused(exceeded))?;
        if let Some(trailer) = intact {
            self.unlock(&trailer)?;
            let (list, layers) = self.pages(&trailer)?;
            if !list.pages.is_empty() && list.skipped.is_empty() {
                return Ok(self.opened(list, layers, false));
            }
        }
        self.rebuilt()
    }

    /// Second try, with the table of objects made by searching the file.
    fn rebuilt(mut self) -> Result<File, OpenError> {
        self.objects
            .scan()
            .map_err(|exceeded| self.refused(exceeded))?;
        let trailer = self
            .objects
            .found_trailer()
            .map_err(|exceeded| self.refused(exceeded))?;
        self.unlock(&trailer)?;
        self.objects
            .index_containers()
            .map_err(|exceeded| self.refused(exceeded))?;
        let trailer = self
            .objects
            .found_trailer()
            .map_err(|exceeded| self.refused(exceeded))?;
        let (mut list, layers) = self.pages(&trailer)?;
        let searched = list.pages.is_empty();
        if searched {
            list.pages = self
                .objects
                .all_pages(self.limits.max_pages)
                .map_err(|exceeded| self.refused(exceeded))?;
        }
        if list.pages.is_empty() {
            return Err(if self.objects.too_deep() {
                OpenError::NestedTooDeep {
                    limit: self.limits.nesting(),
                }
            } else {
                OpenError::Damaged
            });
        }
        Ok(self.opened(list, layers, searched))
    }

    fn opened(self, list: pages::PageList, layers: Object, searched: bool) -> File {
        let mut repairs = Vec::new();
        if self.objects.is_rebuilt() {
            repairs.push(Repair::ObjectsRebuilt);
        }
        if searched {
            repairs.push(Repair::PagesRebuilt);
        } else {
            repairs.extend(
                list.skipped
                    .iter()
                    .map(|&after| Repair::PageSkipped { after }),
            );
        }
        File {
            objects: self.objects,
            pages: list.pages,
            layers,
            repairs,
        }
    }

    fn unlock(&mut self, trailer: &Trailer) -> Result<(), OpenError> {
        match self
            .objects
            .unlock(trailer)
            .map_err(|exceeded| self.refused(exceeded))?
        {
            Ok(()) => Ok(()),
            Err(decryption::Locked::Password) => Err(OpenError::PasswordProtected),
            Err(decryption::Locked::Unsupported) => Err(OpenError::UnsupportedProtection),
        }
    }

    fn pages(&mut self, trailer: &Trailer) -> Result<(pages::PageList, Object), OpenError> {
        let limit = self.limits.max_pages;
        let read = |objects: &mut Objects| {
            let catalog = objects.resolve(&trailer.root)?;
            let layers = objects.entry(&catalog, b"OCProperties")?;
            pages::list(objects, &catalog, self.limits).map(|list| (list, layers))
        };
        let (list, layers) = read(&mut self.objects).map_err(|exceeded| self.refused(exceeded))?;
        match list.too_many {
            Some(found) => Err(OpenError::TooManyPages { found, limit }),
            None => Ok((list, layers)),
        }
    }

    fn refused(&self, exceeded: Exceeded) -> OpenError {
        match exceeded {
            Exceeded::Decompressed => OpenError::ExpandsTooMuch {
                limit: self.limits.max_decompressed_bytes,
            },
            Exceeded::Objects => OpenError::TooManyObjects {
                limit: self.limits.max_objects,
            },
            Exceeded::Time => OpenError::TooSlow {
                limit: self.limits.max_time,
            },
        }
    }
}
