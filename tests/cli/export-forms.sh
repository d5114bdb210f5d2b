# export-forms.sh - the forms of `export`: what they hold, hostile text in them, read back by others' programs where these are there.
set -eu
. "$LUNETTE_ROOT/tests/cli/_lib.sh"

mkdir notes brat
cat >mine.lua <<'LUA'
layer "act" { kind = enum { "urge", "thank" }, actor = list(ref()), target = list(ref()), words = span }
layer "party" { mention = true }
rule "party" {
  match = [[ (Norland | Ostia) ]], marks = "party", examples = { "Norland slept." },
  mark = function(match, doc) return { match, entity = doc:entity("country", match.text) } end,
}
rule "urge" { match = [[ actor:@party words:(urged | thanked) target:@party ]], mark = "act", set = { kind = "urge" }, examples = { "Norland urged Ostia." } }
LUA
printf '=1+1 😀 Norland urged Ostia.\nSecond line: "Norland" slept; Ostia thanked Norland.\n' >notes/a.txt
lunette 0 run notes -r mine.lua -o notes.db --quiet

lunette 0 export notes.db --format csv
head=$(head -n 1 "$out" | tr -d '\r')
equals "a byte order mark and the header" "$(printf '\357\273\277document,title,date,language,source,country,start,stop,text,rule,key,kind,actor,target,words')" "$head"
equals "a row an annotation" 3 "$(wc -l <"$out" | tr -d ' ')"
claims=$((claims + 1))
key=$(value notes.db "SELECT key FROM act WHERE start = 7")
grep -q ",7,26,Norland urged Ostia,mine.urge,$key,urge,Norland,Ostia,urged" "$out" || complain "a row" "7,26,Norland urged Ostia" "$(cat "$out")"

# cells are never formulas; a field that is called as a column of the document keeps apart
cat >plus.lua <<'LUA'
layer "act" { words = span, source = text }
rule "sum" { match = [[ words:("=" 1 "+" 1) ]], mark = "act", set = { source = "a sum" }, examples = { "=1+1" } }
LUA
lunette 0 run notes -r plus.lua -o plus.db --quiet
lunette 0 export plus.db --format csv
claims=$((claims + 1))
grep -q "'=1+1" "$out" || complain "a formula made harmless" "'=1+1" "$(cat "$out")"
holds "$out" ",rule,key,words,act_source"
holds "$out" ",'=1+1,a sum"

# the words of a row on another layer are told, whether the layer of the table is named or not
cat >host.lua <<'LUA'
layer "act" { words = span, inside = ref "place" }
layer "place" { words = span }
rule "place" { match = [[ words:(Second line) ]], mark = "place", examples = { "Second line" } }
rule "urge" {
  match = [[ words:(urged | thanked) ]], marks = "act", reads = { "place" }, examples = { "urged" },
  mark = function(match, doc) return { match, words = match.words, inside = doc:layer("place")[1] } end,
}
LUA
lunette 0 run notes -r host.lua -o host.db --quiet
for layers in "" "--layers act"; do
    # shellcheck disable=SC2086 # an option and its value, or nothing
    lunette 0 export host.db --format csv $layers
    holds "$out" ",host.urge,$(value host.db "SELECT key FROM act LIMIT 1"),urged,Second line"
    equals "a header and its rows" 3 "$(wc -l <"$out" | tr -d ' ')"
done

lunette 0 export notes.db --format webannotation --layers act
equals "an annotation a line" 2 "$(wc -l <"$out" | tr -d ' ')"
claims=$((claims + 1))
grep -q '"start":7,"end":26' "$out" || complain "offsets are code points" '"start":7,"end":26' "$(cat "$out")"

lunette 0 export notes.db --format brat -o brat
equals "a text and what is said of it" "000001.ann 000001.txt annotation.conf" "$(cd brat && echo *)"
claims=$((claims + 1))
cmp -s notes/a.txt brat/000001.txt || complain "brat's text" "the text as it is" "$(cat brat/000001.txt)"

for form in graphml gexf; do
    lunette 0 export notes.db --format $form -o net.$form
    claims=$((claims + 1))
    grep -q Norland net.$form || complain "$form names who acts" Norland "$(cat net.$form)"
    equals "what was found" "2 nodes, 2 edges: net.$form" "$(cat "$err")"
done
holds net.gexf 'mode="static"'

# When: the dates of the documents.
printf '%s\n' '{"id":"a","date":"2026-03-04","text":"Norland urged Ostia."}' '{"id":"b","date":"2025","text":"Norland urged Ostia again."}' >dated.jsonl
lunette 0 run dated.jsonl -r mine.lua -o dated.db --quiet
lunette 0 export dated.db --format gexf
holds "$out" 'mode="dynamic" timeformat="date"'
holds "$out" '<spells><spell start="2025-01-01" end="2025-12-31"/><spell start="2026-03-04" end="2026-03-04"/></spells>'
lunette 0 export dated.db --format graphml
holds "$out" '<data key="first">2025-01-01</data><data key="last">2026-03-04</data>'

# brat's rule: the words at the offsets are the words told; Python reads the rest
if command -v python3 >/dev/null; then
    lunette 0 export notes.db --format webannotation --layers act
    claims=$((claims + 1))
    python3 - "$out" >"$work/python" 2>&1 <<'PY' || complain "read back by Python" "no error" "$(cat "$work/python")"
import csv, json, re, sys
text = open("notes/a.txt", encoding="utf-8").read()
for line in open(sys.argv[1], encoding="utf-8"):
    one = json.loads(line)
    place, quote = one["target"]["selector"]
    assert text[place["start"]:place["end"]] == quote["exact"], one
    assert text[:place["start"]].endswith(quote["prefix"]) and text[place["end"]:].startswith(quote["suffix"]), one
