# bad_corpus.sh - a database that is not ours, or is newer, or damaged, is refused by each command and left as it was.
set -eu
. "$LUNETTE_ROOT/tests/cli/_lib.sh"
command -v sqlite3 >/dev/null || { echo "sqlite3 is not installed" >&2; exit 77; }

printf 'They took the ferry.\n' >good.txt
cat >ferry.lua <<'LUA'
layer "ferry" { cue = span }
rule "ferry" { doc = "A ferry.", match = [[ cue:(the ferry) ]], mark = "ferry", examples = { { "They took the ferry.", expect = { { cue = "the ferry" } } } } }
LUA
lunette 0 run good.txt -r ferry.lua -o ours.db

refused() { # refused FILE TEXT...
    file=$1
    shift
    before=$(cksum <"$file")
    lunette 3 run good.txt -r ferry.lua -o "$file"
    says "$@" "hint: "
    lunette 3 sql "$file" "SELECT 1"
    says "$@" "hint: "
    lunette 3 export "$file"
    says "$@" "hint: "
    lunette 3 report briefing "$file"
    says "$@" "hint: "
    lunette 3 analyze phrase-drift "$file" -p diplomacy --phrase peace
    says "$@" "hint: "
    equals "the file after it was refused" "$before" "$(cksum <"$file")"
}

printf 'A list of boats.\n' >words.db
refused words.db "'words.db' is not a Lunette corpus" "text file"
sqlite3 other.db "CREATE TABLE boat (name); INSERT INTO boat VALUES ('Aurora');"
refused other.db "'other.db' is not a Lunette corpus" "another program"
cp ours.db newer.db
sqlite3 newer.db "PRAGMA user_version = 99"
refused newer.db "'newer.db' has format 99" "newer Lunette"
head -c 5000 ours.db >cut.db
lunette 3 sql cut.db "SELECT * FROM ferry"
says "cut.db" "hint: "
mkdir folder.db
lunette 3 run good.txt -r ferry.lua -o folder.db
says "folder.db" "hint: "
lunette 3 sql missing.db "SELECT 1"
says "'missing.db' does not exist" "hint: "
answers ours.db "SELECT count(*) FROM ferry" 1

# Texts that are none are damage of the file, said by who reads it; no worker is blamed.
printf '{"id":"a","topic":"boats","text":"They took the ferry."}\n' >told.jsonl
lunette 0 run told.jsonl -r ferry.lua -o told.db
for change in "_document SET title = CAST(x'ff41' AS TEXT)" "_document SET name = CAST(x'ff41' AS TEXT)" \
    "_document SET language = x'ff'" "_metadata SET member = CAST(x'22746f706963223aff' AS TEXT)" \
    "_metadata SET member = '\"topic\":{'" "_rule SET name = CAST(x'ff' AS TEXT)"; do
    cp told.db changed.db
    sqlite3 changed.db "UPDATE $change"
    lunette 3 export changed.db
    says "corpus 'changed.db' is damaged"
done
finish
