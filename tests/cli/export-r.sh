# export-r.sh - what R reads: the tables, JSON lines, networks and words of `export`, what `sql` writes, and the corpus itself. The corpora are the shipped sample
# readouts, with dates and countries, and a text that is hostile to each form. Skipped, form by form, where R or a package of it is not installed:
#   apt-get install --no-install-recommends r-base-core r-cran-jsonlite r-cran-dbi r-cran-rsqlite r-cran-igraph r-cran-matrix
set -eu
. "$LUNETTE_ROOT/tests/cli/_lib.sh"

if ! command -v Rscript >/dev/null; then
    echo "skipped: R is not installed; the head of this file says what to install"
    exit 77
fi

# all_forms CORPUS FOLDER LAYERS...: the corpus in each form that R is given, as read.R looks for it.
all_forms() {
    corpus=$1 folder=$2
    shift 2
    mkdir -p "$folder/layers"
    cp "$corpus" "$folder/corpus.db"
    lunette 0 export "$corpus" -o "$folder/all.jsonl"
    lunette 0 export "$corpus" --layers act -o "$folder/act.jsonl"
    lunette 0 export "$corpus" --format csv -o "$folder/acts.csv"
    for layer; do
        lunette 0 export "$corpus" --format csv --layers "$layer" -o "$folder/layers/$layer.csv"
    done
    lunette 0 export "$corpus" --format dfm -o "$folder/dfm"
    lunette 0 export "$corpus" --format graphml --copies -o "$folder/net.graphml"
    "$LUNETTE" sql "$corpus" --format csv "SELECT uri, country, text, characters, characters / 8.0 AS eighth FROM document ORDER BY id" >"$folder/sql.csv"
    "$LUNETTE" sql "$corpus" --format csv "SELECT a.actor, t.target, coalesce(act.kind, '') AS kind, count(*) AS n FROM act JOIN act_actor a ON a.id = act.id
        JOIN act_target t ON t.id = act.id GROUP BY 1, 2, 3" >"$folder/pairs.csv"
}

read_back() {
    for form in csv sql jsonl sqlite graphml dfm; do
        code=0
        Rscript --vanilla "$LUNETTE_ROOT/tests/consumers/read.R" $form "$1" >"$work/read" 2>&1 || code=$?
        [ "$code" -eq 77 ] || claims=$((claims + 1))
        case $code in
        0 | 77) cat "$work/read" ;;
        *) complain "$form of $1, read back" "no error" "$(tail -n 5 "$work/read")" ;;
        esac
    done
}

mkdir -p samples/NA
cp -R "$LUNETTE_ROOT"/plugins/diplomacy/samples/* samples
cp -R samples/us/. samples/NA # readouts of Namibia's government, which is written NA
lunette 2 run samples -p diplomacy --path '{country}/{source}/{date}-*' -o samples.db --quiet # texts in languages without rules
answers samples.db "SELECT count(*) > 0 FROM document WHERE country = 'NA'" 1
answers samples.db "SELECT max(id) > 2147483647 FROM act" 1 # more than R's integers hold
all_forms samples.db read-samples act person country organization collective date statement encounter quantity set_phrase
read_back read-samples

# Every block of the page on exports that R or the shell runs, in their order.
mkdir "$work/bin" "$work/blocks" page
ln -s "$LUNETTE" "$work/bin/lunette"
awk -v folder="$work/blocks" '
    /^```[a-z]+$/ { file = sprintf("%s/%02d.%s", folder, ++n, substr($0, 4)); inside = 1; next }
    /^```$/ { inside = 0 }
    inside { print > file }
' "$LUNETTE_ROOT/docs/exports.md"
cp samples.db page/readouts.db
for block in "$work"/blocks/*.sh "$work"/blocks/*.r; do
    case $block in *.r) runner="Rscript --vanilla" ;; *) runner="sh -eu" ;; esac
    last="block ${block##*/} of docs/exports.md" code=0 claims=$((claims + 1))
    (cd page && PATH=$work/bin:$PATH $runner "$block") >"$out" 2>"$err" || code=$?
    case $(cat "$err") in *"there is no package called"*) echo "$last: skipped, a package of R is not installed"; continue ;; esac
    [ "$code" -eq 0 ] || complain "$last" "exit code 0" "exit code $code: $(cat "$err")"
    case $block in *.r) [ -s "$out" ] || complain "$last" "an answer" nothing ;; esac
done

# Characters of four bytes, other line ends, quotes, formulas, texts that R takes for nothing or for a number.
cat >hostile.lua <<'LUA'
requires "entities"
layer "act" { kind = enum { "urge", "thank" }, actor = list(ref()), target = list(ref()), words = span, sure = boolean, share = number, host = ref "party" }
layer "party" { mention = true, note = text }
rule "party" {
  match = [[ /^(Nor.*|Ost.*)$/ ]], marks = "party", examples = { "Norland slept." },
  mark = function(match, doc) return { match, entity = doc:entity("country", match.text .. ' & <"Söhne"> |\t=\u{1F6A2}'), note = "=1+1\t|\n\u{2028};\"\\" } end,
}
rule "urge" {
  match = [[ actor:@party words:(urged | thanked) target:@party ]], marks = "act", reads = { "party" }, examples = { "Norland urged Ostia." },
  mark = function(match)
    local kind = match.words.text == "urged" and "urge" or "thank"
    return { match, kind = kind, actor = match.actor, target = match.target, words = match.words, sure = true, share = 0.1, host = match.actor }
  end,
}
rule "sum" { match = [[ "=" words:(1 "+" 1) ]], mark = "act", set = { kind = "urge" }, examples = { "=1+1" } }
rule "nothing" { match = [[ words:("NA" | "NULL" | "TRUE" | 007) ]], mark = "act", set = { kind = "thank" }, examples = { "NA" } }
LUA
printf '=1+1 \360\237\232\242 Norl\360\235\224\236nd urged Ostia\360\237\230\200. "Norland"\tthanked\nOstia, "\047 # ; <b>; Ostia urged Norland.\nNorland\rthanked Ostia\013.\nNA, NULL, TRUE, 007\n' >one.txt
printf 'Norland urged Ostia\n' >two.txt
lunette 0 run one.txt two.txt -r hostile.lua -o hostile.db --quiet
all_forms hostile.db read-hostile act party
read_back read-hostile
finish
