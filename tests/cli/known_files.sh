# label: full
# known_files.sh - files that are what they were are not read again, and a corpus is what one made anew would be, whatever happens to
# the files between runs: edited with their time put back, removed, joined by others with the same names of documents, loaded otherwise.
set -eu
. "$LUNETTE_ROOT/tests/cli/_lib.sh"

rule() {
    cat >thanks.lua <<LUA
layer "gratitude" { who = span }
rule "thanks" { doc = "Somebody is thanked.", match = [[ $1 who:%cap ]], mark = "gratitude" }
LUA
}

# run KNOWN CODE WORDS...: into one.db; so many files were not read; and a corpus made anew holds the same.
run() {
    n=$((n + 1)) known=$1 wanted=$2
    shift 2
    rm -f anew.db
    lunette "$wanted" run "$@" -r thanks.lua --prune --json -o one.db
    equals "files that were not read, run $n" "$known" "$(sed 's/.*"files_known":\([0-9]*\).*/\1/' "$out")"
    lunette "$again" run "$@" -r thanks.lua --json -o anew.db
    for corpus in one anew; do
        "$LUNETTE" export $corpus.db | sort >"$work/$corpus"
        "$LUNETTE" sql --no-header --format csv $corpus.db "SELECT uri, code, message FROM problem ORDER BY uri, code" >>"$work/$corpus" || true
    done
    claims=$((claims + 1))
    cmp -s "$work/one" "$work/anew" || complain "$last" "as in a corpus made anew" "$(diff "$work/one" "$work/anew" | cut -c 1-300)"
}
again=0 n=0
rest() { sleep 4; } # a file that was changed just now is always read

rule thanks
mkdir notes
printf '{"id":"p1","uri":"u1","text":"Rita thanks Omar."}\n{"id":"p2","text":"Omar thanks Vera."}\n' >notes/b.jsonl
printf 'name,text\nx,Rita thanks Vera.\n' >notes/c.csv
printf 'Vera thanks Omar. Omar left.\n' >notes/d.txt
run 0 0 notes
rest
run 0 0 notes
run 3 0 notes
run 3 0 notes -j 8

# Another rule: the documents are taken from the corpus.
rule left
run 3 0 notes
rule thanks
run 3 0 notes
lunette 0 run notes -r thanks.lua -f --json -o one.db
holds "$out" '"documents":4'
holds "$out" '"files_known":0'

# As many bytes at the same time of day: the time of the entry tells.
touch -r notes/d.txt "$work/time"
printf 'Omar thanks Rita. Vera left.\n' >notes/d.txt
touch -r "$work/time" notes/d.txt
run 2 0 notes

# A document with the same uri comes from a file before it, then from one behind it, then goes.
rest
run 2 0 notes
run 3 0 notes
again=2
printf '{"id":"p1","uri":"u1","text":"Omar thanks Omar."}\n' >notes/a.jsonl
run 2 2 notes
rest
run 2 0 notes
run 3 0 notes
mv notes/a.jsonl notes/z.jsonl
run 2 2 notes
run 2 0 notes
rest
run 3 0 notes
again=0
rm notes/z.jsonl
run 3 0 notes

# Loaded otherwise. Metadata of this moment are told apart by nothing, so what was noted with none is forgotten.
printf 'file,source\nd.txt,Harbour office\n' >meta.csv
run 0 0 notes --meta meta.csv
run 0 0 notes --path none
run 3 0 notes
rest
run 0 0 notes --meta meta.csv --force
run 0 0 notes --path none
run 0 0 notes --language-is en
run 3 0 notes --language-is en
printf 'file,source\nd.txt,Harbour office\n' >meta.csv
run 0 0 notes --meta meta.csv
rest
run 0 0 notes --meta meta.csv
run 3 0 notes --meta meta.csv
printf 'file,source\nd.txt,Lighthouse\n' >meta.csv
run 0 0 notes --meta meta.csv
answers one.db "SELECT source FROM document WHERE uri = 'notes/d.txt'" Lighthouse

# A line that cannot be read stays a problem, and a file that is not there any more takes its documents along.
printf '{"id":"p3","text":"Rita thanks Vera."}\n{"id":"p4",\n' >notes/e.jsonl
again=2
run 0 2 notes --path none
rest
run 3 0 notes
run 4 0 notes
rm notes/b.jsonl
run 3 0 notes
finish
