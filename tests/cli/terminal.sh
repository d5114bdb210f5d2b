# terminal.sh - words of documents and names of files give no orders to a terminal: ESC, DEL, U+009B and marks that turn the direction of what follows come out
# as spaces wherever they are shown to people.
set -eu
. "$LUNETTE_ROOT/tests/cli/_lib.sh"

esc=$(printf '\033[31m') csi=$(printf '\302\233\342\200\256')
orders="x\\u001b[31my\\u009bz\\u007f\\u202e\\u2067"
cat >cue.lua <<'LUA'
layer "cue" { words = text }
rule "cue" { match = [[ ready ... tea ]], marks = "cue", mark = function(match) return { words = match.text } end }
LUA
sed 's/ready/ready|expand/' cue.lua >cue2.lua
sed 's/ready/willing/' cue.lua >cue3.lua
printf '{"id":"%s","title":"%s","source":"%s","date":"2026-01-02","%s":"%s","text":"They %s are ready %s to %s expand %s tea."}\n' \
    "$orders" "$orders" "$orders" "$orders" "$orders" "$orders" "$orders" "$orders" "$orders" >letters.jsonl
mkdir "odd$esc$csi"
printf 'They are ready to %s%s expand tea with Pres%sident Zorbic.\n' "$esc" "$csi" "$csi" >"odd$esc$csi/letter.txt"
printf 'nonsense (' >"bad$esc$csi.lua"

# harmless WORDS...: runs the program; it says something, and nothing of it is an order. Its exit code is not looked at.
harmless() {
    claims=$((claims + 1)) last="lunette $*"
    "$LUNETTE" "$@" >"$out" 2>"$err" </dev/null || true
    unarmed
}
unarmed() {
    [ -s "$out" ] || [ -s "$err" ] || complain "$last" "some words" "none"
    if cat "$out" "$err" | LC_ALL=C grep -q "$(printf '[\033\177]\\|\302[\200-\237]\\|\342\200[\252-\256]\\|\342\201[\246-\251]')"; then
        complain "$last" "no control characters" "$(cat "$out" "$err" | od -c | head -n 20)"
    fi
}

lunette 0 run letters.jsonl "odd$esc$csi" -r cue.lua --language-is en -o c.db
answers c.db "SELECT count(*) FROM cue" 2
harmless run letters.jsonl "odd$esc$csi" --show
holds "$out" "They x [31my z    are ready"
holds "$out" "title     x [31my z   "
harmless try ready letters.jsonl "odd$esc$csi"
holds "$out" "odd [31m  /letter.txt"
harmless try ready c.db
harmless sql c.db "SELECT * FROM document"
harmless why c.db "$(value c.db "SELECT key FROM cue ORDER BY document LIMIT 1")"
last="lunette report briefing c.db --format md -o -" claims=$((claims + 1))
"$LUNETTE" report briefing c.db --format md -o - 2>"$err" | LC_ALL=C sed 's/\xE2\x80[\xAA-\xAE]\|\xE2\x81[\xA6-\xA9]//g' >"$out" # a page keeps these, each ended in its text
unarmed
harmless gaps c.db
holds "$out" "odd [31m  /letter.txt"
harmless diff c.db cue.lua cue2.lua
harmless diff c.db cue.lua cue3.lua
harmless diff letters.jsonl cue.lua cue2.lua
harmless profile letters.jsonl -r cue.lua
harmless run "none$esc$csi" -r cue.lua -o none.db
holds "$err" "'none?[31m??'"
harmless pipe -r "bad$esc$csi.lua"
harmless sql c.db "SELECT $esc 1"
harmless "$esc$csi"
last="lunette audit c.db cue" claims=$((claims + 1))
printf 'y\ny\n' | "$LUNETTE" audit c.db cue >"$out" 2>"$err" || true
unarmed
holds "$err" "odd [31m  /letter.txt"
last="lunette console c.db" claims=$((claims + 1))
printf 'docs\nopen(1)\nfind "ready"\n' | "$LUNETTE" console c.db >"$out" 2>"$err" || true
unarmed
holds "$out" "2 documents"

# On a terminal a report says what it is at, in one line that is wiped; in a pipe, which it would fill, nothing of it, where it takes seconds.
printf 'report "slow" { write = function(_, _, page) page:heading("Part \\27[31m one") end }\n' >slow.lua
lunette 0 report slow c.db -r slow.lua -o slow.html
equals "without a terminal" "report: slow.html" "$(cat "$err")"
if command -v script >/dev/null; then
    last="lunette report slow on a terminal" claims=$((claims + 1))
    script -qec "'$LUNETTE' report slow c.db -r slow.lua -o slow.html" "$work/typed" </dev/null >/dev/null
    holds "$work/typed" "slow: reading the corpus, 0 s"
    holds "$work/typed" "slow: Part  [31m one, 0 s"
    script -qec "'$LUNETTE' report slow c.db -r slow.lua -o slow.html -q" "$work/typed" </dev/null >/dev/null
    lacks "$work/typed" "slow: "
fi

# What is read by programs keeps every byte.
lunette 0 export c.db
holds "$out" "$csi"
finish
