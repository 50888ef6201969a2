//! Tests of the whole program that need its insides.

mod inputs;
