# The libraries we stand on. Lua, LPeg and SQLite are linked statically: rules must mean the same on every machine.

find_package(Threads REQUIRED)
find_package(PkgConfig REQUIRED)

pkg_check_modules(LUN_LUA54 REQUIRED lua5.4)
pkg_check_modules(LUN_SQLITE REQUIRED sqlite3>=3.40)
set(lun_shared_modules libpcre2-8 libxml-2.0 icu-uc icu-i18n uchardet libcjson libarchive nettle)

# The filter of system calls for workers; without it `lunette doctor` says so.
option(LUN_SECCOMP "filter the system calls of workers, where libseccomp is there" ON)
if(LUN_SECCOMP)
  pkg_check_modules(LUN_LIBSECCOMP libseccomp>=2.5)
endif()
if(LUN_LIBSECCOMP_FOUND AND CMAKE_SYSTEM_NAME STREQUAL "Linux")
  list(APPEND lun_shared_modules libseccomp)
  set_source_files_properties(core/run/sandbox_calls.c PROPERTIES COMPILE_DEFINITIONS LUN_HAVE_SECCOMP)
endif()
pkg_check_modules(LUN_SHARED REQUIRED IMPORTED_TARGET ${lun_shared_modules})

find_library(LUN_LUA_ARCHIVE liblua5.4.a REQUIRED)
find_library(LUN_LPEG_ARCHIVE liblua5.4-lpeg.a REQUIRED)
find_library(LUN_SQLITE_ARCHIVE libsqlite3.a REQUIRED)
find_path(LUN_XXHASH_DIR xxhash.h REQUIRED)
find_file(LUN_RE_LUA re.lua PATHS /usr/share/lua/5.4 REQUIRED NO_DEFAULT_PATH)
find_program(LUN_LUA NAMES lua5.4 REQUIRED)
set(LUN_LUA_INCLUDE_DIR ${LUN_LUA54_INCLUDE_DIRS})

# The archive of LPeg exports names such as `match` and `compile`; only its opener may be seen.
set(LUN_LPEG_OBJECT ${CMAKE_BINARY_DIR}/lpeg.o)
add_custom_command(
  OUTPUT ${LUN_LPEG_OBJECT}
  COMMAND ${CMAKE_LINKER} -r --whole-archive ${LUN_LPEG_ARCHIVE} -o ${LUN_LPEG_OBJECT}
  COMMAND ${CMAKE_OBJCOPY} --keep-global-symbol=luaopen_lpeg ${LUN_LPEG_OBJECT}
  DEPENDS ${LUN_LPEG_ARCHIVE}
  COMMENT "LPeg, its inner names hidden"
  VERBATIM)
set_source_files_properties(${LUN_LPEG_OBJECT} PROPERTIES EXTERNAL_OBJECT ON GENERATED ON)

# Line editing of `lunette console`, for the program alone; without it the terminal's own editing is all there is.
option(LUN_EDIT "edit the console's lines with libedit, where it is there" ON)
if(LUN_EDIT)
  pkg_check_modules(LUN_LIBEDIT IMPORTED_TARGET libedit>=3.1)
endif()
set(LUN_PROGRAM_LIBRARIES)
if(LUN_LIBEDIT_FOUND)
  set(LUN_PROGRAM_LIBRARIES PkgConfig::LUN_LIBEDIT)
  set_source_files_properties(core/cli/prompt.c PROPERTIES COMPILE_DEFINITIONS LUN_HAVE_EDIT)
endif()

set(LUN_LINK_LIBRARIES
  ${LUN_LUA_ARCHIVE} ${LUN_SQLITE_ARCHIVE} PkgConfig::LUN_SHARED Threads::Threads m ${CMAKE_DL_LIBS})
