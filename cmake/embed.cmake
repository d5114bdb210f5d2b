# What is inside the binary besides code: the Lua library, the shipped plugins, the generated language data.
#
# Every cmake/data_*.cmake may append the files that it makes to LUN_DATA_FILES. All goes into one assembler file: a table
# of (path, bytes, length), sorted by path, that core/base/embed.c searches. A file that changes or appears builds it anew.

set(LUN_DATA_FILES)
file(GLOB data_rules CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/cmake/data_*.cmake)
foreach(rule IN LISTS data_rules)
  include(${rule})
endforeach()

file(GLOB_RECURSE embedded CONFIGURE_DEPENDS LIST_DIRECTORIES false RELATIVE ${PROJECT_SOURCE_DIR}
  scripts/lunette/* scripts/reports/* scripts/meta/* plugins/*)
list(FILTER embedded INCLUDE REGEX "\\.(lua|tsv|txt|golden|md|csv|css|js|html|svg|json|jsonl)$")

set(entries)
foreach(path IN LISTS embedded)
  list(APPEND entries "${path}|${PROJECT_SOURCE_DIR}/${path}")
endforeach()
foreach(file IN LISTS LUN_DATA_FILES)
  cmake_path(GET file FILENAME name)
  set(folder data)
  if(name MATCHES "\\.luac$")
    set(folder compiled)
  endif()
  list(APPEND entries "${folder}/${name}|${file}")
endforeach()
list(APPEND entries "scripts/re.lua|${LUN_RE_LUA}")
list(SORT entries COMPARE STRING)

# sums.txt: what all that is, in one short text (core/script/fingerprint.c)
set(files)
foreach(entry IN LISTS entries)
  string(REGEX REPLACE "^[^|]+\\|" "" file "${entry}")
  list(APPEND files "${file}")
endforeach()
string(JOIN "\n" lines ${entries})
file(CONFIGURE OUTPUT ${CMAKE_BINARY_DIR}/data/entries.txt @ONLY CONTENT "@lines@\n")
add_custom_command(
  OUTPUT "${CMAKE_BINARY_DIR}/data/sums.txt"
  COMMAND "${CMAKE_COMMAND}" "-DENTRIES=${CMAKE_BINARY_DIR}/data/entries.txt" "-DOUT=${CMAKE_BINARY_DIR}/data/sums.txt"
          -P "${CMAKE_CURRENT_LIST_DIR}/make_sums.cmake"
  DEPENDS "${CMAKE_CURRENT_LIST_DIR}/make_sums.cmake" "${CMAKE_BINARY_DIR}/data/entries.txt" ${files}
  COMMENT "Summing up what is inside the binary"
  VERBATIM)
list(APPEND entries "data/sums.txt|${CMAKE_BINARY_DIR}/data/sums.txt")
list(SORT entries COMPARE STRING)

set(table "")
set(bodies "")
set(files)
set(n 0)
foreach(entry IN LISTS entries)
  string(REGEX MATCH "^([^|]+)\\|(.+)$" entry "${entry}")
  set(path "${CMAKE_MATCH_1}")
  set(file "${CMAKE_MATCH_2}")
  if("${path}${file}" MATCHES "[\"\\\\]")
    message(FATAL_ERROR "'${path}' cannot be embedded: a quote or a backslash in its name")
  endif()
  string(APPEND table "    .dc.a .Lpath${n}, .Ldata${n}, .Lstop${n} - .Ldata${n}\n")
  string(APPEND bodies ".Lpath${n}:\n    .asciz \"${path}\"\n    .balign 16\n")
  string(APPEND bodies ".Ldata${n}:\n    .incbin \"${file}\"\n.Lstop${n}:\n    .byte 0\n")
  list(APPEND files "${file}")
  math(EXPR n "${n} + 1")
endforeach()

set(LUN_EMBED_SOURCE ${CMAKE_BINARY_DIR}/embedded.S)
file(CONFIGURE OUTPUT ${LUN_EMBED_SOURCE} @ONLY CONTENT "/* Made by cmake/embed.cmake. */
    .section .data.rel.ro, \"aw\"
    .balign 16
    .globl lun_embed__table
lun_embed__table:
@table@
    .section .rodata
    .balign 16
    .globl lun_embed__count
lun_embed__count:
    .dc.a @n@
@bodies@
    .section .note.GNU-stack, \"\", %progbits
")
set_source_files_properties(${LUN_EMBED_SOURCE} PROPERTIES OBJECT_DEPENDS "${files}")
