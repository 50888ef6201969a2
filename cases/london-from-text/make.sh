#!/bin/sh
# Makes this case anew from the dispatch alone, with nothing typed: sh make.sh DISPATCH FOLDER
set -eu
detente="${DETENTE:-detente}"
"$detente" read "$1" --new "$2" --hash-only
"$detente" accept "$2" --all --by "make.sh" --on 2025-04-24
