# try.sh - what a pattern matches, now: aligned text, JSON, files and corpora as sources, no colour where no terminal is.
set -eu
. "$LUNETTE_ROOT/tests/cli/_lib.sh"

mkdir notes
printf 'Rita signed the treaty.\nIn the grey morning Omar signed it, too.\n' >notes/a.txt
printf 'Nobody wrote.\n' >notes/b.txt

lunette 0 try 'signed (it | the treaty)' notes
equals "keyword in context" "$(printf '%s\n' 'notes/a.txt' \
    '                                   Rita [signed the treaty]. In the grey morning Omar signed it, to' \
    'ed the treaty. In the grey morning Omar [signed it], too. ')" "$(cat "$out")"
holds "$err" "2 hits in 1 of 2 documents"
lacks "$out" "$(printf '\033')"

lunette 0 try 'signed' notes -c 5
equals "a narrow context" "$(printf '%s\n' 'notes/a.txt' 'Rita [signed] the ' 'Omar [signed] it, ')" "$(cat "$out")"
lunette 0 try 'signed' notes -n 1
holds "$err" "1 hit in 1 of 1 document"
equals "hits" 1 "$(grep -c '\[' "$out")"
lunette 0 try 'signed' notes/a.txt notes/b.txt
holds "$out" "notes/a.txt"
lacks "$out" "notes/b.txt"
lunette 0 try 'signed' - <notes/a.txt
holds "$out" "[signed]"
lunette 0 try 'signed' notes --quiet
equals "quiet" "" "$(cat "$err")"

# Offsets of JSON are code points.
printf 'Žofie wrote a «letter».\n' >letter.txt
lunette 0 try '"letter"' letter.txt --json
equals "JSON" '{"uri":"letter.txt","start":15,"stop":21,"text":"letter"}' "$(cat "$out")"

# Layers: the names of plugin entities come with a pattern that asks for some; others by -p and -r.
printf 'Norway thanked Peru on 3 March 2026.\n' >thanks.txt
lunette 0 try '@country thanked @country' thanks.txt
holds "$out" "[Norway thanked Peru]"
lunette 0 try 'on @date' thanks.txt -p dates
holds "$out" "[on 3 March 2026]"
cat >verb.lua <<'LUA'
define "giving" [[ (thanked | praised) ]]
layer "deed" { cue = span }
rule "deed" { doc = "A deed.", match = [[ cue:%giving ]], mark = "deed", examples = { { "He praised it.", expect = { { cue = "praised" } } } } }
LUA
lunette 0 try '@deed[cue = thanked]' thanks.txt -r verb.lua
holds "$out" "[thanked]"

# A corpus is a source, too.
lunette 0 run notes -r verb.lua -o notes.db
rm -r notes
lunette 0 try 'signed' notes.db
holds "$err" "2 hits in 1 of 2 documents"

# What the corpus's index rules out is not read; where it cannot tell, that is said.
mkdir more
for i in 1 2 3 4; do printf 'Paper %s was not kept.\n' "$i" >more/$i.txt; done
printf "Norway didn't thank Peru at 5pm.\n" >more/5.txt
lunette 0 run more -p entities -o more.db
for pattern in "n't" '~thank' '@country' '@country thank | ~do ... thank' '[~thank]' '5'; do
    lunette 0 try "$pattern" more.db
    holds "$out" "more/5.txt"
    holds "$err" "in 1 of 5 documents, 1 of them read"
    lacks "$err" "note:"
