# recipes.sh - every block of docs/recipes.md runs as it stands, in order, over the samples that ship, and answers with something.
set -eu
. "$LUNETTE_ROOT/tests/cli/_lib.sh"
mkdir "$work/bin" "$work/blocks"
ln -s "$LUNETTE" "$work/bin/lunette"
PATH=$work/bin:$PATH

# Each block as a file NUMBER.KIND; a Lua block's first line names its file.
awk -v folder="$work/blocks" '
  /^```[a-z]+$/ { kind = substr($0, 4); n++; file = sprintf("%s/%03d.%s", folder, n, kind); print NR > (file ".line"); inside = 1; next }
  /^```$/ { inside = 0; next }
  inside { print > file }
  /^## [0-9]+\. / { questions++ }
  END { print questions > (folder "/questions") }
' "$LUNETTE_ROOT/docs/recipes.md"
equals "questions" 24 "$(cat "$work/blocks/questions")"

run_block() { # FILE: what it prints stands in $out; answers are counted without the line of names
    case $1 in
    *.lua) cp "$1" "$(sed -n '1s/^-- //p' "$1")" && echo a file; return ;;
    *.sql) "$LUNETTE" sql --no-header readouts.db "$(cat "$1")" ;;
    *.sh) sh -eu "$1" ;;
    *) echo "a block of a kind that nobody runs" >&2; return 1 ;;
    esac
}
for block in "$work/blocks"/*.*; do
    case $block in *.line) continue ;; esac
    last="docs/recipes.md:$(cat "$block.line")" code=0 claims=$((claims + 1))
    run_block "$block" >"$out" 2>"$err" || code=$?
    [ "$code" -eq 0 ] || complain "$last" "exit code 0" "exit code $code: $(cat "$err")"
    [ -s "$out" ] || complain "$last" "an answer" "nothing"
done
for file in *.lua; do
    lunette 0 test "$file"
done
holds matrix.csv "actor,target,acts"

# A day of which a text without a date tells nothing is no day; of one that it calls a Tuesday that much is kept.
echo "Anna Keller met Hugo Brand in Lima this morning. On Tuesday Anna Keller met Luis Rojas." >undated.txt
lunette 0 run -q undated.txt -p diplomacy -o undated.db
answers undated.db "SELECT group_concat(coalesce(date, 'none'), ' ') FROM encounter" "none XXXX-WXX-2"
holds russia.html "</html>"
finish
