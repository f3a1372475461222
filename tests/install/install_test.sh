#!/bin/sh
# Installs botec into a folder and uses it from outside: the program, find_package(botec), pkg-config, the Debian package.
# Arguments: the build folder, the source folder, a folder to work in. Prints what unittest prints, for ./test to count.
build=$1 source=$2 place=$3
rm -rf "$place" && mkdir -p "$place" || exit 1
passed=0 failed=0

check() {
  what=$1
  shift
  if "$@" >"$place/log" 2>&1; then
    passed=$((passed + 1))
    echo "$what ... ok"
  else
    failed=$((failed + 1))
    echo "$what ... FAIL"
    cat "$place/log"
  fi
}

# The mean of effort is 0.9 * 0.5 + 0.1 * 20 = 2.45 hours; what is printed has two digits.
answers() {
  "$1" | tee "$place/answer" | grep -Eqx 'cost: [0-9.]+ to [0-9.e+]+ USD \(90% interval\)' && grep -Eqx 'P\(loss\) = 0\.[0-9]+' "$place/answer"
}
runs() { [ "$("$1" run "$source/models/goat.yaml" --quiet | head -n 1)" = 'training_compute: 3.0e22 FLOP (90% interval: 6.9e21 to 1.3e23)' ]; }
few_headers() { n=$(find "$place/prefix/include" -name '*.h' | wc -l) && [ "$n" -gt 3 ] && [ "$n" -le 10 ]; }
outside() { cmake -S "$source/examples/library" -B "$place/outside" -DCMAKE_PREFIX_PATH="$place/prefix" -DCMAKE_CXX_COMPILER_LAUNCHER= && cmake --build "$place/outside"; }
by_pkg_config() {
  library=$(dirname "$(find "$place/prefix" -name botec.pc)")
  flags=$(PKG_CONFIG_PATH=$library pkg-config --cflags --libs botec) &&
    g++ -std=c++20 "$source/examples/library/support_cost.cpp" -o "$place/by_pkg_config" $flags "-Wl,-rpath,${library%/pkgconfig}"
}
alone() { for header in $(cd "$place/prefix/include" && find . -name '*.h'); do echo "#include <$header>" >"$place/alone.cpp" && g++ -std=c++20 -fsyntax-only -I"$place/prefix/include" -I"$place/prefix/include/botec" "$place/alone.cpp" || return 1; done; }
packages() { (cd "$build" && cpack -G DEB -B "$place/package") && for deb in botec libbotec0 libbotec-dev; do dpkg-deb -x "$place/package/$deb"_*.deb "$place/root-$deb" || return 1; done; }
depends() { dpkg-deb -f "$place/package/$1"_*.deb Depends | grep -q "$2"; }
parted() { [ ! -e "$place/root-botec/usr/include" ] && [ ! -e "$place/root-libbotec0/usr/include" ] && [ -e "$place/root-libbotec-dev/usr/include/botec/engine.h" ] && [ ! -e "$place/root-libbotec-dev/usr/bin" ]; }
documented() { for deb in botec libbotec0 libbotec-dev; do grep -q Apache "$place/root-$deb/usr/share/doc/$deb/copyright" || return 1; done; }
soname() { [ "$(readlink "$(find "$place/prefix" -name libbotec.so)")" = libbotec.so.0 ]; }

check "install" sh -c "cmake --build '$build' --target botec botec_library && cmake --install '$build' --prefix '$place/prefix'"
check "the installed program runs" runs "$place/prefix/bin/botec"
check "manual page and completions" sh -c "gzip -dc '$place/prefix/share/man/man1/botec.1.gz' | grep -q TH && bash -n '$place/prefix/share/bash-completion/completions/botec'"
check "at most ten headers" few_headers
check "each header stands alone" alone
check "the library has a version" soname
check "an outside project builds with find_package" outside
check "and answers" answers "$place/outside/support_cost"
check "pkg-config gives what a compiler needs" by_pkg_config
check "and that answers too" answers "$place/by_pkg_config"
check "Debian packages" packages
check "of which the program's runs" runs "$place/root-botec/usr/bin/botec"
check "that hold no file of each other" parted
check "and say whose they are" documented
check "the program its libraries" depends botec libtbb
check "the headers the library" depends libbotec-dev 'libbotec0 (= '
echo "Ran $((passed + failed)) tests in all"
[ "$failed" = 0 ] || { echo "FAILED (failures=$failed)"; exit 1; }
