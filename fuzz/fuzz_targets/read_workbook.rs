//! Whatever the bytes, they are decoded as text or refused, and read as a workbook or refused; what was read of a workbook
//! is a table, whatever it says.
#![no_main]

use detente_scenario::{
    sheet::{self, Owner, workbook_text},
    text::{Kind, decode},
};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &[u8]| {
    for kind in [Kind::Plain, Kind::Xml, Kind::Table] {
        let _ = decode(kind, input);
    }
    for file in ["a.xlsx", "a.ods"] {
        let Ok((text, _)) = workbook_text(file, input) else { continue };
        let (table, _) = sheet::table(file, &text);
        let _ = table.case(file, Owner::Cells, "2026-01-31");
        let again = sheet::table("a.csv", &sheet::write_table(&table)).0;
        let _ = sheet::xlsx_of_table(&again);
    }
});
