# _lib.sh - what the tests of the program share: a folder that is removed at exit and is the working folder, and claims that say
# what was expected and what was got. Read by each script at its start; `finish` ends it. 77 (skipped) without the program.

[ -n "${LUNETTE:-}" ] && [ -x "$LUNETTE" ] || { echo "LUNETTE does not name the program" >&2; exit 77; }
case $LUNETTE in /*) ;; *) LUNETTE=$PWD/$LUNETTE ;; esac
: "${LUNETTE_ROOT:?names the folder of the source}"
export LUNETTE LUNETTE_ROOT LC_ALL=C.UTF-8 TZ=UTC

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM
mkdir "$work/papers"
cd "$work/papers"
out=$work/out err=$work/err
failed=0 claims=0

# Says that a claim does not hold, with what was expected and what was got. The test goes on: the next claim may tell more.
complain() {
    failed=$((failed + 1))
    printf 'FAIL  %s\n' "$1"
    printf '%s\n' "$2" | sed '1s/^/  expected  /; 1!s/^/            /'
    printf '%s\n' "$3" | head -n 20 | sed '1s/^/  got       /; 1!s/^/            /'
}

# lunette CODE WORDS...: runs the program; its streams stand in $out and $err, and its exit code must be CODE.
lunette() {
    wanted_code=$1
    shift
    claims=$((claims + 1))
    last="lunette $*"
    code=0
    "$LUNETTE" "$@" >"$out" 2>"$err" || code=$?
    [ "$code" -eq "$wanted_code" ] ||
        complain "$last" "exit code $wanted_code" "exit code $code, on stderr: $(cat "$err")"
}

# equals WHAT EXPECTED GOT
equals() {
    claims=$((claims + 1))
    [ "$2" = "$3" ] || complain "$1 ($last)" "$2" "$3"
}

# holds FILE TEXT: the text stands in the file. lacks FILE TEXT: it does not, and the file is there.
holds() {
    claims=$((claims + 1))
    grep -qF -e "$2" "$1" || complain "${1##*/} of $last" "$2" "$(cat "$1")"
}
lacks() {
    claims=$((claims + 1))
    [ -f "$1" ] || complain "${1##*/} of $last" "a file" "none"
    ! grep -qF -e "$2" "$1" || complain "${1##*/} of $last" "nothing of: $2" "$(cat "$1")"
}

# says TEXT...: standard error is one message, an error with each text in it and with a remedy, and no second one.
says() {
    claims=$((claims + 1))
    messages=$(grep -c '^lunette: error: ' "$err" || true)
    [ "$messages" -eq 1 ] || complain "messages of $last" "one line 'lunette: error: ...'" "$(cat "$err")"
    for text in "$@"; do
        holds "$err" "$text"
    done
}

# leads FILE: every link of a page leads to a place on it, and each place is there once.
leads() {
    grep -o ' id="\{0,1\}[^" >]*' "$1" | sed 's/ id="\{0,1\}//' | sort >"$work/places"
    grep -o ' href="#[^"]*"' "$1" | sed 's/ href="#//; s/"$//' | sort -u >"$work/links"
    [ -s "$work/links" ] || complain "links of $1" "some" "none"
    equals "links of $1 that lead nowhere" "" "$(comm -23 "$work/links" "$work/places")"
    equals "places of $1 that are there twice" "" "$(uniq -d "$work/places")"
}

# A value of a query on the corpus: one column of one row.
value() {
    "$LUNETTE" sql --no-header --format csv "$1" "$2" 2>&1 || true
}

# answers CORPUS QUERY EXPECTED
answers() {
    equals "$2" "$3" "$(value "$1" "$2")"
}

finish() {
    [ "$claims" -gt 0 ] || complain "the test" "claims" "none was made"
    echo "$claims claims, $failed failed"
    [ "$failed" -eq 0 ]
}
