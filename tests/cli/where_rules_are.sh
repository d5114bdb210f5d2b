# where_rules_are.sh - a corpus that was made with a rule file or a plugin's folder is asked from any folder, and says what is missing.
set -eu
. "$LUNETTE_ROOT/tests/cli/_lib.sh"

mkdir docs rules elsewhere
echo "Rita thanks Omar." >docs/a.txt
printf 'layer "gratitude" { who = span }\nrule "thanks" { doc = "Thanks.", match = [[ thanks who:%%cap ]], mark = "gratitude" }\n' >rules/m2.lua
(cd rules && lunette 0 run ../docs -r m2.lua -o ../mine.db)
asked() { # asked CORPUS, from here
    lunette 0 console "$1" -e '#docs'
    holds "$out" 1
    lunette 0 why "$1" a.txt thanks --rule m2.thanks
    holds "$out" "m2.thanks"
}
for place in . rules elsewhere docs; do
    cd "$work/papers/$place"
    asked "$work/papers/mine.db"
done
cd "$work/papers/elsewhere"
asked ../mine.db
# Another file of that name here is not it.
printf 'layer "other" { who = span }\nrule "other" { doc = "Other.", match = [[ who:Omar ]], mark = "other" }\n' >m2.lua
asked ../mine.db
# The whole is moved.
mkdir "$work/moved"
cd "$work"
mv papers/docs papers/rules papers/mine.db moved/
cd moved/docs
asked ../mine.db
# Gone: it says so, and what to do.
mv ../rules/m2.lua ../rules/m3.lua
lunette 3 console ../mine.db -e '#docs'
says "was made with the rule file 'm2.lua', which is not there" "hint: say where it is: -r FILE"
lunette 0 console ../mine.db -r ../rules/m3.lua -e '#docs'

# A plugin's folder.
mkdir -p ../own/ferry/rules
printf 'return { name = "ferry", version = "1.0", summary = "Ferries." }\n' >../own/ferry/plugin.lua
printf 'layer "ferry" { who = span }\nrule "omar" { doc = "Omar.", match = [[ who:Omar ]], mark = "ferry" }\n' >../own/ferry/rules/ferry.lua
(cd ../own && lunette 0 run ../docs -p ./ferry -o ferry.db)
lunette 0 console ../own/ferry.db -e '#docs'
lunette 0 why ../own/ferry.db a.txt Omar --rule ferry.omar

# A plugin that is one file is named after it, as far as the file's name can be a name.
for name in '07 Rita_and-Omar' 7 2nd; do
    printf 'layer "rita" { who = span }\nrule "rita" { doc = "Rita.", match = [[ who:Rita ]], mark = "rita" }\n' >"$name.lua"
    lunette 0 run . -g '*.txt' -r "$name.lua" -o named.db
    lunette 0 console named.db -e '#docs'
    rm named.db
done

# A corpus by itself is analysed again with the rules that it was made with, as they are now.
sed 's/who:Rita/who:Omar/' 2nd.lua >more.lua && mv more.lua 2nd.lua
"$LUNETTE" run . -g '*.txt' -r 7.lua -o again.db -q
cp 2nd.lua 7.lua
lunette 0 run again.db
answers again.db "SELECT who FROM rita" Omar

# What a pattern names that no plugin at hand has is looked for in the rules of the corpus.
lunette 0 try '@ferry thanks|@ferry' ../own/ferry.db
lunette 0 try '@person|Rita' ../own/ferry.db
lunette 3 try '@fery' ../own/ferry.db
says "there is no layer 'fery'" 'did you mean "@ferry"?'
lunette 3 try '@ferry' a.txt
says "there is no layer 'ferry'"

# A file with another suffix has its place once in a message, and the mark with which some editors begin a file is no part of it.
printf 'day,ship\n1,2\n' >ships.csv
lunette 3 run a.txt -r ships.csv -o ships.db
says "error: ships.csv:2: '=' expected near '1'"
{ printf '\357\273\277'; cat 2nd.lua; } >marked.lua
lunette 0 run a.txt -r marked.lua -o marked.db
answers marked.db "SELECT who FROM rita" Omar

finish
