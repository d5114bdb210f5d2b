# Fuzzers: tests/fuzz/fuzz_<name>.c with libFuzzer; run as build/fuzz/fuzz_<name> FOLDER tests/fuzz/seeds/<name>, where
# FOLDER takes what libFuzzer finds: it writes into the first folder that it is given.

file(GLOB fuzz_files CONFIGURE_DEPENDS tests/fuzz/fuzz_*.c)
foreach(file IN LISTS fuzz_files)
  cmake_path(GET file STEM name)
  add_executable(${name} ${file})
  target_include_directories(${name} PRIVATE ${PROJECT_SOURCE_DIR}/core)
  target_compile_definitions(${name} PRIVATE _GNU_SOURCE PCRE2_CODE_UNIT_WIDTH=8)
  target_link_libraries(${name} PRIVATE lunette lunette_options ${LUN_LINK_LIBRARIES})
  target_link_options(${name} PRIVATE -fsanitize=fuzzer)
endforeach()
