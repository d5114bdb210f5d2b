# again.sh - what a second run does and says: nothing for what is as it was, some layers after an edit of rules, and what
# the sources no longer hold.
set -eu
. "$LUNETTE_ROOT/tests/cli/_lib.sh"

mkdir notes
printf '{"id":"p1","text":"Rita thanks Omar."}\n{"id":"p2","text":"Omar thanks Vera."}\n{"id":"p3","text":"Vera left."}\n' >notes/all.jsonl
printf 'Rita thanks Vera. Rita left.\n' >notes/one.txt

# thanks.lua and, on top of it, a second file that counts: two plugins, so an edit of the second leaves the first alone.
mkdir -p base/rules upper/rules plugins
ln -s ../base plugins/base
export LUNETTE_PATH="$PWD"
echo 'return { name = "base", version = "0.1", summary = "Thanks.", languages = { "en" } }' >base/plugin.lua
echo 'return { name = "upper", version = "0.1", summary = "Counts.", languages = { "en" }, requires = { "base" } }' >upper/plugin.lua
write_base() {
    cat >base/rules/thanks.lua <<LUA
layer "gratitude" { who = text }
rule "thanks" { doc = "t", match = [[ who:%cap $1 ]], mark = "gratitude" }
LUA
}
write_upper() {
    cat >upper/rules/count.lua <<LUA
layer "many" { n = integer }
rule "count" { doc = "c", each = "gratitude", marks = "many", mark = function(row) return { n = #row.who + $1 } end }
LUA
}
write_base thanks
write_upper 0
lunette 0 run notes -p ./base -p ./upper -o notes.db
holds "$err" "4 documents, 6 annotations"
lunette 0 run notes -p ./base -p ./upper -o notes.db
holds "$err" "0 documents, 0 annotations"
holds "$err" "4 unchanged"

# The upper plugin alone has changed: its rows are found again, the lower ones are taken over. Where nobody thanks there are
# none, and nothing is done.
write_upper 100
lunette 0 run notes -p ./base -p ./upper -o notes.db
holds "$err" "3 documents"
holds "$err" "3 of them in part"
holds "$err" "1 unchanged"
answers notes.db "SELECT group_concat(n, ' ') FROM (SELECT n FROM many ORDER BY document)" "104 104 104"
answers notes.db "SELECT count(*) FROM gratitude" 3

# The lower one: everything. The stored documents give the same without their sources.
write_base '(thanks|left)'
mv notes away
lunette 0 run notes.db -p ./base -p ./upper
holds "$err" "4 documents"
answers notes.db "SELECT count(*) FROM gratitude" 5
mv away notes
lunette 0 run notes -p ./base -p ./upper -o notes.db
holds "$err" "4 unchanged"
lunette 0 export notes.db
cp "$out" kept.jsonl
lunette 0 run notes -p ./base -p ./upper -o fresh.db
lunette 0 export fresh.db
cmp -s kept.jsonl "$out" || complain "the exports" "equal" "$(cmp kept.jsonl "$out" 2>&1)"

# Changed, new and vanished members and files.
printf '{"id":"p1","text":"Rita thanks Omar."}\n{"id":"p3","text":"Vera thanks Rita."}\n{"id":"p4","text":"Omar left."}\n' >notes/all.jsonl
rm notes/one.txt
lunette 0 run notes -p ./base -p ./upper -o notes.db
holds "$err" "2 documents"
holds "$err" "1 of them new"
holds "$err" "1 unchanged"
holds "$err" "2 no longer in the sources (--prune takes them out)"
answers notes.db "SELECT count(*) FROM document" 5
lunette 0 run notes -p ./base -p ./upper -o notes.db --prune
holds "$err" "2 taken out"
answers notes.db "SELECT group_concat(name, ' ') FROM (SELECT name FROM document ORDER BY name)" "p1 p3 p4"
answers notes.db "SELECT count(*) FROM document_text WHERE document_text MATCH 'vera'" 1
answers notes.db "PRAGMA integrity_check" ok
lunette 0 run notes -p ./base -p ./upper -o notes.db --prune
lacks "$err" "taken out"

# Another folder's documents are not gone because this run does not look there.
mkdir other
printf 'Omar thanks Rita.\n' >other/two.txt
lunette 0 run other -p ./base -p ./upper -o notes.db --prune
lacks "$err" "taken out"
answers notes.db "SELECT count(*) FROM document" 4

# Layers that an earlier run did not keep are found in all documents, those of rules and those of the engine.
lunette 0 run notes -p ./base -p ./upper -o full.db
for layers in gratitude many token gratitude,token; do
    rm -f part.db
    lunette 0 run notes -p ./base -p ./upper -o part.db --layers "$layers"
    lunette 0 run notes -p ./base -p ./upper -o part.db
    holds "$err" "3 documents"
    equals "rows after all but $layers" "$(value full.db "SELECT count(*) FROM annotation")" "$(value part.db "SELECT count(*) FROM annotation")"
    lunette 0 run notes -p ./base -p ./upper -o part.db --layers sentence,many
    answers part.db "SELECT count(*) FROM sentence" 3
    answers part.db "SELECT count(*) FROM many" "$(value full.db "SELECT count(*) FROM many")"
    lunette 0 run notes -p ./base -p ./upper -o part.db --layers sentence,many
    holds "$err" "3 unchanged"
done

# What --path told of documents is gone where a later run leaves it out: it says so, and how it was told.
mkdir -p dated/no
printf 'Rita thanks Omar.\n' >dated/no/2026-03-01-a.txt
printf 'Omar thanks Rita.\n' >dated/no/2026-03-02-b.txt
lunette 0 run dated -p ./base --path '{country}/{date}-*' -o dated.db
lacks "$err" "lost the date"
lunette 3 run dated -p ./base -o dated.db
says "run: the last run over these sources told dates, sources or countries" "hint: --path none does without; as it was: lunette run dated -p ./base --path '{country}/{date}-*'"
for same in dated/ ./dated ./dated/; do
    lunette 3 run "$same" -p ./base -o dated.db
done
answers dated.db "SELECT count(date) + count(country) FROM document" 4
mkdir undated
printf 'Vera thanks Rita.\n' >undated/c.txt
lunette 0 run undated -p ./base -o dated.db
lunette 3 run dated -p ./base -o dated.db
# A folder in it is another source: it runs, and says what was lost. --path none means it.
lunette 0 run dated/no -p ./base -o dated.db
holds "$err" "2 documents lost the date, source or country that an earlier run knew: name --path or --meta as it did (lunette run dated -p ./base --path '{country}/{date}-*')"
lunette 0 run dated -p ./base --path '{country}/{date}-*' -o dated.db
lunette 0 run dated -p ./base -o dated.db --path none
holds "$err" "2 documents"
lacks "$err" "lost the date"
answers dated.db "SELECT count(date) + count(country) FROM document" 0
lunette 0 run dated -p ./base -o dated.db
lacks "$err" "lost the date"
lunette 0 run dated -p ./base --path '{country}/{date}-*' -o dated.db
answers dated.db "SELECT count(date) + count(country) FROM document" 4
finish
