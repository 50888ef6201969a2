//! Elements and attributes with their places.

use roxmltree::{Document, Node};

use crate::{Severity, diagnostic::Sink};

/// One file's tree.
pub(super) struct Xml<'a> {
    pub(super) file: &'a str,
    pub(super) document: &'a Document<'a>,
}

impl<'a> Xml<'a> {
    /// The element the issues stand in: the objective, or what should have held it.
    pub(super) fn objective(&self, sink: &mut Sink) -> Node<'a, 'a> {
        let root = self.document.root_element();
        let space = child(root, "utility_space").unwrap_or(root);
        child(space, "objective").unwrap_or_else(|| {
            self.tell(
                sink,
                Severity::Warning,
                "no-objective",
                space,
                "no <objective> here, expected one around the issues",
                "put the issues and weights inside an <objective>",
            );
            space
        })
    }

    /// The issues in preorder, whatever the objectives they stand in.
    pub(super) fn issues(objective: Node<'a, 'a>) -> impl Iterator<Item = Node<'a, 'a>> {
        objective.descendants().filter(|node| node.has_tag_name("issue"))
    }

    pub(super) fn tell(
        &self,
        sink: &mut Sink,
        severity: Severity,
        code: &'static str,
        node: Node,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        if sink.is_full(self.file) {
            return;
        }
        let place = self.document.text_pos_at(node.range().start);
        sink.push(severity, code, self.file, Some((place.row, place.col)), message, help);
    }

    /// The number in an attribute; what is there and is none is told.
    pub(super) fn number(&self, node: Node, attribute: &str, sink: &mut Sink) -> Option<f64> {
        let text = node.attribute(attribute)?;
        let number = text.trim().parse().ok().filter(|number: &f64| number.is_finite());
        if number.is_none() {
            self.tell(
                sink,
                Severity::Error,
                "not-a-number",
                node,
                format!("{attribute}=\"{text}\" of <{}>, expected a number", node.tag_name().name()),
                "write it with a decimal point, such as 0.25",
            );
        }
        number
    }

    /// The number in an attribute that has to be there.
    pub(super) fn needed(&self, node: Node, attribute: &str, sink: &mut Sink) -> Option<f64> {
        if node.attribute(attribute).is_none() {
            self.tell(
                sink,
                Severity::Error,
                "missing-attribute",
                node,
                format!("<{}> has no {attribute}, expected a number", node.tag_name().name()),
                format!("write {attribute}=\"…\" into the element"),
            );
        }
        self.number(node, attribute, sink)
    }

    /// The whole number in `index`.
    pub(super) fn index(&self, node: Node, sink: &mut Sink) -> Option<i64> {
        let text = node.attribute("index").unwrap_or_default();
        let index = text.trim().parse().ok();
        if index.is_none() {
            self.tell(
                sink,
                Severity::Error,
                "no-index",
                node,
                format!("index=\"{text}\" of <{}>, expected a whole number", node.tag_name().name()),
                "number the issues 1, 2, … and refer to them by these numbers",
            );
        }
        index
    }
}

/// The first element of this name inside.
pub(super) fn child<'a>(node: Node<'a, 'a>, name: &str) -> Option<Node<'a, 'a>> {
    node.children().find(|child| child.has_tag_name(name))
}

/// The elements of this name inside, in their order.
pub(super) fn children<'a>(node: Node<'a, 'a>, name: &'static str) -> impl Iterator<Item = Node<'a, 'a>> {
    node.children().filter(move |child| child.has_tag_name(name))
}
