# The Lua library and the shipped plugins, compiled by the Lua of the build, each file embedded as compiled/NAME.luac: starting need not read its text. NAME
# is the module's, for a plugin's file its path with dots.

file(GLOB_RECURSE library_modules CONFIGURE_DEPENDS RELATIVE ${PROJECT_SOURCE_DIR} ${PROJECT_SOURCE_DIR}/scripts/lunette/*.lua
  ${PROJECT_SOURCE_DIR}/plugins/*.lua)
list(FILTER library_modules EXCLUDE REGEX "/(specs|golden)/")
foreach(path IN LISTS library_modules)
  string(REGEX REPLACE "^(scripts/)?(.*)\\.lua$" "\\2" name "${path}")
  string(REPLACE "/" "." name "${name}")
  set(compiled "${CMAKE_BINARY_DIR}/data/${name}.luac")
  add_custom_command(
    OUTPUT "${compiled}"
    COMMAND "${LUN_LUA}" "${CMAKE_CURRENT_LIST_DIR}/make_chunk.lua" "${PROJECT_SOURCE_DIR}/${path}" "${path}" "${compiled}"
    DEPENDS "${CMAKE_CURRENT_LIST_DIR}/make_chunk.lua" "${PROJECT_SOURCE_DIR}/${path}"
    COMMENT "Compiling ${path}"
    VERBATIM)
  list(APPEND LUN_DATA_FILES "${compiled}")
endforeach()
