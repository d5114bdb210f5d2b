#!/bin/sh
# Installs the programs of others that tests/cli/export-consumers.sh reads exports back with: networkx, pandas, scipy, conllu, dkpro-cassis,
# bioc (its parser of brat's files), brat's server, DuckDB, polars, pyarrow and spaCy without a model, by pip. Into a folder of their own, at fixed versions;
# nothing else of this machine is touched. What R needs (tests/cli/export-r.sh) comes from the system's packages; what lacks is named.
#   install.sh [FOLDER]   the folder (build/consumers); LUNETTE_CONSUMERS tells the test of another one

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
root=$(CDPATH= cd -- "$here/../.." && pwd)
folder=${1:-$root/build/consumers}
command -v python3 >/dev/null || { echo "install.sh: python3 is not installed: apt-get install python3 python3-venv" >&2; exit 3; }
mkdir -p "$folder"
[ -x "$folder/bin/python" ] || python3 -m venv "$folder"
"$folder/bin/python" -m pip install --quiet --disable-pip-version-check -r "$here/requirements.txt"
folder=$(CDPATH= cd -- "$folder" && pwd)
[ "$folder" = "$root/build/consumers" ] && named= || named="LUNETTE_CONSUMERS='$folder' "
echo "installed in $folder; now: ${named}ctest --preset dev -R export-consumers"

lacking=
for package in jsonlite DBI RSQLite igraph Matrix; do
    command -v Rscript >/dev/null && Rscript --vanilla -e "quit(status = !requireNamespace('$package', quietly = TRUE))" >/dev/null 2>&1 ||
        lacking="$lacking r-cran-$(echo "$package" | tr '[:upper:]' '[:lower:]')"
done
command -v Rscript >/dev/null || lacking=" r-base-core$lacking"
if [ -n "$lacking" ]; then
    echo "R is not complete: apt-get install --no-install-recommends$lacking"
else
    echo "R is complete: ctest --preset dev -R export-r"
fi
