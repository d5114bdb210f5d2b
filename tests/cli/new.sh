# new.sh - what `lunette new` writes: all four kinds, in a plugin and by themselves, load, pass, do what their comments say; nothing is overwritten.
set -eu
. "$LUNETTE_ROOT/tests/cli/_lib.sh"

# A plugin, and all kinds in it.
lunette 0 new plugin harbour
holds "$out" "harbour/plugin.lua"
holds "$out" "lunette test harbour"
lunette 0 test harbour
holds "$out" " 0 failed"
lunette 0 plugin check harbour
equals "the check" "nothing to mend" "$(cat "$out")"
lunette 0 new rule closing in harbour
lunette 0 new analysis by-year in harbour
lunette 0 new report sheet --in harbour/
lunette 0 test --shuffle harbour
holds "$out" " 0 failed"
lunette 0 plugin check harbour
for file in rules/closing.lua analyses/by-year.lua reports/sheet.lua; do
    equals "$file" yes "$([ -f "harbour/$file" ] && echo yes)"
done

# The commands that it names work, on the sample that it brings.
lunette 0 run harbour/samples -p harbour -o harbour.db
answers harbour.db "SELECT who || ': ' || what FROM harbour ORDER BY start" "Norway: a new embassy
Chile: two border crossings"
lunette 0 analyze by-year harbour.db -p harbour
lunette 0 report sheet harbour.db -p harbour -o sheet.html
holds sheet.html "a new embassy"

# Single files: what is written works where no plugin is. Names that SQL does not take become others.
for kind in rule analysis report; do
    lunette 0 new $kind "my-$kind" --in files
    equals "my-$kind.lua" yes "$([ -f "files/my-$kind.lua" ] && echo yes)"
    lunette 0 test --shuffle "files/my-$kind.lua"
    holds "$out" " 0 failed"
    lunette 0 run harbour/samples -r "files/my-$kind.lua" -o "my-$kind.db"
done
lunette 0 analyze my-analysis my-analysis.db -r files/my-analysis.lua --format csv
equals "the rows of the analysis" "country,year,documents,rows
NO,2026,1,2" "$(tr -d '\r' <"$out")"
lunette 0 report my-report my-report.db -r files/my-report.lua -o my-report.html
holds my-report.html "a new embassy"
lunette 0 new rule select
lunette 0 test select.lua
lunette 0 new plugin document
lunette 0 test ./document
lunette 0 new rule quiet -q
equals "nothing said" "" "$(cat "$out")"
lunette 0 new rule told --json
holds "$out" '"path":"told.lua"'
lacks "$out" '"text":'

# A shipped rule, to be varied: it takes the place of the one it comes from, in a file and in a plugin.
lunette 0 new rule eager --from diplomacy.ready
holds eager.lua 'replaces "diplomacy.ready"'
lunette 0 test eager.lua
holds "$out" " 0 failed"
printf 'Norway is ready to open a school in Peru, the ministry said.\n' >school.txt
lunette 0 run school.txt -r eager.lua -o eager.db
answers eager.db "SELECT rule, actor, content FROM act" "eager.ready,Norway,open a school in Peru"
lunette 0 new rule by-name in harbour --from entities.titled
lunette 0 test harbour
holds "$out" " 0 failed"
lunette 0 new rule dated --from dates.weekday
lunette 3 new rule dated2 in harbour --from entities.titled
says "has a rule 'titled' already" "hint: "
lunette 3 new rule mine --from diplomacy.redy
says "there is no rule 'diplomacy.redy'" "did you mean"
lunette 3 new rule mine --from nowhere.ready
says "no plugin 'nowhere'"
lunette 3 new report mine --from diplomacy.ready
says "no report 'diplomacy.ready' ships" "briefing, commitments, compare, omissions"
lunette 3 new analysis mine --from diplomacy.ready
says "--from copies a rule or a report" "hint: "
# What ships is not replaced by the way.
lunette 3 new report briefing
says "report 'briefing' is there already" "my-briefing"
lunette 3 new report compare --from compare
says "report 'compare' is there already"
lunette 3 new analysis identities in harbour
says "analysis 'identities' is there already"

# A report that ships, copied, is a report of one's own: it passes, and writes what the other writes.
printf '{"id":"a","date":"2026-02-10","source":"Harbour Office","country":"NO","language":"en","text":"Norway thanked Peru."}\n' >papers.jsonl
lunette 0 run -q papers.jsonl -p diplomacy -o papers.db
for report in briefing commitments compare omissions; do
    lunette 0 new report "my-$report" --from "$report"
    holds "my-$report.lua" "-- my-$report.lua - a copy of the report $report, to be changed."
    holds "my-$report.lua" "lunette report my-$report FILE.db -r my-$report.lua"
done
lunette 0 report my-commitments papers.db -r my-commitments.lua --format md -o mine.md -q
lunette 0 report commitments papers.db --format md -o its.md -q
equals "what a copy writes" "$(cat its.md)" "$(cat mine.md)"

# Nothing is overwritten, and what is refused says why.
before=$(cat eager.lua harbour/plugin.lua | cksum)
lunette 3 new rule eager
says "'eager.lua' is there already" "hint: choose another name"
lunette 3 new plugin harbour
says "'harbour' is there already"
equals "left as they were" "$before" "$(cat eager.lua harbour/plugin.lua | cksum)"
lunette 3 new plugin Harbour.lua
says "is no name for a plugin" "hint: for example harbour"
lunette 3 new plugin ../up
says "is no name for a plugin"
lunette 3 new rule dates
says "'dates' is the name of a plugin that is there already"
lunette 3 new rule harbour in harbour
says "plugin 'harbour' has a rule 'harbour' already"
lunette 3 new pattern x
says "nothing called 'pattern'" "hint: "
lunette 3 new rule
says "it needs a name" "hint: lunette new"
lunette 3 new
says "expects plugin, rule, analysis or report" "hint: lunette new"
lunette 3 new rule x in nowhere
says "'nowhere' is no plugin's folder" "hint: begin one"
lunette 3 new rule x harbour
says "hint: lunette new"

# A plugin that is broken is not added to; a disk that is full leaves nothing.
mkdir -p broken/rules
cp harbour/plugin.lua broken/plugin.lua
echo 'rule "x" {' >broken/rules/x.lua
lunette 3 new rule y in broken
says "broken/rules/x.lua"
equals "not there" "x.lua" "$(ls broken/rules)"
full=0
(
    trap '' XFSZ
    ulimit -f 1
    "$LUNETTE" new plugin wide >"$out" 2>"$err"
) || full=$?
last="lunette new plugin wide, on a full disk"
equals "exit code" 3 "$full"
says "cannot write"
equals "nothing is left" "" "$(find . -name '*wide*' -o -name '.lunette-new-*')"

# A copied rule includes files of the plugin that it requires, also where a copy of that plugin lies beside it.
mkdir copies
cd copies
echo 'Norland is ready to help Ostia.' >a.txt
lunette 0 new rule mine --from diplomacy.ready -q
lunette 0 plugin copy diplomacy
lunette 0 test mine.lua
lunette 0 run a.txt -r mine.lua -o mine.db
lunette 0 diff mine.lua mine.db
lunette 0 run a.txt -p ./diplomacy -r mine.lua -o both.db
cd ..
finish
