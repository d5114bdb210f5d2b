# tutorial.sh - docs/tutorial.md, command by command, as somebody who types it: it prints what the page shows. To repair after a change of
# what is printed: lua5.4 tests/lua/run_tutorial.lua docs/tutorial.md FOLDER --update, with the program on PATH; then read the page again.
set -eu
. "$LUNETTE_ROOT/tests/cli/_lib.sh"
command -v lua5.4 >/dev/null || exit 77
mkdir "$work/bin" "$work/tutorial"
ln -s "$LUNETTE" "$work/bin/lunette"
PATH=$work/bin:$PATH XDG_DATA_HOME=$work/data
export PATH XDG_DATA_HOME
unset LUNETTE_PATH
lua5.4 "$LUNETTE_ROOT/tests/lua/run_tutorial.lua" "$LUNETTE_ROOT/docs/tutorial.md" "$work/tutorial"
