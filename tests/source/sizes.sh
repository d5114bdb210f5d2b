# No source file passes 600 lines, and each C and Lua file opens with a comment that says what it holds; a manifest
# (plugin.lua) says it in its fields.

set -eu
cd "$LUNETTE_ROOT"
failed=0
list=$(mktemp)
trap 'rm -f "$list"' EXIT
find core include scripts plugins cmake tests -name samples -prune -o \( -name '*.[ch]' -o -name '*.lua' \) -print | sort >"$list"
while IFS= read -r file; do
    lines=$(wc -l <"$file")
    if [ "$lines" -gt 600 ]; then
        echo "$file has $lines lines, 600 are the most"
        failed=1
    fi
    [ "${file##*/}" != plugin.lua ] || continue
    case $(head -c 2 "$file") in
    '/*' | '//' | '--') ;;
    *)
        echo "$file does not open with a comment"
        failed=1
        ;;
    esac
done <"$list"
[ -s "$list" ] || { echo "no source file found"; exit 1; }
exit $failed
