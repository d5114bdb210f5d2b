# plugin_files.sh - plugins are copied, installed from folders and archives, replaced, removed, locked; and where they are looked for.
set -eu
. "$LUNETTE_ROOT/tests/cli/_lib.sh"
export XDG_DATA_HOME="$work/data"
unset LUNETTE_PATH
home=$XDG_DATA_HOME/lunette/plugins

mkdir -p ferry/rules ferry/.git
cat >ferry/plugin.lua <<'LUA'
return { name = "ferry", version = "0.1.0", summary = "Ferries.", languages = { "en" }, requires = { "syntax" }, capabilities = { "meta" } }
LUA
cat >ferry/rules/ferry.lua <<'LUA'
layer "ferry" { doc = "A ferry.", cue = span }
rule "ferry" {
  doc = "A ferry.", match = [[ cue:(the ferry) ]], mark = "ferry",
  examples = { { "They took the ferry.", expect = { { cue = "the ferry" } } }, { "They took the boat.", expect = {} } },
}
LUA
echo secret >ferry/.git/config
printf 'They took the ferry.\n' >good.txt

# What it is is shown first; without a yes nothing happens.
lunette 3 plugin install ferry
for line in "ferry 0.1.0: Ferries." "requires   syntax 0.1.0" "asks for   meta" "layers     ferry" "rules      1, with 2 examples: 0 failed" "check      nothing to mend"; do
    holds "$out" "$line"
done
says "nobody can be asked here" "--yes"
equals "nothing is installed" "" "$(find "$home" -type f)"
lunette 0 plugin install ferry --show
holds "$out" "ferry 0.1.0: Ferries."
lunette 0 plugin install ferry --show --json
holds "$out" '"name":"ferry"'
equals "nothing is installed" "" "$(find "$home" -type f)"
lunette 3 run good.txt -p ferries -o a.db
says "no plugin 'ferries'"

if command -v script >/dev/null; then
    last="lunette plugin install, on a terminal"
    printf 'n\n' | script -qec "'$LUNETTE' plugin install ferry" /dev/null >"$out" 2>&1 || true
    holds "$out" "[y/N]"
    holds "$out" "not installed"
    equals "nothing is installed" "" "$(find "$home" -type f)"
    printf 'y\n' | script -qec "'$LUNETTE' plugin install ferry" /dev/null >"$out" 2>&1
    holds "$out" "installed: "
    lunette 0 plugin remove ferry
fi

