# cmake --install: headers, library, program, and what lets pkg-config and find_package find them. The two files carry no
# path of this machine: they find their own place, so that the installed tree can be moved.

include(CMakePackageConfigHelpers)

set(LUN_STATIC_LINKS "-l:liblua5.4.a -l:libsqlite3.a -lpthread -lm -ldl")
list(JOIN lun_shared_modules " " LUN_SHARED_MODULES)
file(RELATIVE_PATH LUN_PKGCONFIG_TO_PREFIX /${CMAKE_INSTALL_LIBDIR}/pkgconfig /)
string(REGEX REPLACE "/$" "" LUN_PKGCONFIG_TO_PREFIX "${LUN_PKGCONFIG_TO_PREFIX}")

configure_file(cmake/lunette.pc.in ${CMAKE_BINARY_DIR}/lunette.pc @ONLY)
configure_package_config_file(cmake/lunetteConfig.cmake.in ${CMAKE_BINARY_DIR}/lunetteConfig.cmake
  INSTALL_DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/lunette
  PATH_VARS CMAKE_INSTALL_INCLUDEDIR CMAKE_INSTALL_LIBDIR)
write_basic_package_version_file(${CMAKE_BINARY_DIR}/lunetteConfigVersion.cmake COMPATIBILITY SameMinorVersion)

install(TARGETS lunette ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR})
install(DIRECTORY include/lunette DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} FILES_MATCHING PATTERN "*.h")
install(FILES ${CMAKE_BINARY_DIR}/lunette.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)
install(FILES ${CMAKE_BINARY_DIR}/lunetteConfig.cmake ${CMAKE_BINARY_DIR}/lunetteConfigVersion.cmake
  DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/lunette)
install(FILES LICENSE CHANGELOG.md DESTINATION ${CMAKE_INSTALL_DOCDIR})
if(TARGET lunette_program)
  install(TARGETS lunette_program RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
  include(cmake/manual.cmake)
endif()
