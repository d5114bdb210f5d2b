# cmake --install: headers, library, program, and what lets pkg-config and find_package find them.

include(CMakePackageConfigHelpers)

install(TARGETS lunette ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR})
install(DIRECTORY include/lunette DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} FILES_MATCHING PATTERN "*.h")
if(TARGET lunette_program)
  install(TARGETS lunette_program RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
endif()
