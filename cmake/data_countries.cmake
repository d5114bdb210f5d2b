# Names of countries (iso-codes, CLDR) and of places (GeoNames) as lexicon files, embedded as data/countries.tsv and data/places.txt.
# A package that is not there gives a file with a header only, so that the rest builds.

find_program(LUN_DATA_LUA NAMES lua5.4 REQUIRED)

set(LUN_COUNTRIES_FILE ${CMAKE_BINARY_DIR}/data/countries.tsv)
set(LUN_PLACES_FILE ${CMAKE_BINARY_DIR}/data/places.txt)
set(LUN_ISO_CODES /usr/share/iso-codes/json/iso_3166-1.json)
set(LUN_CLDR_ENGLISH /usr/share/unicode/cldr/common/main/en.xml)
set(LUN_GEONAMES /usr/share/locale/en/LC_MESSAGES/geonames.mo)

add_custom_command(
    OUTPUT ${LUN_COUNTRIES_FILE}
    COMMAND ${LUN_DATA_LUA} ${CMAKE_SOURCE_DIR}/cmake/make_countries.lua ${LUN_ISO_CODES} ${LUN_CLDR_ENGLISH} ${LUN_COUNTRIES_FILE}
    DEPENDS ${CMAKE_SOURCE_DIR}/cmake/make_countries.lua
    COMMENT "Names of countries"
    VERBATIM)

add_custom_command(
    OUTPUT ${LUN_PLACES_FILE}
    COMMAND ${LUN_DATA_LUA} ${CMAKE_SOURCE_DIR}/cmake/make_places.lua ${LUN_GEONAMES}
            ${CMAKE_SOURCE_DIR}/plugins/entities/lexicons ${LUN_PLACES_FILE}
    DEPENDS ${CMAKE_SOURCE_DIR}/cmake/make_places.lua
            ${CMAKE_SOURCE_DIR}/plugins/entities/lexicons/country_names.tsv
            ${CMAKE_SOURCE_DIR}/plugins/entities/lexicons/given.tsv
    COMMENT "Names of places"
    VERBATIM)

file(MAKE_DIRECTORY ${CMAKE_BINARY_DIR}/data)
list(APPEND LUN_DATA_FILES ${LUN_COUNTRIES_FILE} ${LUN_PLACES_FILE})
