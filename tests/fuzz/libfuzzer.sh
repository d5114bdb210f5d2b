# libfuzzer.sh - builds the fuzzers with clang and lets each look from its seeds, 500 inputs and at most five seconds. LUNETTE_FUZZ_RUNS
# and LUNETTE_FUZZ_SECONDS ask for more. Skipped without clang or its libFuzzer; the seeds alone are tried in every build (fuzz/NAME).
set -eu
seconds=${LUNETTE_FUZZ_SECONDS:-5}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM

echo 'int LLVMFuzzerTestOneInput(const char *data, unsigned long size) { return 0; }' >"$work/try.c"
if ! clang -fsanitize=fuzzer,address "$work/try.c" -o "$work/try" 2>"$work/log" || ! clang++ --version >/dev/null; then
    echo "skipped: no clang with libFuzzer here ($(head -n 1 "$work/log"))"
    exit 77
fi

build=$LUNETTE_BUILD/fuzz
cd "$LUNETTE_ROOT"
cmake --preset fuzz -B "$build" >"$work/log" 2>&1 && cmake --build "$build" >"$work/log" 2>&1 || {
    tail -n 40 "$work/log"
    exit 1
}

failed=0
runs=${LUNETTE_FUZZ_RUNS:-500} # with a fixed seed: what a check says must not change from day to day; long runs are for people
for file in tests/fuzz/fuzz_*.c; do
    name=$(basename "$file" .c)
    name=${name#fuzz_}
    mkdir -p "$work/$name/new" "$work/$name/found"
    if "$build/fuzz_$name" -seed=1 -runs="$runs" -max_total_time="$seconds" -timeout=20 -rss_limit_mb=3000 -artifact_prefix="$work/$name/found/" \
        "$work/$name/new" "tests/fuzz/seeds/$name" >"$work/log" 2>&1; then
        echo "$name: $(grep '^Done' "$work/log")"
    else
        echo "FAIL $name"
        tail -n 40 "$work/log"
        failed=1
    fi
done
exit $failed
