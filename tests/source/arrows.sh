# The folders of core include only what they may reach (docs/architecture.md); lua.h belongs to core/script, sqlite3.h to
# core/store. First the check is tried on a tree with forbidden includes, so that it is known to find them.

set -eu

reach() { # folder -> what it may include
    case $1 in
    base) echo "base" ;;
    text) echo "text base" ;;
    annotate) echo "annotate text base" ;;
    load) echo "load text base" ;;
    match) echo "match annotate text base" ;;
    script) echo "script match load annotate text base" ;;
    store) echo "store annotate text base" ;;
    run) echo "run script store match load annotate text base" ;;
    cli) echo "cli run script store match load annotate text base" ;;
    *) echo "" ;;
    esac
}

# Prints one line for each forbidden include below $1/core.
forbidden() {
    for folder in "$1"/core/*/; do
        name=$(basename "$folder")
        allowed=" $(reach "$name") "
        grep -Hn '^[[:space:]]*#[[:space:]]*include' "$folder"*.[ch] 2>/dev/null |
            sed 's/#[[:space:]]*include[[:space:]]*/#/' |
            while IFS= read -r line; do
                place=${line%%:#*}
                what=${line##*#}
                case $what in
                '"../'*) echo "$place: $what climbs out of its folder" ;;
                '"'*/*)
                    target=${what#\"}
                    target=${target%%/*}
                    case $allowed in
                    *" $target "*) ;;
                    *) echo "$place: core/$name may not include core/$target" ;;
                    esac
                    ;;
                *lua.h* | *lualib.h* | *lauxlib.h* | *lua-lpeg.h* | *luaconf.h*)
                    [ "$name" = script ] || echo "$place: only core/script includes Lua"
                    ;;
                *sqlite3.h* | *sqlite3ext.h*)
                    [ "$name" = store ] || echo "$place: only core/store includes SQLite"
                    ;;
                esac
            done
    done
}

trial=$(mktemp -d)
trap 'rm -rf "$trial"' EXIT
mkdir -p "$trial/core/text" "$trial/core/load" "$trial/core/store"
echo '#include "match/tree.h"' >"$trial/core/text/up.c"
echo '#  include <lua.h>' >"$trial/core/load/state.h"
echo '#include <sqlite3.h>' >"$trial/core/load/rows.c"
echo '#include "load/../script/script.h"' >"$trial/core/store/side.c"
printf '#include <sqlite3.h>\n#include "base/mem.h"\n#include "annotate/schema.h"\n' >"$trial/core/store/fine.c"
found=$(forbidden "$trial" | wc -l)
if [ "$found" -ne 4 ]; then
    echo "the check itself is wrong: 4 forbidden includes planted, $found found"
    forbidden "$trial"
    exit 1
fi

list=$(forbidden "$LUNETTE_ROOT")
if [ -n "$list" ]; then
    echo "$list"
    exit 1
fi
