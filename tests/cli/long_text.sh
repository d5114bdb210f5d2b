# long_text.sh - what all plugins do with a text takes time by its length: a paragraph of 290 KB keeps to the deadline. (A function that looks through a
# paragraph again for each of its bytes would take many times that.)
set -eu
. "$LUNETTE_ROOT/tests/cli/_lib.sh"

awk 'BEGIN {
    for (i = 0; i < 1000; i++) {
        printf "Norway'\''s Foreign Minister Anna Keller said on Monday that Peru should open its ports before the talks in Lima. "
        printf "We thank the crew of the ship for their help, and we will continue to support the plan of the Salt Council. "
        printf "The price of salt rose by 3 per cent in March, according to the ministry. "
    }
    print ""
    for (i = 0; i < 400; i++) printf "\nNorway thanked Peru for the ships (%d), and they agreed to meet again in May.\n", i
}' >long.txt

lunette 2 run long.txt -p diplomacy -o long.db -j 1 --deadline 120
equals "what is told of it" "unit-too-long" "$(value long.db "SELECT group_concat(DISTINCT code) FROM problem")"
equals "acts below it" "400" "$(value long.db "SELECT count(*) FROM act WHERE kind = 'thank' AND start > (SELECT length(text) FROM document) / 2 AND content = 'the ships'")"
