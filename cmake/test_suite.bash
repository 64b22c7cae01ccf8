# Shared by ./run_tests and .ci/run: builds a folder with its tests, runs them, and adds up what passed and failed.
# Sourced after set_up.bash.
passed=0
failed=0

suite_targets=(all)  # what run_suite builds

# run_suite FOLDER BUILD_TYPE SANITIZERS CTEST_OPTIONS...
run_suite() {
  local folder=$1 type=$2 sanitize=$3 log
  shift 3
  mkdir -p "$folder"
  log=$folder/build.log
  : >"$log"
  echo "== building ${folder##*/}"
  if ! cmake -S "$root" -B "$folder" -G Ninja -DCMAKE_BUILD_TYPE="$type" \
    -DWHODUNNIT_BUILD_TESTS=ON -DWHODUNNIT_SANITIZE="$sanitize" >>"$log" 2>&1; then
    tail -n 40 "$log"
    failed=$((failed + 1))
    return
  fi
  build_targets "$folder" "$log" "${suite_targets[@]}" || failed=$((failed + 1))
  echo "== testing ${folder##*/}"
  run_ctest "$folder" "$@"
}

# run_ctest FOLDER OPTIONS...
run_ctest() {
  local folder=$1 results
  shift
  results=$folder/test.log
  ctest --test-dir "$folder" -j "$(nproc)" --output-on-failure --no-tests=ignore --timeout 540 "$@" 2>&1 |
    tee "$results" | grep -vE '^ *(Start +[0-9]+:|[0-9]+/[0-9]+ Test .* Passed )'
  local summary
  summary=$(grep -oE '[0-9]+ tests? failed out of [0-9]+' "$results" | tail -n 1)
  [[ -z $summary ]] && return
  local bad=${summary%% *} all=${summary##* }
  local skipped
  skipped=$(grep -cE '\*\*\*(Skipped|Not Run \(Disabled\))' "$results")
  failed=$((failed + bad))
  passed=$((passed + all - bad - skipped))
}

report_and_exit() {
  echo "$passed passed, $failed failed"
  exit $((failed > 0))
}
