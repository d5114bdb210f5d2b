# How everything of ours is compiled: the interface target lunette_options.

set(CMAKE_C_STANDARD 11)
set(CMAKE_C_STANDARD_REQUIRED ON)
set(CMAKE_C_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_C_FLAGS_RELWITHDEBINFO "-O2 -g -DNDEBUG")

find_program(LUN_CCACHE ccache)
if(LUN_CCACHE AND NOT CMAKE_C_COMPILER_LAUNCHER)
  set(CMAKE_C_COMPILER_LAUNCHER ${LUN_CCACHE})
endif()

include(CheckPIESupported)
check_pie_supported(LANGUAGES C)

add_library(lunette_options INTERFACE)
target_compile_options(lunette_options INTERFACE
  $<$<COMPILE_LANGUAGE:C>:-Wall -Wextra -Wshadow -Wconversion -Wstrict-prototypes -Wmissing-prototypes -Wvla>)
if(LUN_STRICT)
  target_compile_options(lunette_options INTERFACE $<$<COMPILE_LANGUAGE:C>:-Werror>)
endif()

if(LUN_SANITIZE)
  set(lun_sanitizers -fsanitize=address,undefined)
  target_compile_options(lunette_options INTERFACE
    $<$<COMPILE_LANGUAGE:C>:${lun_sanitizers} -fno-omit-frame-pointer -fno-sanitize-recover=undefined>)
  target_link_options(lunette_options INTERFACE ${lun_sanitizers})
  if(LUN_FUZZ)
    target_compile_options(lunette_options INTERFACE $<$<COMPILE_LANGUAGE:C>:-fsanitize=fuzzer-no-link>)
  endif()
else()
  # What reads hostile bytes is hardened where that costs next to nothing.
  target_compile_options(lunette_options INTERFACE $<$<COMPILE_LANGUAGE:C>:-fstack-protector-strong>)
  if(NOT CMAKE_BUILD_TYPE STREQUAL "Debug")
    target_compile_definitions(lunette_options INTERFACE $<$<COMPILE_LANGUAGE:C>:_FORTIFY_SOURCE=2>)
  endif()
  target_link_options(lunette_options INTERFACE -Wl,-z,relro,-z,now)
endif()
