# A build without sanitizers runs clean under valgrind: the unit tests named here and one document through the program.
# PCRE2's compiled code is switched off, since valgrind cannot follow it.

set -eu
command -v valgrind >/dev/null || exit 77
build=$LUNETTE_BUILD/plain
mkdir -p "$build"
programs="test_buf test_error test_file test_intern test_json test_mem"
for more in test_store_round_trip test_text_document test_load_formats test_match_elements test_annotate; do
    [ ! -f "$LUNETTE_ROOT/tests/unit/$more.c" ] || programs="$programs $more"
done

cmake -S "$LUNETTE_ROOT" -B "$build" -G Ninja -DCMAKE_BUILD_TYPE=Debug -DLUN_SANITIZE=OFF -DLUN_STRICT=OFF \
    -DCMAKE_C_COMPILER="$CC" >"$build/log" 2>&1 || { cat "$build/log"; exit 1; }
# shellcheck disable=SC2086 # a list of targets
cmake --build "$build" --target $programs lunette_program >"$build/log" 2>&1 || { tail -n 30 "$build/log"; exit 1; }

export LUNETTE_JIT=0
failed=0
under() {
    if ! valgrind -q --error-exitcode=99 --leak-check=full --show-leak-kinds=definite,possible \
        --errors-for-leak-kinds=definite --suppressions="$LUNETTE_ROOT/tests/valgrind.supp" "$@" >"$build/out" 2>&1; then
        echo "under valgrind: $*"
        tail -n 40 "$build/out"
        failed=1
    fi
}
for program in $programs; do
    under "$build/unit/$program"
done

place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
printf 'The ferry company said on Tuesday that it is ready to open two new piers.\n' >"$place/note.txt"
under "$build/lunette" run "$place/note.txt" -p dates -o "$place/notes.db"
exit $failed
