#!/usr/bin/env bash
# One script for everything a newcomer does. `./build.sh` alone says what there is.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

readonly NODE_AT_LEAST=20.19
readonly DEMO_ADDRESS=http://127.0.0.1:5080
readonly PUBLISHED=artifacts/publish

# Native parts, one a line:
#   what it is for | a file that proves it is there (may hold *) | package on Debian 12 | package on Debian 13
# PostgreSQL is 15 on Debian 12 and 17 on Debian 13. libsqlite3-0 comes with what is listed or with .NET.
native_parts() {
  cat <<'END'
the PostgreSQL tests and benchmarks|/usr/lib/postgresql/*/bin/initdb|postgresql|postgresql
keys of video calls|/usr/lib/*/libssl.so.3|libssl3|libssl3t64
decoding video calls|/usr/lib/*/libvpx.so.[79]|libvpx7|libvpx9
protection of video calls|/usr/lib/*/libsrtp2.so.1|libsrtp2-1|libsrtp2-1
the pictures of the vision tests|/usr/bin/ffmpeg|ffmpeg|ffmpeg
the tests in a real browser|/usr/bin/chromium|chromium|chromium
the test of passports before a camera|/usr/share/fonts/opentype/ocr-b/OCRB.otf|fonts-ocr-b|fonts-ocr-b
the tests in another real browser|/usr/bin/firefox*|firefox-esr|firefox-esr
the tests of calls through a relay|/usr/bin/turnserver|coturn|coturn
END
}

help() {
  cat <<END
Usage: ./build.sh <verb> [arguments]

  demo     start the platform on SQLite, with keys and data of its own, at $DEMO_ADDRESS
  cluster  start PostgreSQL and three servers behind $DEMO_ADDRESS, to kill one and see the others go on
  test     build everything and run every test
  bench    run the benchmarks; arguments go to them
  publish  make the server for machines like this one, in $PUBLISHED/Actors.Server
  run      start the server with your own settings, as real people use it; arguments go to it
           run --development: with keys of its own, and endpoints to enrol fictional people

Each verb first checks for .NET SDK and Node and installs missing native libraries (Debian 12 and 13, by apt-get).
END
}

main() {
  local verb=${1:-help}
  shift || true
  case $verb in
    demo) demo "$@" ;;
    cluster) cluster "$@" ;;
    test) run_tests ;;
    test-project) run_test_project "$@" ;; # One of them, for run_tests.
    bench) bench "$@" ;;
    publish) publish ;;
    run) run "$@" ;;
    help | -h | --help) help ;;
    *)
      help >&2
      exit 2
      ;;
  esac
}

demo() {
  set_up
  in_production dotnet run -c Release --no-launch-profile --project src/Actors.Server -- \
    --Demo:Enabled=true --urls "$DEMO_ADDRESS" "$@"
}

# The command replaces this script, so that signals reach it and not a parent of it.
cluster() {
  set_up
  dotnet build src/Actors.LoadTest --nologo -v quiet
  exec dotnet artifacts/bin/Actors.LoadTest/debug/Actors.LoadTest.dll cluster "$@"
}

# The published server: what a real machine runs.
run() {
  local trial=()
  if [[ ${1:-} == --development ]]; then
    shift
    trial=(--Development:Enabled=true)
  fi
  set_up
  publish_project src/Actors.Server
  in_production dotnet "$PUBLISHED/Actors.Server/Actors.Server.dll" "${trial[@]}" "$@"
}

# Whatever the shell says: ASP.NET Core shows strangers more in its own development environment. The command replaces this
# script, so that signals reach it.
in_production() {
  exec env -u ASPNETCORE_ENVIRONMENT -u DOTNET_ENVIRONMENT "$@"
}

bench() {
  set_up
  publish_project bench/Actors.Benchmarks
  exec dotnet run -c Release --project bench/Actors.Benchmarks -- "$@"
}

publish() {
  set_up
  publish_project src/Actors.Server
  say "$PUBLISHED/Actors.Server/Actors.Server needs the ASP.NET Core runtime 10.0."
}

