#!/bin/sh
# run.sh - runs the Lua tests with plain lua5.4; 77 (skipped) where lua5.4 or its LPeg is not installed. Arguments go to run.lua.
set -eu
root=$(CDPATH= cd -- "$(dirname -- "$0")/../.." && pwd)
command -v lua5.4 >/dev/null || { echo "lua5.4 is not installed: apt-get install lua5.4 lua-lpeg" >&2; exit 77; }
LUA_CPATH="/usr/lib/$(uname -m)-linux-gnu/lua/5.4/?.so;${LUA_CPATH:-;}"
LUA_PATH="$root/scripts/?.lua;$root/scripts/?/init.lua;$root/tests/lua/?.lua;${LUA_PATH:-;}"
export LUA_CPATH LUA_PATH
lua5.4 -e 'require "lpeg"' 2>/dev/null || { echo "LPeg is not installed: apt-get install lua-lpeg" >&2; exit 77; }
exec lua5.4 "$root/tests/lua/run.lua" "$@"
