# sql.sh - queries on a corpus: a table, CSV that no spreadsheet runs, JSON lines, errors; never a write.
set -eu
. "$LUNETTE_ROOT/tests/cli/_lib.sh"

printf '{"id":"d1","title":"=cmd()","date":"2026-01-02","text":"Ostia greets Norland."}\n{"id":"d2","title":"Say \\"yes\\", now","text":"Ostia greets 中 again."}\n' >all.jsonl
cat >greets.lua <<'LUA'
layer "greeting" { who = span, times = integer }
rule "greets" {
  doc = "A greeting.", match = [[ greets who:[] ]], mark = "greeting", set = { times = 2 },
  examples = { { "He greets Rita.", expect = { { who = "Rita" } } } },
}
LUA
lunette 0 run all.jsonl -r greets.lua -o c.db

lunette 0 sql c.db 'SELECT who, times, document.title FROM greeting JOIN document ON document.id = greeting.document ORDER BY 1'
equals "a table" "$(printf 'who      times  title\nNorland  2      =cmd()\n中       2      Say "yes", now')" "$(cat "$out")"
equals "standard error" "" "$(cat "$err")"
lunette 0 sql --no-header c.db 'SELECT who FROM greeting ORDER BY 1 LIMIT 1'
equals "no header" Norland "$(cat "$out")"
lunette 0 sql 'SELECT 1 AS one' c.db
equals "the corpus may stand last" "$(printf 'one\n1')" "$(cat "$out")"

lunette 0 sql c.db --format csv "SELECT title, NULL AS blank, 1.5 AS number, -3 AS less, '-3+2' AS sum, '@x' AS at FROM document ORDER BY id"
equals "CSV" "$(printf 'title,blank,number,less,sum,at\n"'"'"'=cmd()",,1.5,-3,"'"'"'-3+2","'"'"'@x"\n"Say ""yes"", now",,1.5,-3,"'"'"'-3+2","'"'"'@x"')" "$(cat "$out")"

lunette 0 sql c.db --json "SELECT title, NULL AS blank, 0.1 AS number, 7 AS n FROM document ORDER BY id"
equals "JSON lines" "$(printf '%s\n' '{"title":"=cmd()","blank":null,"number":0.1,"n":7}' '{"title":"Say \"yes\", now","blank":null,"number":0.1,"n":7}')" "$(cat "$out")"
lunette 0 sql c.db --format json "SELECT 1 AS n"
equals "--format json" '{"n":1}' "$(cat "$out")"

lunette 0 sql c.db "SELECT id FROM document WHERE id IN (SELECT rowid FROM document_text WHERE document_text MATCH 'again')"
equals "full text" "$(printf 'id\n2')" "$(cat "$out")"
# A terminal has room for some columns: which it has none for is said. All views are told with all their columns.
if command -v script >/dev/null; then
    shown_on_terminal() {
        claims=$((claims + 1)) last="$1"
        script -qec "stty cols 60; '$LUNETTE' $1" /dev/null </dev/null | tr -d '\r' >"$out"
    }
    shown_on_terminal "sql c.db 'SELECT title, uri, title AS again, 1 AS least, text, document.key AS last FROM document ORDER BY id'"
    holds "$out" "no room here: "
    holds "$out" "last; SELECT some by name"
    shown_on_terminal "sql c.db 'SELECT id, title FROM document'"
    lacks "$out" "no room"
    shown_on_terminal "sql c.db"
    holds "$out" "copy_of, similarity"
fi
lunette 1 sql c.db "SELECT * FROM greeting WHERE times > 2"
holds "$out" "times"

# Nothing is found where a column is asked for what it never holds: that is said beside the empty answer.
cat >ways.lua <<'LUA'
layer "way" { form = enum { "warm", "cold" } }
rule "way" { match = [[ greets ]], mark = "way", set = { form = "cold" } }
LUA
lunette 0 run all.jsonl -r ways.lua -o ways.db
lunette 1 sql ways.db "SELECT id FROM way WHERE form = 'clod'"
holds "$err" "note: way.form is never 'clod': did you mean 'cold'? There are: warm, cold"
lunette 1 sql ways.db "SELECT id FROM way WHERE text = 'it''s' AND way.form='nothing like it'"
holds "$err" "note: way.form is never 'nothing like it'; there are: warm, cold"
lunette 1 sql ways.db "SELECT id FROM document WHERE country = 'Kenya'"
holds "$err" "note: column 'country' holds codes of countries: country = 'KE'"
lunette 1 sql ways.db -q "SELECT id FROM document WHERE country = 'Kenya'"
equals "-q" "" "$(cat "$err")"
for fine in "form = 'warm'" "rule = 'clod'" "text = 'clod" "'clod' = form"; do
    lunette "$(case $fine in *"'clod") echo 3 ;; *) echo 1 ;; esac)" sql ways.db "SELECT id FROM way WHERE $fine"
    lacks "$err" "is never"
done
rm ways.lua ways.db
lunette 3 sql c.db "SELECT whom FROM greeting"
says "whom" "who" "hint: "
lunette 3 sql c.db "SELECT * FROM greetin"
says "greetin" "greeting" "hint: "
lunette 3 sql c.db "SELECT 1 +"
says "incomplete" "hint: "
lunette 3 sql c.db ""
says "hint: "
lunette 3 sql c.db "SELECT 1; SELECT 2"
says "one" "hint: "
for write in "DELETE FROM document" "DROP VIEW greeting" "CREATE TABLE mine (a)" "ATTACH 'other.db' AS other" "PRAGMA writable_schema = 1" \
    "SELECT load_extension('x')" "VACUUM INTO 'copy.db'"; do
    lunette 3 sql c.db "$write"
    says "hint: "
done
equals "files that are left" "all.jsonl c.db greets.lua" "$(echo *)"
answers c.db "SELECT count(*) FROM document" 2

lunette 3 sql c.db "SELECT 1" "SELECT 2"
says "expects a corpus and one query" "hint: lunette sql"
lunette 0 sql c.db
equals "the first view" document "$(sed -n '2s/ .*//p' "$out")"
grep -q '^greeting  *id, key, document, .*who.*, times' "$out" || complain "views and columns" "greeting with who, times" "$(cat "$out")"
lacks "$out" "_document"
lunette 0 sql c.db --json
holds "$out" '{"view":"greeting","columns":"id, key, '
lunette 3 sql nowhere.db "SELECT 1"
says "'nowhere.db' does not exist" "hint: "
lunette 3 sql all.jsonl "SELECT 1"
says "all.jsonl" "hint: "
lunette 3 sql c.db --format xml "SELECT 1"
says "table, csv or json" "'xml'" "hint: "
finish
