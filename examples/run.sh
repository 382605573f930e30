#!/usr/bin/env bash
# Runs each example where its runtime is there and compares what they predict. Says what was skipped and why; fails for a wrong number.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1
model=$PWD/../models/digits-mlp
work=$(mktemp -d); server=; trap '[ -z "$server" ] || kill "$server" 2>/dev/null || true; rm -rf "$work"' EXIT
status=0; ran=0

skip() { echo "$1: skipped, $2"; }
fail() { echo "$1: FAILED, $2" >&2; status=1; }

# The numbers of a text or of JSON, a line for each row: the digit and its ten probabilities.
numbers() { grep -oE -- '-?[0-9]+(\.[0-9]+)?([eE][-+]?[0-9]+)?' "$1" | paste -d' ' $(printf -- '- %.0s' $(seq 11)); }

# check NAME: the digits are those of the rows, and the probabilities those of the first example that ran.
check() {
  numbers "$work/$1.out" > "$work/$1.numbers"
  if ! diff <(tail -n +2 digits.csv | cut -d, -f1) <(cut -d' ' -f1 "$work/$1.numbers") > "$work/diff"; then
    fail "$1" "other digits than digits.csv has: $(head -n 5 "$work/diff" | tr '\n' ' ')"
    return
  fi
  [ "$ran" -gt 0 ] || cp "$work/$1.numbers" "$work/first"
  paste -d' ' "$work/first" "$work/$1.numbers" | awk -v name="$1" '
    NF != 22 { print name ": a row of " NF - 11 " numbers, expected 11" > "/dev/stderr"; bad = 1 }
    { for (i = 1; i <= 11; i++) { d = $i - $(i + 11); d = d < 0 ? -d : d; if (d > worst) worst = d } rows++ }
    END { printf "%s: %d rows, largest difference to the first example %.1e\n", name, rows, worst; exit bad || worst > 1e-5 }' \
    || fail "$1" "the probabilities differ by more than 1e-5"
  ran=$((ran + 1))
}

# build NAME: leaves the program's path in $program; 1: it does not compile, 2: a package cannot be had.
build() {
  dotnet restore "$1/$1.cs" > "$work/build.log" 2>&1 || return 2
  dotnet build --no-restore -c Release "$1/$1.cs" > "$work/build.log" 2>&1 || { tail -n 20 "$work/build.log" >&2; return 1; }
  program=$(grep -oE -- "-> .*/$1\.dll" "$work/build.log" | cut -c4-)
}

# built NAME: builds, and says why if that does not go.
built() {
  local code=0
  build "$1" || code=$?
  case $code in
    1) fail "$1" "it does not compile" ;;
    2) skip "$1" "its packages cannot be had: $(grep -m1 -oE 'error .*' "$work/build.log")" ;;
  esac
  return $code
}

# serve NAME: starts the server on a port that is free, asks it, stops it.
serve() {
  local name=$1 address= code
  built "$name" || return 0
  : > "$work/$name.log"
  dotnet "$program" --model "$model/digits-mlp.onnx" --urls http://127.0.0.1:0 > "$work/$name.log" 2>&1 & server=$!
  for _ in $(seq 300); do
    address=$(grep -m1 -oE 'http://127\.0\.0\.1:[0-9]+' "$work/$name.log" || true)
    { [ -z "$address" ] && kill -0 "$server" 2>/dev/null; } || break
    sleep 0.1
  done
  if [ -z "$address" ]; then
    fail "$name" "the server did not start: $(tail -n 3 "$work/$name.log" | tr '\n' ' ')"
  elif curl -sS --fail --max-time 30 -H 'Content-Type: application/json' -d @"$work/rows.json" "$address/predict" > "$work/$name.out"; then
    check "$name"
    code=$(curl -sS --max-time 30 -o "$work/refusal" -w '%{http_code}' -H 'Content-Type: application/json' -d '[[1,2,3]]' "$address/predict")
    { [ "$code" = 400 ] && grep -q 64 "$work/refusal"; } || fail "$name" "a row of 3 numbers got $code: $(cat "$work/refusal")"
  else
    fail "$name" "no answer"
  fi
  kill "$server" 2>/dev/null || true; wait "$server" 2>/dev/null || true; server=
}

awk -F, 'NR > 1 { $1 = ""; row = substr($0, 2); gsub(/ /, ",", row); printf "%s[%s]", (NR > 2 ? "," : "["), row } END { print "]" }' digits.csv > "$work/rows.json"

if built load-keras; then
  if dotnet "$program" "$model/digits-mlp.keras" digits.csv > "$work/load-keras.out" 2> "$work/keras.log"; then
    check load-keras
  else
    fail load-keras "$(tail -n 1 "$work/keras.log")"
  fi
fi

if command -v curl > /dev/null; then
  serve serve-onnx
  serve serve-deepkeras
else
  skip "serve-onnx, serve-deepkeras" "there is no curl"
fi

library=${DEEPKERAS_TENSORFLOW:-}
if ! command -v g++ > /dev/null; then
  skip load-saved-model.cpp "there is no g++"
elif [ ! -e "$library/libtensorflow.so.2" ]; then
  skip load-saved-model.cpp "there is no libtensorflow (set DEEPKERAS_TENSORFLOW to its folder)"
elif g++ -std=c++17 -O1 -Wall -Wextra -Werror -I"$library/include" load-saved-model/load-saved-model.cpp -o "$work/load-saved-model" \
    -L"$library" -l:libtensorflow.so.2 -l:libtensorflow_framework.so.2 -Wl,-rpath,"$library"; then
  if "$work/load-saved-model" "$model/saved_model" digits.csv > "$work/load-saved-model.cpp.out" 2> "$work/cpp.log"; then
    check load-saved-model.cpp
  else
    fail load-saved-model.cpp "$(tail -n 1 "$work/cpp.log")"
  fi
else
  fail load-saved-model.cpp "it does not compile"
fi

if ! command -v python3 > /dev/null; then
  skip load-saved-model.py "there is no python3"
elif ! python3 -c "import sys; compile(open(sys.argv[1]).read(), sys.argv[1], 'exec')" load-saved-model/load-saved-model.py; then
  fail load-saved-model.py "it does not compile"
else
  code=0; python3 load-saved-model/load-saved-model.py "$model/saved_model" digits.csv > "$work/load-saved-model.py.out" 2> "$work/python.log" || code=$?
  case $code in
    0) check load-saved-model.py ;;
    3) skip load-saved-model.py "$(cat "$work/python.log")" ;;
    *) fail load-saved-model.py "$(tail -n 3 "$work/python.log" | tr '\n' ' ')" ;;
  esac
fi

echo "$ran of 5 examples ran"
exit "$status"
