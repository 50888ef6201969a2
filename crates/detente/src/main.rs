//! The program: what was typed is answered by the library of the same name.

fn main() -> std::process::ExitCode {
    detente::program(std::env::args_os()).into()
}