# From archives; the one that is there is replaced.
mkdir other && mv ferry other/
tar -C other -czf ferry.tar.gz ferry
lunette 0 plugin install ferry.tar.gz --yes
holds "$out" "installed: $home/ferry"
equals "hidden files stay behind" "" "$(find "$home" -name '.*')"
lunette 0 plugin list
equals "listed" "ferry 0.1.0 installed" "$(sed -n 's/^\(ferry\)  *\([0-9.]*\)  *\([a-z]*\) .*/\1 \2 \3/p' "$out")"
lunette 0 plugin check ferry
lunette 0 run good.txt -p ferry -o a.db
answers a.db "SELECT cue FROM ferry" "the ferry"
sed -i 's/0.1.0/0.2.0/' other/ferry/plugin.lua
sed -i 's/(the ferry)/((the | a) ferry)/' other/ferry/rules/ferry.lua
touch "$home/ferry/left.txt"
(cd other/ferry && tar -czf ../../flat.tgz ./*)
lunette 0 plugin install flat.tgz --yes
holds "$out" "replaced: $home/ferry"
equals "the old one is gone" "" "$(find "$home" -name left.txt -o -name '.lunette*')"
holds "$home/ferry/rules/ferry.lua" "(the | a)"

# One that breaks leaves the one that is there.
echo 'rule "x" {' >other/ferry/rules/x.lua
lunette 3 plugin install other/ferry --yes
says "'other/ferry' does not load" "rules/x.lua:"
lunette 0 run good.txt -p ferry -o b.db
rm other/ferry/rules/x.lua
broken=0
(
    trap '' XFSZ
    awk 'BEGIN { for (i = 0; i < 9000; i++) print "phrase number " i }' >other/ferry/lexicon.txt
    ulimit -f 100
    "$LUNETTE" plugin install other/ferry --yes >"$out" 2>"$err"
) || broken=$?
last="lunette plugin install, on a full disk"
equals "exit code" 3 "$broken"
says "cannot write"
equals "the old one stands" "" "$(find "$home" -name lexicon.txt -o -name '.lunette*')"
lunette 0 run good.txt -p ferry -o b.db

# Ctrl-C while it is tried: the one that is there stays, and nothing lies beside it.
mkdir -p slow/rules
sed 's/"ferry"/"slow"/' other/ferry/plugin.lua >slow/plugin.lua
echo 'while true do end' >slow/rules/slow.lua
"$LUNETTE" plugin install slow --yes >"$out" 2>"$err" &
install=$!
for _ in $(seq 500); do
    [ -z "$(find "$home" -name 'slow.lua')" ] || break
    sleep 0.02
done
sleep 0.2
kill -INT "$install"
code=0 last="lunette plugin install, stopped"
wait "$install" || code=$?
equals "exit code" 3 "$code"
says "stopped; nothing was changed"
lacks "$err" "does not load"
equals "nothing lies beside it" "ferry" "$(ls -A "$home")"

# Where it is looked for: LUNETTE_PATH before what ships, what ships before what is installed.
mkdir -p path/plugins/ferry path/plugins/dates
sed 's/0.2.0/0.3.0/' other/ferry/plugin.lua >path/plugins/ferry/plugin.lua
LUNETTE_PATH=$PWD/path lunette 0 plugin list
equals "of LUNETTE_PATH alone" "ferry 0.3.0 path" "$(sed -n 's/^\(ferry\)  *\([0-9.]*\)  *\([a-z]*\) .*/\1 \2 \3/p' "$out")"
LUNETTE_PATH=$PWD/path lunette 0 plugin copy ferry from-path
holds from-path/plugin.lua '"0.3.0"'
lunette 0 plugin copy ferry from-home
holds from-home/plugin.lua '"0.2.0"'
mkdir -p "$home/dates"
sed 's/"ferry"/"dates"/' other/ferry/plugin.lua >"$home/dates/plugin.lua"
lunette 0 plugin list
equals "what ships is not hidden" 1 "$(grep -c '^dates  *0.1.0  *shipped' "$out")"
lunette 0 plugin remove dates
mkdir -p "$home/lame/rules"
echo 'return {}' >"$home/lame/plugin.lua"
lunette 0 plugin list
holds "$err" "plugin 'lame' does not load"
equals "the others are listed" 1 "$(grep -c '^ferry  *0.2.0' "$out")"
lunette 0 plugin remove lame

# The lock.
cat >mine.lua <<'LUA'
requires "ferry"
layer "trip" { cue = span }
rule "trip" { doc = "A trip.", match = [[ cue:(took @ferry) ]], mark = "trip", examples = { "They took the ferry." } }
LUA
lunette 3 run good.txt -p ferry -o c.db --locked
says "there is no 'lunette.lock'" "hint: write it"
lunette 3 plugin lock
says "nothing was named" "hint: name what the project uses"
lunette 0 plugin lock mine.lua
equals "three are locked" 3 "$(grep -c 'sha256:[0-9a-f]\{64\} ' lunette.lock)"
for source in "syntax 0.1.0 .* shipped" "ferry 0.2.0 .* installed" "mine - .* file mine.lua"; do
    equals "$source" 1 "$(grep -c "^$source\$" lunette.lock)"
done
lunette 0 run good.txt -r mine.lua -o c.db --locked
lacks "$err" "lunette.lock"
echo '{"text":"They took the ferry."}' >in.jsonl
code=0
"$LUNETTE" pipe -r ./mine.lua --locked <in.jsonl >"$out" 2>"$err" || code=$?
equals "pipe, locked" 0 "$code"
lunette 3 run good.txt -p dates -o c.db --locked
says "'dates' is not in lunette.lock" "hint: "
echo '-- changed' >>"$home/ferry/rules/ferry.lua"
lunette 0 run good.txt -r mine.lua -o c.db
equals "one line" 1 "$(grep -c 'ferry differs from lunette.lock' "$err")"
lunette 3 run good.txt -r mine.lua -o c.db --locked
says "ferry differs from lunette.lock" "hint: bring back"
code=0
"$LUNETTE" pipe -r mine.lua --locked <in.jsonl >"$out" 2>"$err" || code=$?
last="lunette pipe --locked"
equals "pipe refuses" 3 "$code"
says "ferry differs"
lunette 0 plugin lock
equals "which changed" 1 "$(grep -c '^changed *ferry 0.2.0' "$out")"
lunette 0 run good.txt -r mine.lua -o c.db --locked
lunette 0 plugin remove ferry
lunette 3 run good.txt -p dates -r mine.lua -o c.db --locked
says "'dates' is not in lunette.lock"
lunette 3 run good.txt -r mine.lua -o c.db --locked
says "ferry (gone)"
echo 'ferry 1.0 sha256:12 shipped' >>lunette.lock
lunette 3 run good.txt -p dates -o c.db
says "lunette.lock:6" "expected: name version sha256:DIGEST source" "hint: "
rm lunette.lock

# Copies.
lunette 0 plugin copy dates
lunette 0 test ./dates
holds "$out" " 0 failed"
lunette 0 plugin copy quotes deep/in/quotes/
lunette 0 test deep/in/quotes
lacks "$out" FAIL
lunette 0 plugin lock ./dates
lunette 0 plugin copy dates again --json
equals "the same bytes" "$(cat dates/rules/*.lua | cksum)" "$(cat again/rules/*.lua | cksum)"
lunette 3 plugin copy dates
says "'dates' is there already" "hint: "
lunette 3 plugin copy nowhere
says "there is no plugin 'nowhere'" "hint: "
lunette 3 plugin copy
says "expects the name of a plugin" "hint: "
lunette 3 plugin install
says "expects a folder or an archive" "hint: "
lunette 3 plugin remove
says "expects the name of an installed plugin" "hint: "
lunette 3 plugin remove ../data
says "no plugin '../data' is installed" "hint: "
lunette 3 plugin remove dates
says "no plugin 'dates' is installed" "ships with Lunette"
finish
