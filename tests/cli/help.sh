# help.sh - every command has help with an example, the example runs as it stands, and a wrong word is answered with the right one.
set -eu
. "$LUNETTE_ROOT/tests/cli/_lib.sh"

lunette 0 help
cp "$out" "$work/overview"
lunette 0 --help
equals "--help and help" "$(cat "$work/overview")" "$(cat "$out")"
lunette 3
equals "without words" "$(cat "$work/overview")" "$(cat "$out")"
lunette 0 --version
holds "$out" "lunette "

# What the examples name.
mkdir "$work/bin" readouts
ln -s "$LUNETTE" "$work/bin/lunette"
PATH=$work/bin:$PATH
printf 'Anna Keller said that Norway is ready to protect its core interests. Anna Keller noted that Peru agrees.\n' >readouts/note.txt
cat >mine.lua <<'LUA'
rule "ferry" {
  doc = "A ferry.", match = [[ cue:(the ferry) ]], mark = "ferry",
  examples = { { "They took the ferry.", expect = { { cue = "the ferry" } } } },
}
layer "ferry" { cue = span }
LUA
printf '{"text":"China will protect its core interests.","date":"2026-02-01","country":"CN","language":"en"}\n' >documents.jsonl
lunette 0 run readouts documents.jsonl -p diplomacy -o readouts.db

commands=$(sed -n '/^Usage/,/^Start/s/^  \([a-z]*\) .*/\1/p' "$work/overview" | grep -v -e '^help$' -e '^version$')
n=0
for command in $commands; do
    n=$((n + 1))
    lunette 0 help "$command"
    cp "$out" "$work/help"
    holds "$out" "lunette $command: "
    holds "$out" "Usage: lunette $command"
    holds "$out" "Options:"
    holds "$out" "-h, --help"
    lunette 0 "$command" --help
    equals "both ways to ask" "$(cat "$work/help")" "$(cat "$out")"

    example=$(sed -n '/^Example:$/,$p' "$work/help" | sed -n '2,$s/^  //p')
    last=$example code=0 claims=$((claims + 1))
    if [ "$command" = watch ]; then # goes on until it is told to end
        sh -c "exec $example" >"$out" 2>"$err" </dev/null &
        for _ in $(seq 300); do
            if grep -q 'looked into' "$err" || ! kill -0 $! 2>/dev/null; then break; fi
            sleep 0.1
        done
        kill -TERM $! 2>/dev/null || true
        wait $! || code=$?
    else
        sh -c "$example" >"$out" 2>"$err" </dev/null || code=$?
    fi
    [ "$code" -eq 0 ] && [ -n "$example" ] || complain "the example of $command: $example" "exit code 0" "exit code $code: $(cat "$err")"
done
equals "commands with help" yes "$([ "$n" -ge 12 ] && echo yes || echo "$n")"

# Both lists of what is read name each format of the manual's table.
lunette 0 run --help
cp "$out" "$work/formats"
sed -n '/^Read: /,/^$/p' "$LUNETTE_ROOT/README.md" >"$work/readme"
for format in $(sed -n '/^## Formats/,/^### /s/^| \([A-Za-z0-9, ]*\).*/\1/p' "$LUNETTE_ROOT/docs/loading.md" | grep -v '^format' | tr ', ' '\n\n'); do
    holds "$work/formats" "$format"
    holds "$work/readme" "$format"
done

lunette 3 help nonsense
says "there is no command 'nonsense'" "hint: "
lunette 3 sqll
says "there is no command 'sqll'" 'did you mean `lunette sql`?'
# A narrow terminal: no line is longer, and what an option does goes on below itself.
if command -v script >/dev/null; then
    for command in report sql profile run; do
        claims=$((claims + 1)) last="lunette help $command on a terminal"
        script -qec "stty cols 80; '$LUNETTE' help $command" /dev/null </dev/null | tr -d '\r' >"$out"
        long=$(awk 'length > 80 && !/^(Usage|lunette|  lunette)/' "$out")
        [ -z "$long" ] || complain "$last" "lines of 80 columns" "$long"
    done
    holds "$out" "                             '{country}/{source}/{date}-*' (none: do not)"
fi
lunette 0 help --help
holds "$out" "Start with:"
lunette 0 version --help
holds "$out" "Start with:"
lunette 3 run readouts --plugn diplomacy
says "there is no option '--plugn'" "did you mean --plugin?"
lunette 3 run readouts -p
says "--plugin needs a value" "NAME"
lunette 3 run readouts -p diplomacy --limit many
says "--limit expects a size" "'many'"
lunette 3 try --number some x readouts
says "--number expects a whole number" "'some'"
lunette 3 run --quiet=1 readouts
says "--quiet takes no value"
finish
