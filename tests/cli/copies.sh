# copies.sh - copies of a text: found whatever the order, the workers and the runs, counted once, and told of.
set -eu
. "$LUNETTE_ROOT/tests/cli/_lib.sh"

cat >thanks.lua <<'LUA'
layer "deed" { cue = span }
rule "thanks" { doc = "Thanks.", match = [[ cue:thanked ]], mark = "deed", examples = { "Ostia thanked Norland." } }
report "count" {
  options = {},
  write = function(corpus, _, page)
    page:line("%d documents, %d deeds, %d aside.", #corpus:documents(), #corpus:annotations "deed", corpus:copies())
    page:line("%d in all, %d of Quay.", #corpus:documents { copies = true }, #corpus:documents { source = "Quay" })
  end,
}
analysis "thanks" {
  options = {}, result = { n = integer },
  run = function(corpus, _, result) result:add { n = #corpus:annotations "deed" } end,
}
LUA

# 200 words that no other text of ours has, by a number
text() {
    awk -v n="$1" -v from="${2:-1}" -v to="${3:-200}" 'BEGIN { for (i = from; i <= to; i++) printf "%sw%d%s", (i > from ? " " : ""), (i * 7919 + n * 104729) % 50021, (i % 12 ? "" : ".") }'
}
object() { printf '{"id":"%s","source":"%s","text":"%s"}\n' "$1" "$2" "$3"; }
{
    object a Ministry "Norland thanked Ostia. $(text 1)"
    object b Other "Ostia thanked nobody. $(text 2)"
    object c Quay "PORT, 4 May. Norland thanked Ostia. $(text 1) All rights are with the Quay."
    object d Quay "$(text 3)"
    object e Embassy "Norland thanked Ostia. $(text 1 1 150)"
    object f Agency "$(text 4)"
    object short1 Other "The ferry to Ostia sails at nine on Monday."
    object short2 Other "The ferry to Ostia sails at nine on Tuesday."
    object short3 Other "The ferry to Ostia sails at nine on Monday."
    object none Other "Hm."
    object none2 Other "Hm."
} >all.jsonl
groups() { value "$1" "SELECT group_concat(d.name || '>' || o.name, ' ') FROM (SELECT * FROM document ORDER BY id) d JOIN document o ON o.id = d.copy_of"; }
expected="c>a e>a short3>short1"

lunette 0 run all.jsonl -r thanks.lua -o c.db -j 1
equals "copies" "$expected" "$(groups c.db)"
answers c.db "SELECT similarity FROM document WHERE name = 'short3'" 1
answers c.db "SELECT count(*) FROM document WHERE (copy_of IS NULL) <> (similarity IS NULL)" 0
answers c.db "SELECT count(*) FROM document WHERE similarity < 0.3 OR similarity > 1" 0
lunette 0 run all.jsonl -r thanks.lua -o four.db -j 4
equals "by four workers" "$(value c.db "SELECT id, copy_of, similarity FROM document ORDER BY id")" "$(value four.db "SELECT id, copy_of, similarity FROM document ORDER BY id")"

# in several runs
mkdir days
for i in 1 4 7 10; do sed -n "$i,$((i + 2))p" all.jsonl >days/$i.jsonl; done
for i in 1 4 7 10; do lunette 0 run days/$i.jsonl -r thanks.lua -o days.db; done
equals "day by day" "$expected" "$(groups days.db)"
lunette 0 run days -r thanks.lua -o days.db --force
equals "and again" "$expected" "$(groups days.db)"

# the first changes: those behind it find another, as if all had come at once
sed -i '1s/.*/'"$(object a Ministry "$(text 9)")"'/' days/1.jsonl
lunette 0 run days -r thanks.lua -o days.db
equals "the first is another text now" "e>c short3>short1" "$(groups days.db)"
lunette 0 run days -r thanks.lua -o fresh.db
equals "as in a new corpus" "$(value fresh.db "SELECT name, (SELECT o.name FROM document o WHERE o.id = d.copy_of), similarity FROM document d ORDER BY name")" \
    "$(value days.db "SELECT name, (SELECT o.name FROM document o WHERE o.id = d.copy_of), similarity FROM document d ORDER BY name")"
sed -i '3d' days/1.jsonl
lunette 0 run days -r thanks.lua -o days.db --prune
equals "the first is gone" "short3>short1" "$(groups days.db)"
answers days.db "SELECT count(*) FROM document WHERE copy_of NOT IN (SELECT id FROM document)" 0

# A house that repeats its formulas every month writes texts of its own; what the agency prints within a week is a copy, as is the same text again.
monthly() { printf '{"id":"%s","source":"House","date":"%s","text":"%s They spoke of %s."}\n' "$1" "$2" "$(text 1)" "$3"; }
{
    monthly january 2024-01-09 "$(text 5 1 30)"
    monthly agency 2024-01-14 "$(text 5 1 30) $(text 6 1 30)"
    monthly february 2024-02-09 "$(text 7 1 30)"
    monthly echo 2024-02-10 "$(text 7 1 30)"
    monthly undated "" "$(text 8 1 30)"
    monthly again 2024-06-01 "$(text 5 1 30)"
} >months.jsonl
lunette 0 run months.jsonl -r thanks.lua -o months.db
equals "copies by their dates" "agency>january echo>february undated>january again>january" "$(groups months.db)"
# a date that changes is another verdict
sed -i 's/2024-01-14/2024-03-14/' months.jsonl
lunette 0 run months.jsonl -r thanks.lua -o months.db
equals "dated anew" "echo>february undated>january again>january" "$(groups months.db)"

# counted once
lunette 0 report count c.db -r thanks.lua --format md -o -
holds "$out" "8 documents, 2 deeds, 3 aside."
holds "$out" "11 in all, 2 of Quay."
holds "$err" "3 documents are copies of others and were set aside; --copies counts all"
lunette 0 report count c.db -r thanks.lua --format md -o - --copies
holds "$out" "11 documents, 4 deeds"
lacks "$err" "set aside"
lunette 0 report count c.db -r thanks.lua --format md -o - --source quay
holds "$out" "2 documents, 1 deeds, 0 aside."
lunette 0 analyze thanks c.db -r thanks.lua --format csv
holds "$out" 2
holds "$err" "set aside"
lunette 0 analyze thanks c.db -r thanks.lua --format csv --copies
holds "$out" 4
lunette 0 report briefing c.db --format md -o -
holds "$out" "3 copies of other documents set aside"
finish
