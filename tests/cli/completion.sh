# completion.sh - what bash, zsh and fish offer on real lines; manual pages without a fault; both name every command and option.
set -eu
. "$LUNETTE_ROOT/tests/cli/_lib.sh"

mkdir "$work/bin" own
ln -s "$LUNETTE" "$work/bin/lunette"
PATH=$work/bin:$PATH
export ASAN_OPTIONS="${ASAN_OPTIONS:-}:detect_leaks=0"
printf 'layer "ferry" { cue = span }\nrule "ferry" { match = [[ cue:ferry ]], mark = "ferry" }\n' >mine.lua

lunette 0 completion bash
cp "$out" lunette.bash
lunette 0 completion zsh
cp "$out" _lunette
lunette 0 completion fish
cp "$out" lunette.fish
lunette 3 completion tcsh
says "expects bash, zsh or fish"
lunette 3 completion
says "expects bash, zsh or fish"
lunette 3 completion words nonsense
says "expects bash"
lunette 0 completion words layers -r mine.lua
holds "$out" ferry
lacks "$out" encounter
lunette 0 completion words plugins
holds "$out" diplomacy
lunette 0 completion words reports
equals "reports" briefing "$(grep '^briefing$' "$out")"

# ---- bash: the words that the line "lunette WORDS..." ends with, the last of them begun ----
cat >ask.bash <<'BASH'
source ./lunette.bash
COMP_WORDS=(lunette "$@") COMP_CWORD=$#
_lunette
printf '%s\n' "${COMPREPLY[@]}" | sort -u | tr '\n' ' '
BASH
in_bash() {
    wanted=$1
    shift
    last="bash: lunette $*"
    equals "offers" "$wanted" "$(bash --norc ask.bash "$@" 2>&1)"
}
if command -v bash >/dev/null; then
    in_bash "pipe plugin profile " p
    in_bash "--plugin " run --pl
    in_bash "diplomacy " run readouts -p dip
    in_bash "entities " test ent
    in_bash "install " plugin in
    in_bash "analysis plugin report rule " new ""
    in_bash "ferry " run -r mine.lua --layers fer
    in_bash "date,ferry " run -r mine.lua --layers date,fer
    in_bash "mine.lua " run -r mi
    in_bash "own " new rule x --in o
    in_bash "zsh " completion z
    in_bash "briefing " report bri
    in_bash "doctor " help doc
    in_bash " " run --jobs ""
    in_bash "diplomacy " run --plugin = dip
    in_bash "cas conllu csv " export c.db --format c
    in_bash "gexf graphml " export c.db --format g
    in_bash "csv json table " sql --format ""
    in_bash "csv html ics json md " report briefing --format ""
fi

# ---- fish ----
if command -v fish >/dev/null; then
    in_fish() {
        last="fish: $2"
        equals "offers" "$1" "$(HOME=$work fish --no-config -c "source lunette.fish; complete -C '$2'" 2>&1 | cut -f 1 | sort -u | tr '\n' ' ')"
    }
    in_fish "pipe plugin profile " "lunette p"
    in_fish "--plugin " "lunette run --pl"
    in_fish "diplomacy " "lunette run -p dip"
    in_fish "install " "lunette plugin in"
    in_fish "cas conllu csv " "lunette export --format c"
    in_fish "ferry " "lunette run -r mine.lua --layers fer"
fi

# ---- zsh, in a terminal of its own: slow machines are given more time before a claim fails ----
if command -v zsh >/dev/null; then
    cat >ask.zsh <<'ZSH'
zmodload zsh/zpty
zpty z zsh -f -i
zpty -w z "PS1= PS2= TERM=dumb; unsetopt zle_bracketed_paste 2>/dev/null; fpath=($PWD \$fpath); autoload -U compinit; compinit -u -D; print READY"
zpty -r -m z line '*READY*READY*' || exit 1
zpty -n -w z "$1"$'\t'
sleep "$2"
zpty -n -w z $'\001print -r -- "<'
zpty -n -w z $'\005>"\n'
zpty -r -m z line '*<*>*<*>*' || exit 1
print -r -- "$line" | tr -d '\r' | sed -n 's/^<\(.*\)>$/\1/p' | tail -n 1
ZSH
    in_zsh() {
        last="zsh: $2"
        for seconds in 1 4 12; do
            got=$(HOME=$work timeout 60 zsh -f ask.zsh "$2" "$seconds" 2>&1)
            [ "$got" = "$1" ] && break
        done
        equals "completes to" "$1" "$got"
    }
    in_zsh "lunette profile" "lunette prof"
    in_zsh "lunette run --plugin" "lunette run --plu"
    in_zsh "lunette run -p diplomacy" "lunette run -p dip"
    in_zsh "lunette plugin install" "lunette plugin inst"
    in_zsh "lunette export --format conllu" "lunette export --format con"
fi

# ---- all three, and the manual, name all commands and options ----
lunette 0 help --man
cp "$out" overview.1
commands=$(sed -n 's/^\.BR lunette..\([a-z]*\) (1)$/\1/p' overview.1 | grep -v '^$')
[ "$(echo "$commands" | wc -w)" -ge 14 ] || complain "commands of the manual" "14 or more" "$commands"
for command in $commands; do
    lunette 0 help --man "$command"
    cp "$out" page.1
    lunette 0 help "$command"
    for option in $(sed -n 's/^ *\(-[a-z], \)\{0,1\}--\([a-z-]*\).*/\2/p' "$out"); do
        claims=$((claims + 3))
        grep -q -e "\\\\-\\\\-$(echo "$option" | sed 's/-/\\\\-/g')" page.1 || complain "manual of $command" "--$option" "nothing"
        sed -n "/^ *$command) options=/p" lunette.bash | tr "'" ' ' | grep -qF -e " --$option " || complain "bash, $command" "--$option" "nothing"
        grep -q -e "__lunette_is $command' -l $option" lunette.fish || complain "fish, $command" "--$option" "nothing"
    done
    if command -v mandoc >/dev/null; then
        equals "mandoc on $command" "" "$(mandoc -T lint -W warning page.1 2>&1 | grep -v 'missing date')"
    fi
    if command -v man >/dev/null && man --version 2>/dev/null | grep -q man-db; then
        equals "man on $command" "" "$(MANROFFSEQ='' man --warnings -E UTF-8 -l page.1 2>&1 >/dev/null | head -n 3)"
    fi
done
lunette 3 help --man nonsense
says "there is no command 'nonsense'"
finish
