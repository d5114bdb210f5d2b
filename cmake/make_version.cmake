# cmake -D OUTPUT=FILE -D INPUTS=A;B;C -P make_version.cmake: one line that changes with any of the inputs.

set(all "")
foreach(input IN LISTS INPUTS)
  file(SHA256 "${input}" hash)
  string(APPEND all "${hash}\n")
endforeach()
string(SHA256 hash "${all}")
file(WRITE "${OUTPUT}" "${hash}\n")
