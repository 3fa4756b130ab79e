//! A written workbook, read back.

use std::io::{Cursor, Read};

use calamine::{Data, DataType, Range, Reader, Xlsx};

/// A workbook, as calamine and as the XML in it.
pub(crate) struct Workbook {
    bytes: Vec<u8>,
}

impl Workbook {
    pub(crate) fn read(bytes: Vec<u8>) -> Self {
        Self { bytes }
    }

    pub(crate) fn sheets(&self) -> Vec<String> {
        self.open().sheet_names()
    }

    /// The values of a sheet; of formulas, what they came to when the file was written.
    pub(crate) fn values(&self, sheet: &str) -> Range<Data> {
        self.open().worksheet_range(sheet).unwrap()
    }

    pub(crate) fn formulas(&self, sheet: &str) -> Range<String> {
        self.open().worksheet_formula(sheet).unwrap()
    }

    /// The texts of a sheet's row, counted from 1.
    pub(crate) fn row(&self, sheet: &str, row: u32) -> Vec<String> {
        let values = self.values(sheet);
        let last = values.end().unwrap().1;
        let cells = (0..=last).map(|col| values.get_value((row - 1, col)));
        cells
            .map(|cell| cell.map(Data::to_string).unwrap_or_default())
            .collect()
    }

    /// The place of the first row of a sheet that begins with `label`, counted from 1.
    pub(crate) fn find(&self, sheet: &str, label: &str) -> u32 {
        let values = self.values(sheet);
        let begins = |row: &u32| {
            let first = values.get_value((*row, 0)).and_then(DataType::as_string);
            first.is_some_and(|text| text.starts_with(label))
        };
        (0..=values.end().unwrap().0).find(begins).unwrap() + 1
    }

    /// One part of the file: `xl/styles.xml`.
    pub(crate) fn part(&self, name: &str) -> String {
        let mut archive = zip::ZipArchive::new(Cursor::new(&self.bytes)).unwrap();
        let mut text = String::new();
        let mut part = archive.by_name(name).unwrap();
        part.read_to_string(&mut text).unwrap();
        text
    }

    /// The XML of the sheet at a place, counted from 1.
    pub(crate) fn sheet_xml(&self, place: usize) -> String {
        self.part(&format!("xl/worksheets/sheet{place}.xml"))
    }

    /// The colour behind a cell of a sheet, `FFC7CE`; none where the paper shows.
    pub(crate) fn fill(&self, place: usize, cell: &str) -> Option<String> {
        let styles = self.part("xl/styles.xml");
        let format = nth(&styles, "<cellXfs", "<xf ", self.format(place, cell));
        let fill = nth(&styles, "<fills", "<fill>", number(format, "fillId"));
        // The first two digits say how opaque it is.
        attribute(fill, "rgb").map(|color| color[2..].to_owned())
    }

    /// The number format of a cell.
    pub(crate) fn number_format(&self, place: usize, cell: &str) -> String {
        let styles = self.part("xl/styles.xml");
        let format = nth(&styles, "<cellXfs", "<xf ", self.format(place, cell));
        let wanted = format!("numFmtId=\"{}\" formatCode=\"", number(format, "numFmtId"));
        let code = styles
            .split_once(&wanted)
            .map(|(_, rest)| rest.split('"').next().unwrap());
        code.unwrap_or_default().replace("&quot;", "\"")
    }

    pub(crate) fn is_bold(&self, place: usize, cell: &str) -> bool {
        let styles = self.part("xl/styles.xml");
        let format = nth(&styles, "<cellXfs", "<xf ", self.format(place, cell));
        let font = nth(&styles, "<fonts", "<font>", number(format, "fontId"));
        font.split("</font>").next().unwrap().contains("<b/>")
    }

    fn format(&self, place: usize, cell: &str) -> usize {
        let sheet = self.sheet_xml(place);
        let (_, rest) = sheet.split_once(&format!("<c r=\"{cell}\"")).unwrap();
        number(rest.split('>').next().unwrap(), "s")
    }

    fn open(&self) -> Xlsx<Cursor<&[u8]>> {
        calamine::open_workbook_from_rs(Cursor::new(self.bytes.as_slice())).unwrap()
    }
}

/// The text from the `place`th `tag` within a list on.
fn nth<'x>(xml: &'x str, list: &str, tag: &str, place: usize) -> &'x str {
    let (_, list) = xml.split_once(list).unwrap();
    list.split(tag).nth(place + 1).unwrap()
}

fn number(xml: &str, name: &str) -> usize {
    attribute(xml, name).unwrap_or("0").parse().unwrap()
}

fn attribute<'x>(xml: &'x str, name: &str) -> Option<&'x str> {
    let (_, rest) = xml.split_once(&format!("{name}=\""))?;
    rest.split('"').next()
}
