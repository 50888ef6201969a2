//! Heads and relations, by moves from left to right.
//!
//! Arc-hybrid moves (Kuhlmann, Gómez-Rodríguez and Satta 2011), the root at the end (Ballesteros and Nivre 2013), the
//! best few sequences kept at each step (Zhang and Clark 2008) and told apart by an averaged perceptron over rich
//! features (Zhang and Nivre 2011). Every sequence ends in one tree without crossing arcs.

mod beam;
mod move_features;
mod relation_features;
mod state;

pub(crate) use beam::{Judge, Search};
pub(crate) use move_features::look as look_at_moves;
pub(crate) use relation_features::look as look_at_relation;
pub(crate) use state::{Arena, Before, Children, Move, NOTHING, Node, State, Token};
