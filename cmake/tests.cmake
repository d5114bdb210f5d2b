# Registers the tests. Each carries one label: quick (the default), full or fault; a file asks for another than its folder's
# by "label: full" in one of its first lines. Exit code 77 means skipped. Every script gets LUNETTE (the program),
# LUNETTE_ROOT (the source), LUNETTE_BUILD (the build folder), CC and CXX in its environment.

set(lun_test_environment
  "LUNETTE_ROOT=${PROJECT_SOURCE_DIR}" "LUNETTE_BUILD=${CMAKE_BINARY_DIR}" "CC=${CMAKE_C_COMPILER}"
  "CXX=${CMAKE_CXX_COMPILER}" "TZ=UTC" "LC_ALL=C" "LUNETTE_CACHE=${CMAKE_BINARY_DIR}/cache"
  "ASAN_OPTIONS=detect_leaks=1:allocator_may_return_null=1:strict_string_checks=1"
  "UBSAN_OPTIONS=print_stacktrace=1:halt_on_error=1"
  "LSAN_OPTIONS=suppressions=${PROJECT_SOURCE_DIR}/tests/leaks.supp:print_suppressions=0")
if(LUN_SANITIZE)
  list(APPEND lun_test_environment "LUNETTE_SANITIZE=-fsanitize=address,undefined")
endif()
if(TARGET lunette_program)
  list(APPEND lun_test_environment "LUNETTE=$<TARGET_FILE:lunette_program>")
endif()

function(lun_add_test name file label)
  file(STRINGS ${file} head LIMIT_COUNT 5 REGEX "label: *(quick|full|fault)")
  if(head MATCHES "label: *(quick|full|fault)")
    set(label ${CMAKE_MATCH_1})
  endif()
  add_test(NAME ${name} COMMAND ${ARGN})
  set_tests_properties(${name} PROPERTIES
    LABELS ${label} TIMEOUT 1200 SKIP_RETURN_CODE 77 ENVIRONMENT "${lun_test_environment}")
endfunction()

function(lun_add_program name file)
  add_executable(${name} ${file})
  target_include_directories(${name} PRIVATE ${PROJECT_SOURCE_DIR}/core ${PROJECT_SOURCE_DIR}/tests ${LUN_LUA_INCLUDE_DIR})
  target_compile_definitions(${name} PRIVATE _GNU_SOURCE PCRE2_CODE_UNIT_WIDTH=8)
  target_link_libraries(${name} PRIVATE lunette lunette_options ${LUN_LINK_LIBRARIES} ${ARGN})
endfunction()

# tests/unit: one cmocka program a file.
pkg_check_modules(LUN_CMOCKA REQUIRED IMPORTED_TARGET cmocka)
file(GLOB unit_files CONFIGURE_DEPENDS tests/unit/test_*.c)
foreach(file IN LISTS unit_files)
  cmake_path(GET file STEM name)
  lun_add_program(${name} ${file} PkgConfig::LUN_CMOCKA)
  set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/unit)
  string(REGEX REPLACE "^test_" "unit/" test ${name})
  lun_add_test(${test} ${file} quick ${name})
endforeach()

# tests/fuzz: the committed seeds through each fuzzer's entry, without libFuzzer.
file(GLOB fuzz_files CONFIGURE_DEPENDS tests/fuzz/fuzz_*.c)
foreach(file IN LISTS fuzz_files)
  cmake_path(GET file STEM name)
  string(REGEX REPLACE "^fuzz_" "" short ${name})
  lun_add_program(seeds_${short} ${file})
  target_sources(seeds_${short} PRIVATE ${PROJECT_SOURCE_DIR}/tests/fuzz/seeds.c)
  set_target_properties(seeds_${short} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/unit)
  lun_add_test(fuzz/${short} ${file} full seeds_${short} ${PROJECT_SOURCE_DIR}/tests/fuzz/seeds/${short})
endforeach()

# Scripts: tests/source looks at the source alone, the others run the program.
function(lun_add_scripts folder label)
  file(GLOB files CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/tests/${folder}/*.sh)
  foreach(file IN LISTS files)
    cmake_path(GET file STEM name)
    if(NOT name MATCHES "^_")
      lun_add_test(${folder}/${name} ${file} ${label} sh ${file})
    endif()
  endforeach()
endfunction()

lun_add_scripts(source quick)
lun_add_scripts(embed full)
lun_add_scripts(fuzz full)
set_tests_properties(fuzz/libfuzzer PROPERTIES TIMEOUT 1800) # builds everything once more, with clang
if(TARGET lunette_program)
  lun_add_scripts(lua quick)
  lun_add_scripts(cli quick)
  lun_add_scripts(corpus full)
  lun_add_scripts(fault fault)
endif()

# tests/bench: measures, built only when asked for (cmake --build ... --target bench) and never part of ctest.
file(GLOB bench_files CONFIGURE_DEPENDS tests/bench/bench_*.c)
add_custom_target(bench)
foreach(file IN LISTS bench_files)
  cmake_path(GET file STEM name)
  lun_add_program(${name} ${file})
  set_target_properties(${name} PROPERTIES
    EXCLUDE_FROM_ALL ON RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/bench)
  add_dependencies(bench ${name})
endforeach()
