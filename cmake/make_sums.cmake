# cmake -DENTRIES=FILE -DOUT=FILE -P make_sums.cmake: a line "SHA-256 path" for each line "path|file" of ENTRIES, the plugins left out. What
# rows depend on besides code and plugins is then known by one short text, and no start of the program reads it all.

file(STRINGS "${ENTRIES}" entries)
set(sums "")
foreach(entry IN LISTS entries)
  string(REGEX REPLACE "\\|.*$" "" path "${entry}")
  string(REGEX REPLACE "^[^|]+\\|" "" file "${entry}")
  if(NOT path MATCHES "^plugins/")
    file(SHA256 "${file}" sum)
    string(APPEND sums "${sum} ${path}\n")
  endif()
endforeach()
file(WRITE "${OUT}" "${sums}")
