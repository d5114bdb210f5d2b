# testing-doc.sh - docs/testing.md, command by command: it prints what the page shows; and its table lists the checks there are. To repair after a
# change of what is printed: lua5.4 tests/lua/run_tutorial.lua docs/testing.md FOLDER --update, with the program on PATH; then read the page again.
set -eu
. "$LUNETTE_ROOT/tests/cli/_lib.sh"
command -v lua5.4 >/dev/null || exit 77
mkdir "$work/bin" "$work/page"
ln -s "$LUNETTE" "$work/bin/lunette"
PATH=$work/bin:$PATH XDG_DATA_HOME=$work/data
export PATH XDG_DATA_HOME
unset LUNETTE_PATH
lua5.4 "$LUNETTE_ROOT/tests/lua/run_tutorial.lua" "$LUNETTE_ROOT/docs/testing.md" "$work/page"
last="the table of checks"
equals "documented" "$(grep -o '\["[a-z-]*"\] = true' "$LUNETTE_ROOT/scripts/lunette/lint.lua" | sed 's/[^a-z-]*\([a-z-]*\).*/\1/' | sort)" \
    "$(sed -n 's/^| `\([a-z-]*\)` | .* | \(warning\|hint\|\) |$/\1/p' "$LUNETTE_ROOT/docs/testing.md" | sort)"
finish
