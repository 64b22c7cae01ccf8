# Shared by ./whodunnit, ./run_tests and .ci/run: installs what is missing, configures, builds. Sourced, with $root set.
build_packages=(g++ cmake ninja-build libabsl-dev libxxhash-dev libcli11-dev nlohmann-json3-dev)
test_packages=("${build_packages[@]}" libgtest-dev python3)  # used by those who source this

# The packages among the arguments that are not installed. Silent where there is no dpkg.
missing_packages() {
  command -v dpkg-query >/dev/null || return 0
  local package
  for package in "$@"; do
    [[ $(dpkg-query -W -f='${db:Status-Abbrev}' "$package" 2>/dev/null) == ii* ]] || echo "$package"
  done
}

# Installs packages, as root or by sudo without a password; otherwise says which are missing.
require_packages() {
  local missing as_root=()
  mapfile -t missing < <(missing_packages "$@")
  ((${#missing[@]} == 0)) && return 0
  if ((EUID != 0)); then
    if ! sudo -n true 2>/dev/null; then
      echo "whodunnit: these packages are missing; please install them:"
      echo "  sudo apt-get install ${missing[*]}"
      return 1
    fi
    as_root=(sudo -n)
  fi
  echo "whodunnit: installing ${missing[*]}"
  local install=("${as_root[@]}" env DEBIAN_FRONTEND=noninteractive
    apt-get install -y -qq --no-install-recommends "${missing[@]}")
  if ! "${install[@]}" >/dev/null 2>&1; then
    "${as_root[@]}" apt-get update -qq && "${install[@]}" >/dev/null
  fi
}

# build_targets FOLDER LOG TARGETS...: runs ninja; the end of the log is shown when it fails.
build_targets() {
  local folder=$1 log=$2
  shift 2
  cmake --build "$folder" --target "$@" -- -k 0 >>"$log" 2>&1 && return 0
  echo "whodunnit: the build failed; the end of $log:"
  grep -E -A 8 'error:|FAILED:|undefined reference' "$log" | tail -n 60 || tail -n 40 "$log"
  return 1
}

# The program alone, in build/. One build at a time; whoever waited finds the work done.
set_up_program() {
  mkdir -p "$root/build"
  local log=$root/build/build.log
  exec 9>"$root/build/.lock"
  flock 9
  if ! up_to_date; then
    require_packages "${build_packages[@]}" || exit 255
    echo "whodunnit: building, which takes some minutes the first time (see build/build.log)"
    touch "$root/build/.built.new"
    : >"$log"
    if [[ ! -f $root/build/build.ninja ]]; then
      cmake -S "$root" -B "$root/build" -G Ninja -DCMAKE_BUILD_TYPE=Release \
        -DWHODUNNIT_BUILD_TESTS=OFF >>"$log" 2>&1 || { tail -n 40 "$log"; exit 255; }
    fi
    build_targets "$root/build" "$log" whodunnit || exit 255
    mv "$root/build/.built.new" "$root/build/.built"
  fi
  exec 9>&-
}
