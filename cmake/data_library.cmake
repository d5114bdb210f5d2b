# The Lua library, compiled by the Lua of the build, each module embedded as compiled/MODULE.luac: starting need not read its text.

file(GLOB_RECURSE library_modules CONFIGURE_DEPENDS RELATIVE ${PROJECT_SOURCE_DIR} ${PROJECT_SOURCE_DIR}/scripts/lunette/*.lua)
foreach(path IN LISTS library_modules)
  string(REGEX REPLACE "^scripts/lunette/(.*)\\.lua$" "\\1" name "${path}")
  string(REPLACE "/" "." name "${name}")
  set(compiled "${CMAKE_BINARY_DIR}/data/lunette.${name}.luac")
  add_custom_command(
    OUTPUT "${compiled}"
    COMMAND "${LUN_LUA}" "${CMAKE_CURRENT_LIST_DIR}/make_chunk.lua" "${PROJECT_SOURCE_DIR}/${path}" "${path}" "${compiled}"
    DEPENDS "${CMAKE_CURRENT_LIST_DIR}/make_chunk.lua" "${PROJECT_SOURCE_DIR}/${path}"
    COMMENT "Compiling ${path}"
    VERBATIM)
  list(APPEND LUN_DATA_FILES "${compiled}")
endforeach()
