#!/bin/sh
# Installs the programs that scripts/bench --only peers compares Lunette with: wink-nlp and compromise by npm, spaCy by pip. Into a
# folder of their own, at fixed versions; nothing else of this machine is touched.
#   install.sh [FOLDER]   the folder (build/peers); LUNETTE_BENCH_PEERS tells scripts/bench of another one

set -eu
here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)
case ${1-} in
-h | --help)
    sed -n '2,/^$/s/^# \{0,1\}//p' "$0"
    exit 0
    ;;
-*)
    echo "install.sh: there is no option '$1'; it takes a folder" >&2
    exit 3
    ;;
esac
folder=${1:-$here/../../../build/peers}
mkdir -p "$folder/js"
missing=

if command -v npm >/dev/null && command -v node >/dev/null; then
    cp "$here/package.json" "$here/package-lock.json" "$folder/js/"
    (cd "$folder/js" && npm ci --no-audit --no-fund) || missing="$missing wink-nlp compromise"
else
    echo "install.sh: node and npm are not installed: apt-get install nodejs npm" >&2
    missing="$missing wink-nlp compromise"
fi

if command -v python3 >/dev/null; then
    { [ -x "$folder/py/bin/python" ] || python3 -m venv "$folder/py"; } &&
        "$folder/py/bin/python" -m pip install --quiet --disable-pip-version-check -r "$here/requirements.txt" ||
        missing="$missing spacy"
else
    echo "install.sh: python3 is not installed: apt-get install python3 python3-venv" >&2
    missing="$missing spacy"
fi

[ -z "$missing" ] || { echo "install.sh: not installed:$missing; scripts/bench leaves them out" >&2; exit 2; }
