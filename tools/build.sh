# shellcheck shell=sh disable=SC2154
# What ./run and ./test share: install what is missing, configure, build. Sourced, never run; wants `root`.
# Chatter goes to standard error. One build at a time: whoever comes second waits, then finds the work done.
# BOTEC_NO_INSTALL=1 leaves the machine's packages alone (for libraries that stand elsewhere, see CMAKE_PREFIX_PATH).

say() { printf 'botec: %s\n' "$*" >&2; }

# Debian package, and the command, header or file by which it is known to be there.
packages='
g++               command g++
cmake             command cmake
ninja-build       command ninja
libboost-dev      header  boost/version.hpp
libtbb-dev        header  tbb/parallel_for.h
libyaml-cpp-dev   header  yaml-cpp/yaml.h
libudunits2-dev   header  udunits2.h
libcli11-dev      header  CLI/CLI.hpp
nlohmann-json3-dev header nlohmann/json.hpp
libfmt-dev        header  fmt/format.h
doctest-dev       header  doctest/doctest.h
libjs-chart.js    file    /usr/share/javascript/chart.js/chart.min.js
'

# What the tests need beside these: a browser, shells, and what makes and uses packages.
test_packages='chromium          command chromium
chromium-driver   command chromedriver
python3-selenium  file    /usr/lib/python3/dist-packages/selenium/__init__.py
python3-jsonschema file   /usr/lib/python3/dist-packages/jsonschema/__init__.py
python3-yaml      file    /usr/lib/python3/dist-packages/yaml/__init__.py
pkg-config        command pkg-config
zsh               command zsh
fish              command fish
man-db            command man
dpkg-dev          command dpkg-shlibdeps
file              command file
fonts-dejavu-core file    /usr/share/fonts/truetype/dejavu/DejaVuSans.ttf
'

missing_packages() {
  printf '%s' "$packages" | while read -r package kind what; do
    case $kind in
      command) command -v "$what" >/dev/null 2>&1 || printf '%s ' "$package" ;;
      file)    [ -e "$what" ] || printf '%s ' "$package" ;;
      header)  [ -e "/usr/include/$what" ] || [ -e "/usr/local/include/$what" ] || printf '%s ' "$package" ;;
    esac
  done
}

install_missing() {
  [ -n "$BOTEC_NO_INSTALL" ] && return 0
  missing=$(missing_packages)
  missing=${missing% }
  [ -z "$missing" ] && return 0
  if ! command -v apt-get >/dev/null 2>&1; then
    say "these Debian packages, or what corresponds to them here, are needed first: $missing"
    return 3
  fi
  if [ "$(id -u)" = 0 ]; then
    as_root=
  elif command -v sudo >/dev/null 2>&1; then
    # Without a terminal nobody can type a password: then sudo must do without, or fail.
    if [ -t 0 ] && [ -t 2 ]; then as_root=sudo; else as_root='sudo -n'; fi
  else
    say "some packages are missing; as root, type this once:"
    printf 'apt-get update && apt-get install -y %s\n' "$missing" >&2
    return 3
  fi
  say "installing with apt: $missing"
  mkdir -p "$root/build" || return 3
  log=$root/build/install.log
  # The package lists of a fresh machine are empty or old, so they are fetched before the first attempt is given up.
  if apt_install >"$log" 2>&1 || { $as_root apt-get update >>"$log" 2>&1; apt_install >>"$log" 2>&1; }; then
    return 0
  fi
  tail -n 20 "$log" >&2
  say "the packages could not be installed; as root, type this once:"
  printf 'apt-get update && apt-get install -y %s\n' "$missing" >&2
  return 3
}

apt_install() {
  # shellcheck disable=SC2086  # both are lists of words
  $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends \
    -o DPkg::Lock::Timeout=300 $missing </dev/null
}

# Configures build/release where that was not done yet, or was done for other presets or in another place.
configure() {
  cache=$root/build/release/CMakeCache.txt
  configured=$root/build/release/.botec-configured
  here=$(cd "$root" && pwd -P)
  fresh=
  if [ -e "$cache" ]; then
    grep -qxF "CMAKE_HOME_DIRECTORY:INTERNAL=$here" "$cache" || fresh=--fresh
    [ -z "$fresh" ] && [ -n "$(find "$configured" -newer "$root/CMakePresets.json" 2>/dev/null)" ] && return 0
  fi
  log=$root/build/configure.log
  if ! (cd "$here" && cmake $fresh --preset release) >"$log" 2>&1 </dev/null; then
    cat "$log" >&2
    say "configuring failed"
    return 3
  fi
  true >"$configured"
}

# build TARGET…: what to build, all of it when nothing is named.
build() {
  install_missing && configure || return 3
  # On a terminal ninja shows one moving line; elsewhere only what the compiler has to say.
  quiet=--quiet
  [ -t 2 ] && quiet=
  if ! cmake --build "$root/build/release" ${1:+--target "$@"} -- $quiet >&2 </dev/null; then
    say "the build failed"
    return 3
  fi
}

# with_lock COMMAND…: runs it while no other call builds in this clone.
with_lock() {
  if ! mkdir -p "$root/build/release" 2>/dev/null || ! true 2>/dev/null >>"$root/build/.lock"; then
    say "cannot write to $root/build"
    return 3
  fi
  (
    flock 9 || exit 3
    "$@" 9>&-
  ) 9>>"$root/build/.lock"
}

# A source that is saved while the compiler runs must count as newer, so the stamp is older than the build.
build_and_stamp() {
  true >"$stamp.new" || return 3
  build "$@" && mv -f "$stamp.new" "$stamp"
}

build_if_stale() {
  is_current && return 0   # built by another call while this one waited
  if [ -x "$program" ]; then say "building botec"; else say "building botec (some minutes the first time: about five on two cores)"; fi
  build_and_stamp botec
}

build_botec() { with_lock build_if_stale; }
build_all() { with_lock build_and_stamp; }
