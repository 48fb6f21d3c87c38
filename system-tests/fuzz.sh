#!/bin/sh
# Sends a gateway thousands of odd requests made from its own OpenAPI document (schemathesis), which has to say of every answer that it may
# come; none may be a 5xx.
# usage: system-tests/fuzz.sh [--examples N] [--seed S] [--url URL]
# Without --url a standalone cluster is started for it and stopped after. Needs python3 with venv; schemathesis comes from PyPI the first time.
set -eu
examples=50
seed=1
url=
while [ $# -gt 0 ]; do
    case $1 in
        --examples) examples=$2; shift 2 ;;
        --seed) seed=$2; shift 2 ;;
        --url) url=$2; shift 2 ;;
        *) echo "usage: $0 [--examples N] [--seed S] [--url URL]" >&2; exit 2 ;;
    esac
done
cd "$(dirname "$0")/.."
tools=${APOPTOSIS_TOOLS:-${XDG_CACHE_HOME:-$HOME/.cache}/apoptosis-tools}
if [ ! -x "$tools/fuzz/bin/schemathesis" ]; then
    python3 -m venv "$tools/fuzz"
    "$tools/fuzz/bin/pip" install -q schemathesis==4.32.5
fi
if [ -z "$url" ]; then
    data=$(mktemp -d)
    ./apoptosis standalone --port 0 --data-dir "$data" >"$data/out" 2>&1 &
    cluster=$!
    trap 'kill $cluster 2>/dev/null; wait $cluster 2>/dev/null || true; rm -rf "$data"' EXIT
    until url=$(sed -n 's/^gateway: //p' "$data/out") && [ -n "$url" ]; do
        kill -0 $cluster || { cat "$data/out" >&2; exit 1; }
        sleep 1
    done
fi
# Streams of events do not end by themselves; all else is asked for. One check can't hold: what a document's schema allows may still name a
# file that nobody has sent (400).
"$tools/fuzz/bin/schemathesis" run "$url/q/openapi?format=json" --url "$url" --exclude-path-regex '/events$' \
    --checks all --exclude-checks positive_data_acceptance \
    --max-examples "$examples" --seed "$seed" --request-timeout 30
