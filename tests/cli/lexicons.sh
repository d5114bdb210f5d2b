# lexicons.sh - a large lexicon is compiled once, into the cache; a damaged file is made again with a note; no cache, no harm.
set -eu
. "$LUNETTE_ROOT/tests/cli/_lib.sh"

LUNETTE_CACHE=$work/cache
export LUNETTE_CACHE
mkdir -p ships/lexicons ships/rules text
echo 'return { name = "ships", version = "1.0", summary = "Ships by name.", languages = { "en" } }' >ships/plugin.lua
cat >ships/rules/ship.lua <<'END'
layer "ship" { name = text, tons = integer }
rule "known" { doc = "A ship of the list.", match = [[ s:$ships ]], mark = "ship", set = { name = from "s.name", tons = from "s.tons" } }
END
{
    printf 'phrase\tname\ttons\n'
    awk 'BEGIN { for (i = 0; i < 4000; i++) printf "grey star %d\tGrey Star No. %d\t%d\n", i, i, i * 10 }'
} >ships/lexicons/ships.tsv
echo 'The Grey Star 7 met the grey star 3999 and the Grey Star.' >text/a.txt

cached() { find "$work/cache" -name '*.lexicon' | wc -l | tr -d ' '; }
# found WHAT: the ships of the text are in the corpus, whatever became of the cache.
found() {
    answers ships.db "SELECT group_concat(name || ' ' || tons, '; ') FROM ship" "Grey Star No. 7 70; Grey Star No. 3999 39990"
    rm -f ships.db
}

lunette 0 run text -p ./ships -o ships.db
found
equals "compiled lexicons" 1 "$(cached)"
lacks "$err" "compiled again"
file=$(find "$work/cache" -name '*.lexicon')
before=$(ls -i "$file")

# The second start maps what is there.
lunette 0 run text -p ./ships -o ships.db
found
equals "the file that is there" "$before" "$(ls -i "$file")"
lunette 0 doctor
holds "$out" "$work/cache: 1 compiled lexicons"

# A damaged one is not believed.
printf 'XXXX' | dd of="$file" bs=1 seek=5000 conv=notrunc 2>/dev/null
lunette 0 run text -p ./ships -o ships.db
found
holds "$err" "ships.tsv was compiled again: $file"
holds "$err" "its checksum is another one"
lunette 0 run text -p ./ships -o ships.db
found
lacks "$err" "compiled again"
: >"$file"
lunette 0 test ./ships
lunette 0 run text -p ./ships -o ships.db
found

# Another source is another file.
printf 'grey star\tGrey Star\t5\n' >>ships/lexicons/ships.tsv
lunette 0 run text -p ./ships -o ships.db
answers ships.db "SELECT count(*) FROM ship" 3
rm -f ships.db
equals "compiled lexicons" 2 "$(cached)"
sed -i '$d' ships/lexicons/ships.tsv

# Where nothing can be written, or there is no cache, the answers are the same and nothing is said.
echo >"$work/file"
for LUNETTE_CACHE in "$work/file" "$work/file/below" ""; do
    lunette 0 run text -p ./ships -o ships.db
    lacks "$err" "cache"
    found
done

# columns that stand apart by commas
printf 'phrase,kind\nspeaks up,praise\n' >mine.csv
cp mine.csv mine.tsv
for file in mine.csv mine.tsv; do
    printf 'lexicon "mine" { file = "%s" }\n' "$file" >mine.lua
    lunette 3 test mine.lua
    says "$file:1: lexicon 'mine': columns of a lexicon are separated by tabs"
done

# A rule file reads lexicons of its own folder, beside it and below, and no others: not by .., not by an absolute path, not by a link.
mkdir -p own/rules own/words own/lexicons secret
printf 'phrase\tpassword\nada\tthunter2\n' >secret/p.tsv
cp secret/p.tsv own/words/p.tsv
cp secret/p.tsv own/p.tsv
printf 'return { name = "own", version = "0.1.0", summary = "s" }\n' >own/plugin.lua
ln -s ../../secret/p.tsv own/words/link.tsv
ln -s words own/near
for file in p.tsv words/p.tsv near/p.tsv ./words/p.tsv; do
    printf 'lexicon "mine" { file = "%s" }\n' "$file" | tee own/mine.lua >own/rules/a.lua
    lunette 0 test ./own
    lunette 0 test own/mine.lua
    (cd own && lunette 0 test mine.lua)
done
for file in ../secret/p.tsv words/../../secret/p.tsv "$PWD/secret/p.tsv" /etc/passwd words/link.tsv; do
    printf 'lexicon "mine" { file = "%s" }\n' "$file" | tee own/mine.lua >own/rules/a.lua
    lunette 3 test ./own
    says "own/rules/a.lua:1: lexicon 'mine': '"
    says "leads out of the"
    lunette 3 test own/mine.lua
    says "leads out of the"
done
rm own/rules/a.lua
lunette 0 test ./own
ln -s ../../secret/p.tsv own/lexicons/p.tsv
lunette 3 test ./own
says "own/lexicons/p.tsv:1: './own/lexicons/p.tsv' leads out of the folder './own'"

# A table of one column has its heading alone on a line; in a list of phrases that is a phrase.
cat >names.lua <<'LUA'
layer "name" { what = span }
lexicon "names" { file = "names.tsv" }
rule "name" { match = [[ what:$names ]], mark = "name" }
LUA
printf 'phrase\nfleet\n' >names.tsv
echo "The fleet has a phrase." >text/fleet.txt
lunette 0 run text/fleet.txt -r names.lua -o names.db
answers names.db "SELECT group_concat(text) FROM name" fleet
sed 's/tsv/txt/' names.lua >listed.lua
cp names.tsv names.txt
lunette 0 run text/fleet.txt -r listed.lua -o listed.db
answers listed.db "SELECT group_concat(text) FROM name" '"fleet,phrase"'
rm text/fleet.txt

# Of a column of numbers the whole ones fill an integer; the others are no answer, and are said.
cat >sizes.lua <<'LUA'
layer "size" { n = integer }
lexicon "sizes" { file = "sizes.tsv" }
rule "size" { match = [[ of:$sizes ]], mark = "size", set = { n = from "of.n" } }
LUA
printf 'phrase\tn\nsmall\t3.0\nmiddling\t2.5\nhuge\t99999999999999999999\n' >sizes.tsv
for word in small middling huge; do echo "It is $word." >"text/$word.txt"; done
rm -f text/a.txt
lunette 2 run text -r sizes.lua -o sizes.db
answers sizes.db "SELECT group_concat(text || ' ' || n, '; ') FROM size" "small 3"
answers sizes.db "SELECT count(*) FROM problem WHERE message LIKE '%expected integer, got 2.5, which is no whole number%'" 1
answers sizes.db "SELECT count(*) FROM problem WHERE message LIKE '%expected integer, got 1e+20, which is no whole number%'" 1
finish
