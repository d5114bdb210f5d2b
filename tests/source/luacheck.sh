# All Lua of ours passes luacheck (.luacheckrc).

set -eu
command -v luacheck >/dev/null || exit 77
cd "$LUNETTE_ROOT"
# luacheck keeps no cache here and wants folders that exist.
folders=
for folder in scripts plugins tests cmake; do
    [ -z "$(find "$folder" -name '*.lua' | head -n 1)" ] || folders="$folders $folder"
done
# shellcheck disable=SC2086 # a list of folders
luacheck --quiet --no-cache --no-color $folders
