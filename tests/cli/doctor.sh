# doctor.sh - what the build and the machine offer, for people and as JSON.
set -eu
. "$LUNETTE_ROOT/tests/cli/_lib.sh"

lunette 0 doctor
for what in system library language store LUNETTE_PATH cache; do
    equals "$what" 1 "$(grep -c "^ok   $what " "$out")"
done
holds "$out" "plugin files inside"
lacks "$out" "BAD"
# What workers give up depends on the kernel: it is said in either case, and a lack is nothing broken.
equals "sandbox" 1 "$(grep -cE '^(ok|less) +sandbox +(Landlock ABI [0-9]+, seccomp: workers open no file|no )' "$out")"
lunette 0 doctor --json
holds "$out" '"sandbox":"'
equals "parts of the sandbox" 1 "$(grep -cE '"landlock":[0-9]+,"sandbox_missing":\[("[a-z]+",?)*\]' "$out")"
equals "as JSON" 1 "$(grep -c '^{"version":"[0-9.]*",.*"ok":true}$' "$out")"

# A library that does not load is said, with what is wrong.
mkdir -p broken/scripts/lunette
echo 'return nothing.at.all' >broken/scripts/lunette/init.lua
last="lunette doctor with a broken library" code=0 claims=$((claims + 1))
LUNETTE_PATH=broken "$LUNETTE" doctor >"$out" 2>"$err" || code=$?
[ "$code" -eq 1 ] || complain "$last" "exit code 1" "exit code $code"
holds "$out" "BAD  library"
holds "$out" "nothing"
finish
