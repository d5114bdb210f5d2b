# plugin.sh - the plugins there are, the names that one brings, what its check says.
set -eu
. "$LUNETTE_ROOT/tests/cli/_lib.sh"

lunette 0 plugin list
equals "the header" "plugin version from languages summary" "$(sed -n '1s/  */ /gp' "$out")"
for name in dates diplomacy entities quotes syntax; do
    equals "$name" 1 "$(grep -c "^$name  *[0-9.]*  *shipped  *en  *[A-Z].*\.\$" "$out")"
done
lunette 0 plugin list --json
holds "$out" '"name":"entities"'

lunette 0 plugin names entities
for word in person country collective; do
    holds "$out" "$word"
done
holds "$out" "layers     @organization   entities   A named body"
holds "$out" "           @sentence       core       A sentence."
lunette 0 plugin names entities --json
holds "$out" '"layers":['

# A plugin of one's own, in a folder.
mkdir -p ferry/rules
cat >ferry/plugin.lua <<'LUA'
return { name = "ferry", version = "0.1.0", summary = "Ferries.", languages = { "en" } }
LUA
cat >ferry/rules/ferry.lua <<'LUA'
layer "ferry" { doc = "A ferry.", cue = span }
rule "ferry" {
  doc = "A ferry.", match = [[ cue:(the ferry) ]], mark = "ferry",
  examples = { { "They took the ferry.", expect = { { cue = "the ferry" } } }, { "They swam.", expect = {} } },
}
LUA
echo "Ferries." >ferry/README.md
lunette 0 plugin check ferry
equals "nothing to say" "nothing to mend" "$(cat "$out")"
lunette 0 plugin names ferry
holds "$out" "ferry"
sed -i 's/^  examples.*$//' ferry/rules/ferry.lua
lunette 1 plugin check ferry
holds "$out" "ferry/rules/ferry.lua:2:6: warning: "
holds "$out" "example"

lunette 3 plugin
says "expects list, names, check, copy, install, remove or lock" "hint: lunette plugin"
lunette 3 plugin check
says "expects the name or folder of a plugin" "hint: "
lunette 3 plugin names ferri
says "no plugin 'ferri'" "hint: "
# A folder of one's own may be called "plugins", as that inside the program is, and a plugin in it as a shipped one.
mkdir -p own && cd own
lunette 0 new plugin harbour
mkdir plugins
mv harbour plugins/
printf 'A quiet harbour.\n' >note.txt
lunette 0 test plugins/harbour
holds "$out" "0 failed"
lunette 0 test plugins/harbour/rules/harbour.lua
holds "$out" "2 examples, 0 failed"
lunette 0 plugin check plugins/harbour/
lunette 0 run note.txt -p plugins/harbour -o note.db
lunette 0 diff plugins/harbour plugins/harbour note.db
lunette 0 why note.db note.txt "quiet harbour" # loads what the corpus was made with: the plugin, though a file of it is called like it
cd ..
# A copy of a plugin that ships, changed, given behind another that requires it: the copy is meant, in either order.
mkdir copy
cp -r "$LUNETTE_ROOT/plugins/dates" copy/dates
sed -i 's/version = "[0-9.]*"/version = "99.1.0"/' copy/dates/plugin.lua
mkdir -p copy/lock/rules
cat >copy/lock/plugin.lua <<'LUA'
return { name = "lock", version = "0.1.0", summary = "Locks.", languages = { "en" }, requires = { "dates" } }
LUA
cat >copy/lock/rules/lock.lua <<'LUA'
layer "lock" { cue = span }
rule "lock" { match = [[ cue:lock on @date ]], mark = "lock" }
LUA
echo 'The lock on 5 March 2026.' >lock.txt
for order in "copy/lock copy/dates" "copy/dates copy/lock"; do
    set -- $order
    lunette 0 run lock.txt -p "./$1" -p "$PWD/copy/../$2" -o "lock-${1##*/}.db" --quiet
    lunette 0 sql "lock-${1##*/}.db" "SELECT DISTINCT version FROM _rule WHERE plugin = 'dates'"
    holds "$out" "99.1.0"
    lunette 0 test "./$1" "$PWD/copy/../$2"
done
finish
