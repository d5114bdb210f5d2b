# hostile_archives.sh - plugins that mean harm: nothing is written outside, nothing is installed, and one message says why.
set -eu
. "$LUNETTE_ROOT/tests/cli/_lib.sh"
command -v lua5.4 >/dev/null || exit 77
export XDG_DATA_HOME="$work/data"

tab=$(printf '\t')
manifest="0${tab}PLUGIN/plugin.lua${tab}return { name = \"ferry\", version = \"0.1.0\", summary = \"Ferries.\", languages = { \"en\" } }"
rule='layer "ferry" { cue = span }\nrule "ferry" { doc = "A ferry.", match = [[ cue:(the ferry) ]], mark = "ferry", examples = { { "They took the ferry.", expect = { { cue = "the ferry" } } } } }'
good=$(printf '%s\n%s' "$manifest" "0${tab}PLUGIN/rules/ferry.lua${tab}$rule" | sed 's,PLUGIN/,ferry/,')

# archive FILE LINES: the good plugin and these members.
archive() {
    printf '%s\n%s\n' "$good" "$2" | lua5.4 "$LUNETTE_ROOT/tests/fault/make_archive.lua" "$1"
}
nothing_is_left() {
    equals "nothing is installed ($last)" "" "$(find "$XDG_DATA_HOME" -type f 2>/dev/null)"
    equals "nothing lies beside it ($last)" "" "$(find "$work" -name 'evil*' -o -name '.lunette-new-*')"
}
# refused LINES TEXT...: in both formats where the zip can hold it.
refused() {
    lines=$1
    shift
    for suffix in tar zip; do
        case $suffix$lines in zip0*) ;; zip*) continue ;; esac
        archive "bad.$suffix" "$lines"
        lunette 3 plugin install "bad.$suffix" --yes
        says "$@" "hint: "
        nothing_is_left
    done
}

refused "0${tab}../evil.lua${tab}x" "'../evil.lua' is refused: the path leads out of its folder"
refused "0${tab}ferry/../../evil.lua${tab}x" "leads out of its folder"
refused "0${tab}/tmp/evil.lua${tab}x" "is refused: a path from the root"
refused "0${tab}ferry//evil.lua${tab}x" "an empty name in the path"
refused "0${tab}ferry/ev\\il.lua${tab}x" "other signs than letters"
refused "0${tab}beside/evil.lua${tab}x" "beside the plugin's folder"
refused "0${tab}ferry/rules/ferry.lua${tab}x" "it is there twice"
refused "0${tab}ferry/rules/FERRY.lua${tab}x" "it is there twice"
refused "2${tab}ferry/evil${tab}/etc/passwd" "which is a link"
refused "2${tab}ferry/rules/evil.lua${tab}../../../secret.lua" "which is a link"
refused "1${tab}ferry/evil${tab}ferry/plugin.lua" "which is a link"
refused "6${tab}ferry/evil" "which is a device"
refused "3${tab}ferry/evil" "which is a device"
refused "$(awk 'BEGIN { for (i = 0; i < 2100; i++) printf "0\tferry/f%d.txt\tx\n", i }')" "more than 2000 files"
archive long.zip "0${tab}ferry/$(awk 'BEGIN { while (n++ < 210) printf "a" }').lua${tab}x"
lunette 3 plugin install long.zip --yes
says "a path of more than 200 bytes" "hint: "
nothing_is_left

# A name that is no UTF-8, and one that steers a terminal: neither reaches it.
archive bytes.tar "$(printf '0\tferry/\377.lua\tx')"
lunette 3 plugin install bytes.tar --yes
says "hint: "
archive steer.zip "$(printf '0\tferry/\033[31mred.lua\tx')"
lunette 3 plugin install steer.zip --yes
says "'ferry/?[31mred.lua' is refused" "hint: "
equals "signs that steer" 0 "$(tr -d '\n -~' <"$err" | wc -c)"
nothing_is_left
archive gz.tar ""
gzip -c gz.tar | head -c 200 >cut.tar.gz
lunette 3 plugin install cut.tar.gz --yes
says "cut.tar.gz" "cannot be read"