done
lunette 0 try 'Paper' more.db -n 2
holds "$err" "2 hits in 2 of 2 documents (stopped there: -n)"
lunette 0 try 'pm' more.db
holds "$err" "note: every document is searched: the full-text index cannot tell"
holds "$err" "1 hit in 1 of 5 documents"
lunette 0 try '%cap' more.db
holds "$err" "note: every document is searched: the pattern has no word and no layer that must be there"
lunette 0 try '%cap' more.db --quiet
equals "quiet" "" "$(cat "$err")"
lunette 0 try '@date | 5' more.db -p dates
holds "$err" "note: every document is searched: layer 'date' is not in the corpus, or is of other rules"
cp more.db none.db
sqlite3 none.db 'DROP TABLE document_text'
lunette 0 try "n't" none.db
holds "$err" "note: every document is searched: corpus 'none.db': "
holds "$err" "no such table: document_text"
holds "$err" "1 hit in 1 of 5 documents"
cp more.db late.db
sqlite3 late.db 'INSERT INTO _unindexed VALUES(1), (2)'
lunette 0 try "n't" late.db
holds "$err" "1 hit in 1 of 5 documents, 3 of them read"

# What the run recorded of a document is not told again: what a script asks is whether there are hits.
mkdir odd
printf 'A text \377 of bad bytes.\n' >odd/bad.txt
lunette 2 try 'bad' odd
holds "$err" "odd/bad.txt: 1 sequence not valid utf-8"
lunette 2 run odd -r verb.lua --path '{country}/{date}' -o odd.db
lunette 0 try 'bad' odd.db
equals "standard error" "1 hit in 1 of 1 document" "$(cat "$err")"
lunette 1 try 'bad text' odd.db
lacks "$err" "warning"
lunette 1 try '/nothing/' odd.db
lacks "$err" "warning"
cat >fails.lua <<'LUA'
layer "odd" { cue = span }
rule "odd" { match = [[ cue:bad ]], marks = "odd", mark = function(m) error "no" end }
LUA
lunette 2 try '@odd' odd.db -r fails.lua
holds "$err" "odd/bad.txt"

# Where there is no hit, what was probably meant.
lunette 1 try '~says that' notes.db
holds "$err" "note: ~ stands before a lemma, and says is a form of one: ~say"
lunette 1 try "Rita 'that'" notes.db
holds "$err" 'note: words stand in double quotes: "that"'
lunette 1 try "~sink | \"~says 'that'\"" notes.db
lacks "$err" "lemma"
lacks "$err" "double quotes"
lunette 1 try '~says that' notes.db --quiet
equals "quiet" "" "$(cat "$err")"

# Nothing found, and what could not be done.
lunette 1 try 'whale' notes.db
holds "$err" "0 hits in 0 of 2 documents, 0 of them read"
lunette 3 try 'signed'
says "expects a pattern, then files, folders or a corpus" "hint: lunette try"
lunette 3 try 'signed' nowhere
says "'nowhere' does not exist" "hint: "
lunette 3 try '(signed' notes.db
says "pattern:1:1:" "never closed" "hint: "
equals "the place" "  ^" "$(sed -n 3p "$err")"
lunette 3 try '@persn said' notes.db
says "persn" "hint: " "person"
lunette 3 try '%capp' notes.db
says "capp" "hint: "
# A star is no wildcard, and what may be nothing at all is told so.
printf 'The chin, the chin strap.\n' >chin.txt
lunette 0 try 'chin*' chin.txt
holds "$err" "note: all of the pattern may be absent, and no match is of nothing; ask for something: a+ is a at least once; words that begin with chin are /^chin/i"
lunette 1 try '!chin' chin.txt
holds "$err" "note: all of the pattern may be absent"
lacks "$err" "begin with"

# A field of countries holds codes.
for condition in country=Kenya "country != kenya" "country = PE, Kenya"; do
    lunette 1 try "@person[$condition]" chin.txt -p entities
    holds "$err" "note: \`country\` holds codes of countries, and is never"
    holds "$err" "write country = KE"
done
lunette 1 try "@actor[country=Kenya]" chin.txt -p entities
holds "$err" "write country = KE"
lunette 1 try "@person[country=KE & name=Kenya]" chin.txt -p entities
lacks "$err" "codes"

finish
