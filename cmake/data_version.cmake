# What tokens, folded words and lemmas depend on, as one line that changes with it: compiled lexicons of another one are made
# again. Embedded as data/text_version.txt.

file(GLOB version_inputs CONFIGURE_DEPENDS
  ${PROJECT_SOURCE_DIR}/core/text/*.[ch] ${PROJECT_SOURCE_DIR}/core/base/utf8.[ch] ${PROJECT_SOURCE_DIR}/core/base/compose.c ${PROJECT_SOURCE_DIR}/core/match/lexicon*.[ch]
  ${PROJECT_SOURCE_DIR}/core/match/trie.[ch] ${PROJECT_SOURCE_DIR}/core/match/spelled.[ch] ${PROJECT_SOURCE_DIR}/core/annotate/schema.h
  ${PROJECT_SOURCE_DIR}/cmake/make_english.lua)
set(version_file "${CMAKE_BINARY_DIR}/data/text_version.txt")
add_custom_command(
  OUTPUT "${version_file}"
  COMMAND "${CMAKE_COMMAND}" -D "OUTPUT=${version_file}" -D "INPUTS=${version_inputs}" -P "${CMAKE_CURRENT_LIST_DIR}/make_version.cmake"
  DEPENDS "${CMAKE_CURRENT_LIST_DIR}/make_version.cmake" ${version_inputs}
  COMMENT "The version of tokens and lexicons"
  VERBATIM)
list(APPEND LUN_DATA_FILES "${version_file}")
