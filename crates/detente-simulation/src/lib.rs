//! What happens when they talk: protocols and strategies, mediators who help or impose, deadlines and exits.
//!
//! Every run is a pure function of what it is given and a seed: no clock, no input or output, and the same bytes
//! on any machine and any number of threads.

pub mod mediators;
