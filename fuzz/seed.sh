#!/usr/bin/env bash
# Fills fuzz/corpus with the examples of the repository.
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

# Other readers: every example of their kind.
seed() {
  local target=$1
  shift
  mkdir -p "fuzz/corpus/$target"
  for file in "$@"; do
    if [ -f "$file" ]; then cp "$file" "fuzz/corpus/$target/$(echo "$file" | tr '/' '-')"; fi
  done
}
seed read_csv docs/*.csv reference/*/*.csv crates/detente-scenario/tests/*/*.csv
seed read_genius reference/*/*.xml crates/detente-scenario/tests/*/*.xml crates/detente-scenario/tests/*/*/*.xml
seed read_geniusweb reference/*/*.json crates/detente-scenario/tests/*/*.json crates/detente-scenario/tests/*/*/*.json
seed read_negmas reference/*/*.yml crates/detente-scenario/tests/*/*.yml crates/detente-scenario/tests/*/*/*.yml
seed read_gmcr reference/*/*.gmcr crates/detente/tests/screens/*.gmcr
seed read_dispatch crates/detente-evidence/tests/dispatches/*.txt
mkdir -p fuzz/corpus/read_formula
printf 'accept and not (delay or abandon) if modify iff appeal' > fuzz/corpus/read_formula/words
printf '1 & -2 | (3 IF 1)' > fuzz/corpus/read_formula/numbers
