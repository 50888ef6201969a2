//! Stability for coalitions.
