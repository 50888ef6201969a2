//! Answers are the same bytes for any number of threads.

use std::process::Command;

fn printed(arguments: &[&str]) -> Vec<u8> {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/../..");
    let output = Command::new(env!("CARGO_BIN_EXE_detente"))
        .current_dir(root)
        .args(arguments)
        .output()
        .expect("the program runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    output.stdout
}

#[test]
fn robust_and_learn_print_the_same_with_any_number_of_threads() {
    for case in ["cases/london-2025", "cases/pay-by-rank"] {
        for command in ["robust", "learn"] {
            let with = |threads| printed(&[command, case, "--json", "--draws", "2000", "--threads", threads]);
            let one = with("1");
            assert!(!one.is_empty());
            for threads in ["2", "3"] {
                assert!(one == with(threads), "{command} {case} with {threads} threads");
            }
            let all = printed(&[command, case, "--json", "--draws", "2000"]);
            assert!(one == all, "{command} {case} with a thread for each core");
        }
    }
}
