//! Office Open XML workbooks (ECMA-376): the cells of each sheet, with the signs of their formats.

use std::{collections::BTreeMap, io::Cursor};

use calamine::{DataRef, Reader as _, SheetVisible, Style, Xlsx};
use quick_xml::{
    Reader, XmlVersion,
    events::{BytesStart, Event},
};
use zip::ZipArchive;

use super::{
    moment,
    shown::{Sign, shown, sign},
    workbook::{Chosen, Content, Problem, Sheet, Visibility, part},
};

type Workbook<'b> = Xlsx<Cursor<&'b [u8]>>;

/// The names of parts: where a workbook lists its sheets, and where it says in which part each of them is.
const WORKBOOK: &str = "xl/workbook.xml";
const RELATIONS: &str = "xl/_rels/workbook.xml.rels";

/// Offers the sheets of a workbook, those that are shown before those that are hidden.
pub(super) fn sheets(
    chosen: &mut Chosen<'_>,
    bytes: &[u8],
    archive: &mut ZipArchive<Cursor<&[u8]>>,
) -> Result<(), Problem> {
    let mut workbook: Workbook = Xlsx::new(Cursor::new(bytes)).map_err(|error| Problem::of(&error))?;
    let visibility = |visible| match visible {
        SheetVisible::Visible => Visibility::Shown,
        SheetVisible::Hidden | SheetVisible::VeryHidden => Visibility::Hidden,
    };
    let sheets = workbook.sheets_metadata().iter();
    let sheets: Vec<_> = sheets.map(|sheet| (sheet.name.clone(), visibility(sheet.visible))).collect();
    let parts = Parts::of(archive);
    for wanted in [Visibility::Shown, Visibility::Hidden] {
        for (name, visibility) in sheets.iter().filter(|(_, visibility)| *visibility == wanted) {
            if chosen.is_done() {
                chosen.skip(name);
                continue;
            }
            let mut sheet = sheet(&mut workbook, name, *visibility)?;
            sheet.oddities.asks_to_be_calculated = parts.asks_to_be_calculated;
            if let Some(text) = parts.of_sheets.get(name).and_then(|name| part(archive, name).ok()) {
                hidden(&text, &mut sheet);
            }
            chosen.offer(sheet);
        }
    }
    Ok(())
}

fn sheet(workbook: &mut Workbook<'_>, name: &str, visibility: Visibility) -> Result<Sheet, Problem> {
    let mut sheet = Sheet::called(name, visibility);
    // A sheet of pictures or a chart has no cells.
    let Ok(mut cells) = workbook.worksheet_cells_reader(name) else { return Ok(sheet) };
    let formats: Vec<Option<String>> = cells.styles().iter().map(format).collect();
    while let Some((cell, style)) = cells.next_cell_with_style_id().map_err(|error| Problem::of(&error))? {
        let Some((row, column)) = place(cell.get_position()) else { continue };
        let format = formats.get(style).and_then(Option::as_deref);
        sheet.put(row, column, &content(cell.get_value(), format));
    }
    drop(cells);
    formulas(workbook, &mut sheet)?;
    let merged = workbook.merge_cells_by_sheet_name(name).unwrap_or_default();
    let ends = merged.into_iter().filter_map(|range| Some((place(range.start)?, place(range.end)?)));
    sheet.oddities.merged.extend(ends);
    Ok(sheet)
}

/// Takes note of formulas, and of those without a result.
fn formulas(workbook: &mut Workbook<'_>, sheet: &mut Sheet) -> Result<(), Problem> {
    let name = sheet.name.clone();
    let mut cells = workbook.worksheet_cells_reader(&name).map_err(|error| Problem::of(&error))?;
    while let Some(cell) = cells.next_cell_with_formula_metadata().map_err(|error| Problem::of(&error))? {
        let (Some(_), Some((row, column))) = (cell.formula, place(cell.pos)) else { continue };
        if cell.value == DataRef::Empty {
            sheet.put(row, column, &Content::WithoutResult);
        } else {
            sheet.oddities.formulas.push((row, column));
        }
    }
    Ok(())
}

fn place((row, column): (u32, u32)) -> Option<(usize, usize)> {
    Some((usize::try_from(row).ok()?, usize::try_from(column).ok()?))
}

fn format(style: &Style) -> Option<String> {
    style.number_format.as_ref().map(|format| format.format_code.clone())
}

