# `cmake --install` and CPack's .deb. The standard modules are part of the binary, so the package is one program, its man page,
# its shell completions and the documents. Man page and completions are made by the program itself from its table of options.
include(GNUInstallDirs)

set(documents ${PROJECT_BINARY_DIR}/documents)
add_custom_command(
  OUTPUT ${documents}/whodunnit.1 ${documents}/whodunnit.bash ${documents}/_whodunnit
         ${documents}/whodunnit.fish
  COMMAND ${CMAKE_COMMAND} -E make_directory ${documents}
  COMMAND whodunnit --man-page > ${documents}/whodunnit.1
  COMMAND whodunnit --completion bash > ${documents}/whodunnit.bash
  COMMAND whodunnit --completion zsh > ${documents}/_whodunnit
  COMMAND whodunnit --completion fish > ${documents}/whodunnit.fish
  DEPENDS whodunnit
  COMMENT "Writing the man page and shell completions"
  VERBATIM)
add_custom_target(documents ALL DEPENDS ${documents}/whodunnit.1)

install(TARGETS whodunnit RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(FILES ${documents}/whodunnit.1 DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
install(FILES ${documents}/whodunnit.bash RENAME whodunnit
        DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions)
install(FILES ${documents}/_whodunnit DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/vendor-completions)
install(FILES ${documents}/whodunnit.fish
        DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d)
install(FILES ${PROJECT_SOURCE_DIR}/README.md ${PROJECT_SOURCE_DIR}/CHANGELOG.md
        DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(DIRECTORY ${PROJECT_SOURCE_DIR}/docs DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(FILES ${PROJECT_SOURCE_DIR}/LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR} RENAME copyright)

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME whodunnit)
set(CPACK_PACKAGE_CONTACT "whodunnit developers <developers@whodunnit.invalid>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "model checker for TLA+ that names the causes")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_DEBIAN_PACKAGE_SECTION devel)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_RESOURCE_FILE_LICENSE ${PROJECT_SOURCE_DIR}/LICENSE)
include(CPack)