# Precompiled code: a server that starts again answers in half the time.
publish_project() {
  dotnet publish "$1" -c Release -r "$(runtime_identifier)" --no-self-contained -p:PublishReadyToRun=true \
    -o "$PUBLISHED/${1##*/}" -v quiet -clp:NoSummary
}

runtime_identifier() {
  case $(uname -m) in
    aarch64) echo linux-arm64 ;;
    *) echo linux-x64 ;;
  esac
}

# ---- Set-up -----------------------------------------------------------------------------------------------------

set_up() {
  require_dotnet
  require_node
  install_native_parts
  export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
}

require_dotnet() {
  local wanted
  wanted=$(sed -n 's/.*"version": *"\([^"]*\)".*/\1/p' global.json)
  # In this folder dotnet itself holds the installed SDKs against global.json.
  if ! dotnet --version >/dev/null 2>&1; then
    stop "The .NET SDK $wanted or a later 10.0 is needed." \
      "Install it from https://dotnet.microsoft.com/download/dotnet/10.0 and see that dotnet is on the PATH."
  fi
}

require_node() {
  local found
  found=$(node --version 2>/dev/null || true)
  found=${found#v}
  if [[ -z $found ]] || ! at_least "$found" "$NODE_AT_LEAST"; then
    stop "Node $NODE_AT_LEAST or later is needed; found: ${found:-none}." \
      "Install it from https://nodejs.org or with your package manager."
  fi
}

at_least() {
  [[ $(printf '%s\n%s\n' "$2" "$1" | sort -V | head -n 1) == "$2" ]]
}

install_native_parts() {
  local release missing=() purpose proof on12 on13
  release=$(debian_release)
  while IFS='|' read -r purpose proof on12 on13; do
    if ! compgen -G "$proof" >/dev/null; then
      case $release in
        12) missing+=("$on12") ;;
        13) missing+=("$on13") ;;
        *) say "Missing for $purpose: $proof (on Debian: package $on13). Going on without it." ;;
      esac
    fi
  done < <(native_parts)

  if ((${#missing[@]} > 0)); then
    install_packages "${missing[@]}"
  fi
}

debian_release() {
  if [[ -r /etc/os-release ]]; then
    (
      # shellcheck source=/dev/null
      . /etc/os-release
      if [[ ${ID:-} == debian ]]; then echo "${VERSION_ID:-}"; fi
    )
  fi
}

install_packages() {
  say "Installing $*."
  as_root apt-get update -q
  # The tests start servers of their own: the package need not make one that runs from now on.
  local no_cluster=/etc/postgresql-common/createcluster.d/actors.conf
  as_root mkdir -p "${no_cluster%/*}"
  echo 'create_main_cluster = false' | as_root tee "$no_cluster" >/dev/null
  # The same for the relay; this stays, so that none runs after the next start either. `systemctl unmask coturn` takes it back.
  local no_relay=/etc/systemd/system/coturn.service
  if [[ " $* " == *" coturn "* && ! -e $no_relay && ! -L $no_relay ]]; then
    as_root mkdir -p "${no_relay%/*}"
    as_root ln -s /dev/null "$no_relay"
  fi
  local status=0
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "$@" || status=$?
  as_root rm -f "$no_cluster"
  if ((status != 0)); then
    stop "apt-get could not install: $*." "Install these packages by hand and run this again."
  fi
}

as_root() {
  if ((EUID == 0)); then
    "$@"
  else
    sudo "$@"
  fi
}

# ---- Tests ------------------------------------------------------------------------------------------------------

readonly TEST_LOGS=artifacts/tests
readonly TEST_LIMIT=30m
readonly TEST_LANES=2

# These take longest, so they begin first.
readonly LONG_TESTS=(Actors.Server.Tests Actors.Grains.Tests Actors.LoadTest.Tests)

# Real browsers, whose calls need the processor in time, and real servers that are killed and must be back in time: they run
# alone, at the end.
readonly LONE_TESTS=(Actors.EndToEnd.Tests Actors.Cluster.Tests)

# Debug: Debug.Assert counts, stack traces name lines, and it is what `dotnet build` and an editor have built already.
# Speed is measured by `bench`, which builds in Release.
run_tests() {
  set_up
  local results
  results=$(mktemp -d)
  # shellcheck disable=SC2064 # the path is meant as it is now
  trap "rm -rf '$results'" EXIT
  if ! dotnet build Actors.sln --nologo -v quiet; then
    say "The build failed; no test ran."
    echo "0 1 0" >"$results/build.counts"
    sum_up "$results"
  fi
  tests/media/build.sh # Before the tests, so that none of them waits for films.
  mkdir -p "$TEST_LOGS"
  say "All that the tests print goes to $TEST_LOGS."
  {
    printf '%s\n' "${LONG_TESTS[@]}"
    find tests -name '*.Tests.csproj' -printf '%f\n' | sed 's/\.csproj$//' | sort \
      | grep -vxF "$(printf '%s\n' "${LONG_TESTS[@]}" "${LONE_TESTS[@]}")"
  } | xargs -P "$TEST_LANES" -I {} ./build.sh test-project {} "$results"
  local name
  for name in "${LONE_TESTS[@]}"; do
    run_test_project "$name" "$results"
  done
  if [[ -s $results/failures ]]; then
    printf '\nWhat failed:\n'
    cat "$results/failures"
  fi
  sum_up "$results"
}

# A test project is a program: the counts come from the report that it writes, and all that it prints goes to a file.
# What failed is shown at once and again at the end, so that it is easy to find. A project that hangs is killed; its log
# names the tests that ran for long.
run_test_project() {
  local name=$1 status=0 report log began=$SECONDS
  report=$2/$name.trx
  log=$TEST_LOGS/$name.log
  timeout --foreground -k 10 "$TEST_LIMIT" dotnet "artifacts/bin/$name/debug/$name.dll" \
    -noLogo -noColor -longRunning 60 -trx "$report" >"$log" 2>&1 || status=$?

  local executed passed failed skipped why=""
  executed=$(count "$report" executed)
  passed=$(count "$report" passed)
  failed=$(($(count "$report" failed) + $(count "$report" error)))
  skipped=$(count "$report" notExecuted)
  if ((executed == 0)); then
    why="$name ran no test: that counts as a failure."
  elif ((status != 0 && failed == 0)); then
    why="$name ended with exit code $status although no test failed: that counts as a failure."
  fi
  if [[ -n $why ]]; then failed=$((failed + 1)); fi

  printf '%-28s %5d passed, %d failed, %4d s\n' "$name" "$passed" "$failed" $((SECONDS - began))
  if ((failed > 0)); then
    {
      failures "$log"
      if [[ -n $why ]]; then
        tail -n 40 "$log"
        echo "$why"
      fi
    } | tee -a "$2/failures"
  fi

  echo "$passed $failed $skipped" >"$2/$name.counts"
}

# Each failed test with its message and where it failed; the start of it, should it be long.
failures() {
  awk '
    / \[FAIL\]$/ { shown = 1; lines = 0 }
    /^ ? ? ? ?[^ ]/ && !/ \[FAIL\]$/ { shown = 0 }
    shown && lines++ < 30 { print substr($0, 1, 400) }' "$1"
}

# count <report> <which>: 0 when there is no report, as after a crash.
count() {
  local value=""
  if [[ -f $1 ]]; then
    value=$(grep -o '<Counters [^>]*' "$1" | grep -o " $2=\"[0-9]*\"" | tr -dc '0-9' || true)
  fi
  echo "${value:-0}"
}

# The last line of output, and the exit code.
sum_up() {
  local passed=0 failed=0 skipped=0 p f s
  while read -r p f s; do
    passed=$((passed + p)) failed=$((failed + f)) skipped=$((skipped + s))
  done < <(cat "$1"/*.counts)
  if ((passed + failed == 0)); then
    say "There is no test project."
    failed=1
  fi
  local line="$passed passed, $failed failed"
  if ((skipped > 0)); then
    line+=", $skipped skipped"
  fi
  echo "$line"
  ((failed == 0)) || exit 1
}

# ---- Words ------------------------------------------------------------------------------------------------------

say() {
  echo "build.sh: $*" >&2
}

stop() {
  local line
  for line in "$@"; do say "$line"; done
  exit 1
}

main "$@"
