# What an installed botec is, in three components: the program with its documents, the shared library, and the headers with the
# files by which others find it.
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

# The façade and what it needs, and nothing else; tests/install counts them.
set(BOTEC_HEADERS engine.h model_builder.h random/stream.h result/check_result.h result/compare_result.h result/rank_result.h
  result/result.h text/diagnostic.h text/source_file.h)
foreach(header ${BOTEC_HEADERS})
  get_filename_component(folder ${header} DIRECTORY)
  install(FILES engine/${header} DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/botec/${folder} COMPONENT libbotec-dev)
endforeach()

install(TARGETS botec RUNTIME COMPONENT botec)
install(TARGETS botec_library EXPORT botec_targets LIBRARY COMPONENT libbotec0 NAMELINK_COMPONENT libbotec-dev)
# Headers name each other from the folder `botec`, programs from the one above it.
target_include_directories(botec_library INTERFACE $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}>
  $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}/botec>)
install(EXPORT botec_targets NAMESPACE botec:: FILE botec-config.cmake DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/botec COMPONENT libbotec-dev)
write_basic_package_version_file(${PROJECT_BINARY_DIR}/botec-config-version.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/botec-config-version.cmake DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/botec COMPONENT libbotec-dev)
file(RELATIVE_PATH BOTEC_PC_PREFIX /${CMAKE_INSTALL_LIBDIR}/pkgconfig /)   # so that an installed tree can be moved
configure_file(cmake/botec.pc.in botec.pc @ONLY)
install(FILES ${PROJECT_BINARY_DIR}/botec.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig COMPONENT libbotec-dev)
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
# Compressed, as distributions keep them, where there is a gzip.
find_program(BOTEC_GZIP gzip)
if(BOTEC_GZIP)
  install(CODE "execute_process(COMMAND ${BOTEC_GZIP} -9nf \"\$ENV{DESTDIR}\${CMAKE_INSTALL_PREFIX}/share/man/man1/botec.1\" COMMAND_ERROR_IS_FATAL ANY)"
    COMPONENT botec)
endif()
install(DIRECTORY models examples docs DESTINATION ${CMAKE_INSTALL_DOCDIR} COMPONENT botec)
install(FILES README.md CHANGELOG.md DESTINATION ${CMAKE_INSTALL_DOCDIR} COMPONENT botec)

# cpack -G DEB in the build folder makes three packages that apt installs: botec, libbotec0 and libbotec-dev.
set(BOTEC_MAINTAINER "botec maintainers <maintainers@botec.invalid>")   # no address of a person stands in the packages
configure_file(cmake/debian_copyright.in debian/copyright @ONLY)
configure_file(cmake/debian_changelog.in debian/changelog @ONLY)
file(WRITE ${PROJECT_BINARY_DIR}/debian/triggers "activate-noawait ldconfig\n")
if(BOTEC_GZIP)
  execute_process(COMMAND ${BOTEC_GZIP} -9nkf ${PROJECT_BINARY_DIR}/debian/changelog COMMAND_ERROR_IS_FATAL ANY)
endif()
foreach(component botec libbotec0 libbotec-dev)
  install(FILES ${PROJECT_BINARY_DIR}/debian/copyright DESTINATION share/doc/${component} COMPONENT ${component})
  install(FILES ${PROJECT_BINARY_DIR}/debian/changelog.gz DESTINATION share/doc/${component} COMPONENT ${component} OPTIONAL)
  string(TOUPPER ${component} name)
  set(CPACK_DEBIAN_${name}_PACKAGE_NAME ${component})
  set(CPACK_DEBIAN_${name}_FILE_NAME DEB-DEFAULT)
endforeach()
set(CPACK_GENERATOR DEB)
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_COMPONENTS_ALL botec libbotec0 libbotec-dev)
set(CPACK_COMPONENTS_GROUPING IGNORE)
set(CPACK_PACKAGE_NAME botec)
set(CPACK_PACKAGE_VENDOR botec)
set(CPACK_PACKAGE_CONTACT ${BOTEC_MAINTAINER})
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_DEBIAN_BOTEC_PACKAGE_SECTION math)
set(CPACK_DEBIAN_LIBBOTEC0_PACKAGE_SECTION libs)
set(CPACK_DEBIAN_LIBBOTEC-DEV_PACKAGE_SECTION libdevel)
set(CPACK_DEBIAN_BOTEC_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_LIBBOTEC0_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_GENERATE_SHLIBS ON)
set(CPACK_DEBIAN_LIBBOTEC0_PACKAGE_CONTROL_EXTRA ${PROJECT_BINARY_DIR}/debian/triggers)
set(CPACK_DEBIAN_LIBBOTEC-DEV_PACKAGE_DEPENDS "libbotec0 (= ${PROJECT_VERSION})")
set(CPACK_COMPONENT_BOTEC_DESCRIPTION "Computes estimates whose inputs are ranges with units: the interval of
 the answer, its error, what drives it, and where units do not fit.
 Models are text files; answers are text, JSON, CSV or a page.")
set(CPACK_COMPONENT_LIBBOTEC0_DESCRIPTION "This is the shared library, for programs that make and run models.")
set(CPACK_COMPONENT_LIBBOTEC-DEV_DESCRIPTION "These are the headers, and the files by which CMake and pkg-config
 find the library.")
include(CPack)