n = 0
for line in open("brat/000001.ann", encoding="utf-8"):
    found = re.match(r"T\d+\t(\w+) (\d+) (\d+)\t(.*)\n", line)
    if found:
        assert text[int(found[2]):int(found[3])] == found[4], line
        n += 1
assert n >= 6, n
import xml.etree.ElementTree as xml
assert len(xml.parse("net.gexf").getroot().findall(".//{http://gexf.net/1.3}edge")) == 2
try:
    import networkx
except ImportError:
    sys.exit(0)
graph = networkx.read_graphml("net.graphml")
assert graph.number_of_nodes() == 2 and graph.number_of_edges() == 2, graph
PY
fi

lunette 3 export notes.db --format nonsense
lunette 3 export notes.db --format brat
lunette 3 export notes.db --format brat -o nowhere/at/all
says "cannot write 'nowhere/at/all'" "hint: "
lunette 3 export notes.db --format brat -o brat
says "the folder 'brat' is not empty" "hint: "
lunette 3 export notes.db --format cas -o mine.lua
says "'mine.lua' is there, and lunette did not write it"
lunette 3 export notes.db --format csv --by country
says "--by is name or country"
lunette 3 export notes.db --format csv --layers act,party
lunette 3 export notes.db --format csv --layers nothing
says "the corpus has no layer 'nothing'" "act" "party"
lunette 0 export notes.db --format csv --layers sentence
holds "$err" "0 annotations of 1 document: none on layer sentence"
lunette 3 export notes.db --format csv -o /dev/full

# what was there stays as it is when an export fails; what is stopped leaves nothing
printf 'before\n' >kept.csv
lunette 3 export notes.db --format csv --layers nothing -o kept.csv
equals "a file after a failure" before "$(cat kept.csv)"
lunette 3 export notes.db --format csv -o kept.csv
equals "a file of somebody's" before "$(cat kept.csv)"
lunette 0 export notes.db --format csv -o kept.csv --force
lacks kept.csv before
seq 3000 | sed 's/.*/{"id":"n&","text":"Norland urged Ostia. Ostia thanked Norland & times over."}/' >many.jsonl
lunette 0 run many.jsonl -r mine.lua -o many.db --quiet
signal_it() { # SIGNAL OUTPUT: to what was started last, once it writes
    export=$!
    for _ in $(seq 500); do
        if [ -n "$(find . -maxdepth 1 -name "$2*")" ] || ! kill -0 "$export" 2>/dev/null; then break; fi
        sleep 0.02
    done
    kill "-$1" "$export" 2>/dev/null || true
}
stop_it() { # SIGNAL FORM
    "$LUNETTE" export many.db --format "$2" -o stopped >"$out" 2>"$err" &
    signal_it "$1" stopped
    code=0
    wait "$export" || code=$?
    last="export --format $2, stopped by $1"
    equals "its exit code" 3 "$code"
    says "stopped; nothing was written"
    equals "what it left" "" "$(find . -maxdepth 1 -name 'stopped*')"
}
stop_it INT cas
stop_it TERM conllu
stop_it HUP brat
last="export under nohup, hung up on"
trap '' HUP
"$LUNETTE" export many.db -o hung.jsonl --quiet &
signal_it HUP hung.jsonl
trap 'exit 1' HUP
code=0
wait "$export" || code=$?
equals "its exit code" 0 "$code"
equals "its documents" 3000 "$(wc -l <hung.jsonl | tr -d ' ')"

# on a full disk (no file may have more than two blocks) neither a file nor a folder stays
for form in jsonl dfm; do
    code=0
    (
        trap '' XFSZ
        ulimit -f 2
        "$LUNETTE" export many.db --format $form -o full >"$out" 2>"$err"
    ) || code=$?
    last="export --format $form, on a full disk"
    equals "its exit code" 3 "$code"
    says "cannot write 'full'" "make room"
    equals "what it left" "" "$(find . -maxdepth 1 -name 'full*')"
done

# a corpus is never what an export goes to; nothing found is said
before=$(cksum <many.db)
lunette 3 export notes.db -o many.db
says "'many.db' is a corpus" "hint: "
lunette 3 export many.db --format csv -o ./many.db
says "is a corpus" "hint: "
equals "the corpus" "$before" "$(cksum <many.db)"
lunette 1 export notes.db --since 2030-01-01
holds "$err" "0 documents: none is in scope; lunette sql notes.db"
lunette 1 export notes.db --since 2030-01-01 --format gexf
holds "$err" "0 edges: no act in scope"
lunette 0 export notes.db --format csv -o acts.csv
equals "what was found" "2 annotations of 1 document: acts.csv" "$(cat "$err")"
lunette 0 export notes.db --format csv -o acts.csv --json
equals "for programs" '{"format":"csv","documents":1,"annotations":2,"output":"acts.csv"}' "$(cat "$out")"

# UIMA counts UTF-16 code units, and refers to rows
lunette 0 export notes.db --format cas -o cas
holds cas/000001.json '"%TYPE":"lunette.party","@sofa":1,"begin":8,"end":15'
holds cas/000001.json '"actor":"Norland","@actor_rows":'

# the words of a matrix are those of the text
lunette 0 export notes.db --format dfm -o dfm
equals "features" "1 line norland ostia second slept thanked urged" "$(sort dfm/features.txt | paste -s -d ' ')"
equals "sizes" "1 8 8" "$(sed -n 2p dfm/matrix.mtx | sed 's/ *$//')"
lunette 0 export notes.db --format conllu
holds "$out" "# text = =1+1 😀 Norland urged Ostia."
holds "$out" "# annotation = "
finish
