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
equals "a byte order mark and the header" "$(printf '\357\273\277document,title,date,language,source,country,start,stop,text,rule,kind,actor,target,words')" "$head"
equals "a row an annotation" 3 "$(wc -l <"$out" | tr -d ' ')"
claims=$((claims + 1))
grep -q ',7,26,Norland urged Ostia,mine.urge,urge,Norland,Ostia,urged' "$out" || complain "a row" "7,26,Norland urged Ostia" "$(cat "$out")"

# cells are never formulas
cat >plus.lua <<'LUA'
layer "act" { words = span }
rule "sum" { match = [[ words:("=" 1 "+" 1) ]], mark = "act", examples = { "=1+1" } }
LUA
lunette 0 run notes -r plus.lua -o plus.db --quiet
lunette 0 export plus.db --format csv
claims=$((claims + 1))
grep -q "'=1+1" "$out" || complain "a formula made harmless" "'=1+1" "$(cat "$out")"

lunette 0 export notes.db --format webannotation --layers act
equals "an annotation a line" 2 "$(wc -l <"$out" | tr -d ' ')"
claims=$((claims + 1))
grep -q '"start":7,"end":26' "$out" || complain "offsets are code points" '"start":7,"end":26' "$(cat "$out")"

lunette 0 export notes.db --format brat -o brat
equals "a text and what is said of it" "000001.ann 000001.txt" "$(cd brat && echo *)"
claims=$((claims + 1))
cmp -s notes/a.txt brat/000001.txt || complain "brat's text" "the text as it is" "$(cat brat/000001.txt)"

for form in graphml gexf; do
    lunette 0 export notes.db --format $form -o net.$form
    claims=$((claims + 1))
    grep -q Norland net.$form || complain "$form names who acts" Norland "$(cat net.$form)"
done

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
lunette 3 export notes.db --format brat -o nowhere
lunette 3 export notes.db --format csv --layers act,party
lunette 3 export notes.db --format csv --layers nothing
lunette 3 export notes.db --format csv -o /dev/full
finish
