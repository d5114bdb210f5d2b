# English tags, lemmas and their statistics: compiled from festlex-poslex and wordnet-base into one file that is embedded as data/english.bin.

find_program(LUN_LUA NAMES lua5.4 REQUIRED)
set(LUN_POSLEX /usr/share/festival/dicts CACHE PATH "folder of the tag lexicon (Debian package festlex-poslex)")
set(LUN_WORDNET /usr/share/wordnet CACHE PATH "folder of WordNet's indexes and exception lists (Debian package wordnet-base)")

set(english_inputs "${LUN_POSLEX}/wsj.wp39.poslexR" "${LUN_POSLEX}/wsj.wp39.tri.ngrambin")
foreach(pos noun verb adj adv)
  list(APPEND english_inputs "${LUN_WORDNET}/index.${pos}" "${LUN_WORDNET}/${pos}.exc" "${LUN_WORDNET}/data.${pos}")
endforeach()
foreach(input IN LISTS english_inputs)
  if(NOT EXISTS "${input}")
    message(FATAL_ERROR "${input} is missing: apt-get install festlex-poslex wordnet-base, or set LUN_POSLEX and LUN_WORDNET")
  endif()
endforeach()

# Names, for texts in capitals throughout: the lists of the plugin 'entities' and the countries that data_countries.cmake makes.
set(english_names ${PROJECT_SOURCE_DIR}/plugins/entities/lexicons)
file(GLOB english_lists CONFIGURE_DEPENDS ${english_names}/*.t??)

set(english_data "${CMAKE_BINARY_DIR}/data/english.bin")
file(MAKE_DIRECTORY "${CMAKE_BINARY_DIR}/data")
add_custom_command(
  OUTPUT "${english_data}"
  COMMAND "${LUN_LUA}" "${CMAKE_CURRENT_LIST_DIR}/make_english.lua" "${LUN_POSLEX}/wsj.wp39.poslexR"
          "${LUN_POSLEX}/wsj.wp39.tri.ngrambin" "${LUN_WORDNET}" "${english_names}" "${CMAKE_BINARY_DIR}/data/countries.tsv" "${english_data}"
  DEPENDS "${CMAKE_CURRENT_LIST_DIR}/make_english.lua" ${english_inputs} ${english_lists} "${CMAKE_BINARY_DIR}/data/countries.tsv"
  COMMENT "Compiling the English language data"
  VERBATIM)
list(APPEND LUN_DATA_FILES "${english_data}")
