# new_copies.sh - every shipped rule can be copied to a file of its own, which loads and passes its examples. label: full
set -eu
. "$LUNETTE_ROOT/tests/cli/_lib.sh"

echo 'A text.' >a.txt
n=0
for plugin in syntax entities dates quotes diplomacy; do
    "$LUNETTE" profile -p "$plugin" --all --json a.txt | tr ',' '\n' | sed -n "s/.*\"rule\":\"\\($plugin\\.[^\"]*\\)\".*/\\1/p" | sort -u >ids
    while IFS= read -r id; do
        n=$((n + 1))
        lunette 0 new rule mine --from "$id" -q
        rm -f mine.lua
    done <ids
done
equals "more than a hundred rules" yes "$([ "$n" -gt 100 ] && echo yes || echo "no: $n")"
finish
