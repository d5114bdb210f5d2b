# Manual pages and the shells' completion, written by the program itself from its tables of options. Built with the program, unless it
# cannot run on this machine.

if(NOT CMAKE_CROSSCOMPILING)
  set(manual_folder ${CMAKE_BINARY_DIR}/manual)
  add_custom_command(
    OUTPUT ${manual_folder}/stamp
    COMMAND ${CMAKE_COMMAND} -DPROGRAM=$<TARGET_FILE:lunette_program> -DOUT=${manual_folder} -P ${PROJECT_SOURCE_DIR}/cmake/make_manual.cmake
    COMMAND ${CMAKE_COMMAND} -E touch ${manual_folder}/stamp
    DEPENDS lunette_program ${PROJECT_SOURCE_DIR}/cmake/make_manual.cmake
    COMMENT "Manual pages and completion"
    VERBATIM)
  add_custom_target(manual ALL DEPENDS ${manual_folder}/stamp)

  install(DIRECTORY ${manual_folder}/man1 DESTINATION ${CMAKE_INSTALL_MANDIR} FILES_MATCHING PATTERN "*.1")
  install(FILES ${manual_folder}/lunette.bash DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions RENAME lunette)
  install(FILES ${manual_folder}/_lunette DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/site-functions)
  install(FILES ${manual_folder}/lunette.fish DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d)
endif()

# What editors read: the stubs of what rule files see, and how patterns in them are coloured (docs/editors.md).
install(DIRECTORY scripts/meta/ DESTINATION ${CMAKE_INSTALL_DATADIR}/lunette/meta FILES_MATCHING PATTERN "*.lua")
install(DIRECTORY docs/editor/ DESTINATION ${CMAKE_INSTALL_DATADIR}/lunette/editor)
