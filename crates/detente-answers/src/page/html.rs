//! A page as one HTML file that opens offline and prints on A4.

use detente_case::clean;

use super::{Block, Page, Table, Text, Tone};

const STYLE: &str = "body{font:15px/1.4 system-ui,sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem;color:#1a1a1a}\
    h1{font-size:1.35rem}h2{font-size:1.05rem;margin:1.2rem 0 .3rem}p,ul{margin:.3rem 0}ul{padding-left:1.2rem}\
    table{border-collapse:collapse;width:100%;margin:.4rem 0}td,th{border:1px solid #bfbfbf;padding:.15rem .4rem;\
    text-align:left;vertical-align:top}.source{color:#595959}.caution{font-style:italic}.label{float:right;\
    font-weight:bold}footer{margin-top:1rem;color:#595959;font-size:.85rem}pre{white-space:pre-wrap}\
    @media print{@page{size:A4;margin:18mm}body{margin:0;max-width:none;font-size:10.5pt}}";

/// The page as a document. `label` stands at its head, `made_from` at its foot.
#[must_use]
pub fn render(page: &Page, label: &str, made_from: &str) -> String {
    let title = escape(&page.title);
    let part = part(page, label, made_from);
    format!(
        "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" \
         content=\"width=device-width\"><title>{title}</title><style>{STYLE}</style></head>\n<body>\n\
         {part}</body></html>\n"
    )
}

/// The page as a part of somebody else's document, which has a style of its own.
#[must_use]
pub fn part(page: &Page, label: &str, made_from: &str) -> String {
    let title = escape(&page.title);
    let blocks: String = page.blocks.iter().map(block).collect();
    let (label, made_from) = (escape(label), escape(made_from));
    format!("<p class=\"label\">{label}</p>\n<h1>{title}</h1>\n{blocks}<footer>{made_from}</footer>\n")
}

fn block(block: &Block) -> String {
    match block {
        Block::Heading(text) => format!("<h2>{}</h2>\n", escape(text)),
        Block::RunIn { name, text, .. } => format!("<p><b>{}.</b> {}</p>\n", escape(name), inline(text)),
        Block::Paragraph(text) => format!("<p>{}</p>\n", inline(text)),
        Block::List(items) => {
            let items: String = items.iter().map(|item| format!("<li>{}</li>\n", inline(item))).collect();
            format!("<ul>\n{items}</ul>\n")
        }
        Block::Facts(facts) => {
            let row = |(label, text): &(String, Text)| {
                format!("<tr><th scope=\"row\">{}</th><td>{}</td></tr>\n", escape(label), inline(text))
            };
            format!("<table>\n{}</table>\n", facts.iter().map(row).collect::<String>())
        }
        Block::Table(made) => table(made),
        Block::Verbatim { plain, .. } => format!("<pre>{}</pre>\n", escape(plain)),
        // Commands are for whoever sits at a terminal.
        Block::Next(_) => String::new(),
    }
}

fn table(table: &Table) -> String {
    let head = |text: &String| format!("<th scope=\"col\">{}</th>", escape(text));
    let head: String = table.header.iter().map(head).collect();
    let row = |cells: &Vec<Text>| {
        let cells: String = cells.iter().map(|cell| format!("<td>{}</td>", inline(cell))).collect();
        format!("<tr>{cells}</tr>\n")
    };
    let rows: String = table.rows.iter().map(row).collect();
    format!("<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}</tbody></table>\n")
}

fn inline(text: &Text) -> String {
    let run = |(tone, words): &(Tone, String)| {
        let words = escape(words);
        match tone {
            Tone::Plain => words,
            Tone::Strong | Tone::Against | Tone::For => format!("<b>{words}</b>"),
            Tone::Source => format!("<span class=\"source\">{words}</span>"),
            Tone::Caution => format!("<span class=\"caution\">{words}</span>"),
        }
    };
    text.0.iter().map(run).collect()
}

/// Text that no browser reads as markup.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in clean(text).chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            _ => out.push(character),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_is_read_as_markup() {
        let mut page = Page::new("<script>alert(1)</script>");
        page.paragraph(Text::new().strong("a & b").source(" [\"x\"]"));
        page.next(vec![("detente why".to_owned(), "not printed".to_owned())]);
        let html = render(&page, "TLP:RED", "case <1>");
        assert!(!html.contains("<script") && !html.contains("detente why"), "{html}");
        assert!(html.contains("<b>a &amp; b</b><span class=\"source\"> [&quot;x&quot;]</span>"), "{html}");
        assert!(html.contains("TLP:RED") && html.contains("<footer>case &lt;1&gt;</footer>"), "{html}");
    }
}
