#!/usr/bin/env bash
# Trains the models anew and writes what they print into their cards and the table of README.md.
#   models/make.sh [NAME...]        all of them take about a quarter of an hour on two cores, most of it fashion-cnn
#   models/make.sh --table          the table alone
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

table=; [ "${1:-}" != --table ] || { table=only; shift; }
names=("$@"); [ ${#names[@]} -gt 0 ] || names=(*/)

# between FILE FROM TO: puts the standard input between two lines of a file.
between() {
  local text; text=$(cat)
  FROM=$2 TO=$3 TEXT=$text awk '
    $0 == ENVIRON["TO"] { inside = 0 }
    !inside { print }
    $0 == ENVIRON["FROM"] && !done { print ENVIRON["TEXT"]; inside = done = 1 }' "$1" > "$1.new"
  mv "$1.new" "$1"
}

if [ -z "$table" ]; then
  for name in "${names[@]%/}"; do
    echo "== $name"
    (cd "$name" && dotnet run -c Release train.cs) | tee >(cat >&2) | between "$name/README.md" '```text' '```'
  done
fi

# From each card: its title, and the scores that were printed.
{
  echo "| model | what it does | its score on rows it has not seen | shallow learners on the same rows | .keras | SavedModel | ONNX |"
  echo "|---|---|---|---|--:|--:|--:|"
  for name in */; do
    name=${name%/}
    bytes() { find "$@" -type f -printf '%s\n' | awk '{ s += $1 } END { printf "%.0f KiB", s / 1024 }'; }
    awk -v sizes="$(bytes "$name/$name.keras") | $(bytes "$name/saved_model") | $(bytes "$name/$name.onnx")" '
      /^# / { title = substr($0, 3); link = title; sub(/:.*/, "", link); sub(/^[^:]*: /, "", title) }
      /^```/ { inside = $0 == "```text"; next }
      inside { row = $0; sub(/[,]? on the .*/, "", row); learner = row; sub(/:.*/, "", learner); sub(/^[^:]*: /, "", row)
               if (own == "") own = row; else { sub(/^[a-z0-9]+ /, "", row); sub(/,.*/, "", row); others = others (others == "" ? "" : "; ") learner " " row } }
      END { printf "| [%s](%s/README.md) | %s | %s | %s | %s |\n", link, link, title, own, others, sizes }' "$name/README.md"
  done
} | between README.md '<!-- printed by make.sh -->' '<!-- until here -->'