/// A number as it is shown, a date as its day, anything else as its text.
fn content(value: &DataRef<'_>, format: Option<&str>) -> Content {
    match value {
        DataRef::Int(number) => Content::Number(number.to_string()),
        DataRef::Float(number) => {
            let sign = format.map_or(Sign::Plain, |format| sign(format, *number));
            shown(*number, sign).map_or_else(|| Content::Text(number.to_string()), Content::Number)
        }
        DataRef::String(text) | DataRef::DurationIso(text) => Content::Text(text.clone()),
        DataRef::DateTimeIso(text) => Content::Text(moment::of_iso(text)),
        DataRef::SharedString(text) => Content::Text((*text).to_owned()),
        DataRef::Bool(flag) => Content::Text(moment::truth(*flag).to_owned()),
        DataRef::DateTime(moment) => {
            let (year, month, day, hours, minutes, seconds, _) = moment.to_ymd_hms_milli();
            let day = (moment.as_f64() >= 1.0).then(|| format!("{year:04}-{month:02}-{day:02}"));
            Content::Text(moment::shown(day, (hours.into(), minutes, seconds)))
        }
        DataRef::Error(error) => Content::Text(error.to_string()),
        DataRef::Empty => Content::Empty,
    }
}

/// What a workbook says of itself.
#[derive(Default)]
struct Parts {
    /// By name of a sheet the name of its part.
    of_sheets: BTreeMap<String, String>,
    /// Whether who opens it is asked to calculate every formula anew.
    asks_to_be_calculated: bool,
}

impl Parts {
    /// Reads them as far as they can be read: they tell nothing of values.
    fn of(archive: &mut ZipArchive<Cursor<&[u8]>>) -> Self {
        let mut parts = Self::default();
        let (Ok(workbook), Ok(relations)) = (part(archive, WORKBOOK), part(archive, RELATIONS)) else {
            return parts;
        };
        let mut targets = BTreeMap::new();
        each_tag(&relations, |tag| {
            if let (Some(id), Some(target)) = (said(tag, "Id"), said(tag, "Target")) {
                let inside = target.strip_prefix('/').map(str::to_owned);
                targets.insert(id, inside.unwrap_or_else(|| format!("xl/{target}")));
            }
        });
        each_tag(&workbook, |tag| match tag.local_name().as_ref() {
            "sheet" => {
                let target = said(tag, "id").and_then(|id| targets.get(&id).cloned());
                parts.of_sheets.extend(said(tag, "name").zip(target));
            }
            "calcPr" => parts.asks_to_be_calculated |= is_true(tag, "fullCalcOnLoad"),
            _ => {}
        });
        parts
    }
}

/// Takes note of the rows and columns of a sheet that are hidden.
fn hidden(text: &str, sheet: &mut Sheet) {
    let number = |tag: &BytesStart<'_>, name: &str| said(tag, name)?.parse::<usize>().ok()?.checked_sub(1);
    let mut last_row = None;
    let oddities = &mut sheet.oddities;
    each_tag(text, |tag| match tag.local_name().as_ref() {
        "row" => {
            let own = number(tag, "r").unwrap_or_else(|| last_row.map_or(0, |row: usize| row + 1));
            last_row = Some(own);
            if is_true(tag, "hidden") {
                oddities.hidden_rows.insert(own);
            }
        }
        "col" if is_true(tag, "hidden") => {
            if let (Some(first), Some(last)) = (number(tag, "min"), number(tag, "max")) {
                oddities.hide_columns(first, last);
            }
        }
        _ => {}
    });
}

/// Looks at every tag that begins, until the text is no XML.
fn each_tag(text: &str, mut look: impl FnMut(&BytesStart<'_>)) {
    let mut reader = Reader::from_str(text);
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag) | Event::Empty(tag)) => look(&tag),
            Ok(Event::Eof) | Err(_) => return,
            Ok(_) => {}
        }
    }
}

/// What an attribute says, whatever the prefix of its name.
fn said(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let attribute = tag.attributes().flatten().find(|one| one.key.local_name().as_ref() == name)?;
    attribute.normalized_value(XmlVersion::Implicit1_0).ok().map(std::borrow::Cow::into_owned)
}

fn is_true(tag: &BytesStart<'_>, name: &str) -> bool {
    matches!(said(tag, name).as_deref(), Some("1" | "true"))
}