# Archives that are none, that end in the middle, that lie about sizes, that are huge once unpacked.
printf 'not an archive\n' >text.tar.gz
lunette 3 plugin install text.tar.gz --yes
says "'text.tar.gz'" "cannot be read" "hint: "
archive good.tar ""
head -c 900 good.tar >cut.tar
lunette 3 plugin install cut.tar --yes
says "cut.tar" "hint: "
archive lie.tar "0:99999999${tab}ferry/evil.lua${tab}x"
lunette 3 plugin install lie.tar --yes
says "lie.tar" "cannot be read"
mkdir -p wide/ferry
truncate -s 200M wide/ferry/zeros.tsv
printf 'return {}\n' >wide/ferry/plugin.lua
tar -C wide -czf wide.tar.gz ferry
lunette 3 plugin install wide.tar.gz --yes
says "more than 128 MB"
lunette 3 plugin install nowhere.zip --yes
says "cannot read 'nowhere.zip'" "hint: "
lunette 3 plugin install /dev/null --yes
says "neither a folder nor an archive"
mkdir empty
lunette 3 plugin install empty --yes
says "'empty' holds no plugin" "hint: "
nothing_is_left

# Folders with links that lead out.
mkdir -p linked/rules
printf 'return { name = "linked", version = "0.1.0", summary = "Links.", languages = { "en" } }\n' >linked/plugin.lua
ln -s /etc/passwd linked/rules/evil.lua
lunette 3 plugin install linked --yes
says "is a link" "hint: "
rm linked/rules/evil.lua
mkfifo linked/rules/evil.lua
lunette 3 plugin install linked --yes
says "is a FIFO" "hint: "
rm linked/rules/evil.lua

# Plugins whose Lua means harm: it is loaded where it can do none, and stopped.
hostile() {
    file=$1 text=$2
    shift 2
    rm -rf mean && mkdir -p mean/rules
    printf 'return { name = "mean", version = "0.1.0", summary = "Means harm.", languages = { "en" } }\n' >mean/plugin.lua
    printf '%s\n' "$text" >"mean/$file"
    lunette 3 plugin install mean --yes
    says "'mean' does not load" "$@"
    lacks "$err" ".lunette-new-"
    nothing_is_left
}
hostile rules/a.lua 'while true do end' "rules/a.lua:1"
hostile rules/a.lua 'local t = {} for i = 1, 1e9 do t[i] = ("x"):rep(1 << 20) .. i end' "rules/a.lua:1"
hostile rules/a.lua 'io.open("evil", "w")' "rules/a.lua:1" "there is no 'io'"
hostile plugin.lua 'return { name = "../../evil", version = "0.1.0", summary = "x", languages = { "en" } }' "plugin.lua:1" "name"
hostile plugin.lua 'return { name = "mean", version = "0.1.0", summary = "x", requires = { "nowhere" } }' "plugin.lua:1" "not installed"
printf 'return { name = "dates", version = "9.0.0", summary = "Not dates.", languages = { "en" } }\n' >mean/plugin.lua
rm -rf mean/rules
lunette 3 plugin install mean --yes
says "'dates' is the name of a plugin that ships with Lunette" "hint: "
printf 'return { name = "steer", version = "0.1.0", summary = "a\\27[31mb\\7\\nc", languages = { "en" } }\n' >mean/plugin.lua
lunette 0 plugin install mean --show
equals "no signs that steer a terminal" "0" "$(tr -d '\n -~' <"$out" | wc -c)"

# Examples that fail.
rm -rf mean && mkdir -p mean/rules
printf 'return { name = "mean", version = "0.1.0", summary = "Fails.", languages = { "en" } }\n' >mean/plugin.lua
printf 'layer "mean" { cue = span }\nrule "mean" { doc = "x", match = [[ cue:ferry ]], mark = "mean", examples = { "A boat." } }\n' >mean/rules/a.lua
lunette 3 plugin install mean --yes
holds "$out" "FAIL mean.mean"
says "1 of its 1 examples fail" "hint: --force"
nothing_is_left

# The good one among them installs.
lunette 0 plugin install good.tar --yes
equals "installed" "plugin.lua" "$(ls "$XDG_DATA_HOME/lunette/plugins/ferry" | head -n 1)"
finish
