#!/usr/bin/env bash
# Fills fuzz/corpus/read_case with the examples of the repository.
set -euo pipefail
cd "$(dirname "$0")/.."
corpus=fuzz/corpus/read_case
mkdir -p "$corpus"
for file in crates/detente-case/tests/bad/*.toml; do
  cp "$file" "$corpus/bad-$(basename "$file")"
done
cp docs/checks/prelude.toml "$corpus/prelude.toml"
for case in cases/*/case.toml; do
  cp "$case" "$corpus/$(basename "$(dirname "$case")").toml"
done
