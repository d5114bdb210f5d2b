# Pages that are made from the source: cmake --build ... --target docs writes them into docs/. Tests say when they are out of date.

add_custom_target(docs
  COMMAND ${LUN_LUA} ${PROJECT_SOURCE_DIR}/scripts/docs/lua_reference.lua ${PROJECT_SOURCE_DIR} > ${PROJECT_SOURCE_DIR}/docs/lua.md
  COMMENT "docs/lua.md from scripts/meta"
  VERBATIM)
