# huge_input.sh - a sentence of 100,000 words, tags without a space between them, and a page 100,000 elements deep: read to the end, in little time, and what is cut is said.
set -eu
. "$LUNETTE_ROOT/tests/cli/_lib.sh"

cat >ferry.lua <<'LUA'
layer "ferry" { cue = span }
rule "ferry" { doc = "A ferry.", match = [[ cue:(the ferry) ]], mark = "ferry", examples = { { "They took the ferry.", expect = { { cue = "the ferry" } } } } }
rule "gap" { doc = "A gap.", match = [[ cue:(whale ... ferry) ]], mark = "ferry", examples = { { "The whale saw a ferry.", expect = { { cue = "whale saw a ferry" } } } } }
LUA

awk 'BEGIN { for (i = 0; i < 50000; i++) printf "slow boats, "; print "and the ferry." }' >long.txt
printf 'They took the ferry.\n' >good.txt
lunette 2 run long.txt good.txt -r ferry.lua -o long.db
answers long.db "SELECT count(*) FROM document" 2
answers long.db "SELECT count(*) FROM ferry JOIN document ON document.id = ferry.document WHERE uri = 'good.txt'" 1
answers long.db "SELECT count(*) > 0 FROM problem WHERE uri = 'long.txt' AND message LIKE '%5%000%'" 1
answers long.db "SELECT length(text) > 600000 FROM document WHERE uri = 'long.txt'" 1

# Tags, and lines drawn with signs, 200,000 of them without a space: minutes, where each is followed by a look to the end.
for piece in '<b><i>' '<script>' 'a<b>' '////////||||||||' '//////// ||||||||'; do
    awk -v piece="$piece" 'BEGIN { for (i = 0; i < 100000; i++) printf "%s", piece; print "and the ferry." }' >tags.txt
    code=2 # the sentence of 100,000 words is cut
    [ "$piece" = 'a<b>' ] || code=0
    lunette "$code" run tags.txt -r ferry.lua --deadline 10 -o tags.db
    answers tags.db "SELECT count(*) FROM problem WHERE code = 'deadline'" 0
done

# The last words stand at the bottom; words above and below them stand at every depth.
awk 'BEGIN {
    print "<!DOCTYPE html><html><head><title>Deep</title></head><body><main><p>They took the ferry at the top of this page, which is deep.</p>"
    for (i = 0; i < 100000; i++) printf "<div>"
    print "<p>They took the ferry at the bottom of this page, after a hundred thousand steps down.</p>"
    for (i = 0; i < 100000; i++) printf "</div>"
    print "<p>And they took the ferry on the way back up, in the end.</p></main></body></html>" }' >deep.html
lunette 0 run deep.html good.txt -r ferry.lua -o deep.db
answers deep.db "SELECT count(*) FROM ferry JOIN document ON document.id = ferry.document WHERE uri = 'deep.html'" 3
answers deep.db "SELECT title FROM document WHERE uri = 'deep.html'" Deep
sed 's,</div>,,g' deep.html >open.html
lunette 0 run open.html -r ferry.lua -o open.db
answers open.db "SELECT count(*) FROM ferry" 3
finish
