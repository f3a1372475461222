# What an installed botec is: the program, a shared library with its headers, and the files by which others find it.
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

# The façade and what it needs, and nothing else; tests/install counts them.
set(BOTEC_HEADERS engine.h model_builder.h random/stream.h result/check_result.h result/compare_result.h result/rank_result.h
  result/result.h text/diagnostic.h text/source_file.h)
foreach(header ${BOTEC_HEADERS})
  get_filename_component(folder ${header} DIRECTORY)
  install(FILES engine/${header} DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/botec/${folder} COMPONENT botec)
endforeach()

install(TARGETS botec RUNTIME COMPONENT botec)
install(TARGETS botec_library EXPORT botec_targets LIBRARY COMPONENT botec)
# Headers name each other from the folder `botec`, programs from the one above it.
target_include_directories(botec_library INTERFACE $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}>
  $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}/botec>)
install(EXPORT botec_targets NAMESPACE botec:: FILE botec-config.cmake DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/botec COMPONENT botec)
write_basic_package_version_file(${PROJECT_BINARY_DIR}/botec-config-version.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/botec-config-version.cmake DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/botec COMPONENT botec)
file(RELATIVE_PATH BOTEC_PC_PREFIX /${CMAKE_INSTALL_LIBDIR}/pkgconfig /)   # so that an installed tree can be moved
configure_file(cmake/botec.pc.in botec.pc @ONLY)
install(FILES ${PROJECT_BINARY_DIR}/botec.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig COMPONENT botec)
# What shells and man look for, written by the program itself.
install(CODE [[
  set(shells bash share/bash-completion/completions botec zsh share/zsh/vendor-completions _botec fish share/fish/vendor_completions.d botec.fish)
  while(shells)
    list(POP_FRONT shells shell folder name)
    file(MAKE_DIRECTORY "$ENV{DESTDIR}${CMAKE_INSTALL_PREFIX}/${folder}")
    execute_process(COMMAND "$ENV{DESTDIR}${CMAKE_INSTALL_PREFIX}/bin/botec" completions ${shell}
      OUTPUT_FILE "$ENV{DESTDIR}${CMAKE_INSTALL_PREFIX}/${folder}/${name}" COMMAND_ERROR_IS_FATAL ANY)
  endwhile()
  file(MAKE_DIRECTORY "$ENV{DESTDIR}${CMAKE_INSTALL_PREFIX}/share/man/man1")
  execute_process(COMMAND "$ENV{DESTDIR}${CMAKE_INSTALL_PREFIX}/bin/botec" man
    OUTPUT_FILE "$ENV{DESTDIR}${CMAKE_INSTALL_PREFIX}/share/man/man1/botec.1" COMMAND_ERROR_IS_FATAL ANY)
]] COMPONENT botec)
install(DIRECTORY models examples docs DESTINATION ${CMAKE_INSTALL_DOCDIR} COMPONENT botec)
install(FILES README.md CHANGELOG.md DESTINATION ${CMAKE_INSTALL_DOCDIR} COMPONENT botec)

# cpack -G DEB in the build folder makes a package that apt installs.
set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME botec)
set(CPACK_PACKAGE_VENDOR botec)
set(CPACK_PACKAGE_CONTACT "the botec maintainers <botec@localhost>")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_SECTION math)
set(CPACK_STRIP_FILES ON)
include(CPack)
