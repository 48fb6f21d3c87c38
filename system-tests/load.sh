#!/bin/sh
# Clients submit many small runs to a real cluster and look at them, while others watch the stream of all changes.
# usage: system-tests/load.sh [--runs N] [--clients N] [--watchers N] [--patience SECONDS]
# Prints times of answers and the gateway's memory; exit 0 only where nothing is lost and 99 of 100 GETs take less than 200 ms.
# What has not completed after the patience is cancelled.
set -eu
runs=1000
clients=50
watchers=20
patience=240
while [ $# -gt 0 ]; do
    case $1 in
        --runs) runs=$2; shift 2 ;;
        --clients) clients=$2; shift 2 ;;
        --watchers) watchers=$2; shift 2 ;;
        --patience) patience=$2; shift 2 ;;
        *) echo "usage: $0 [--runs N] [--clients N] [--watchers N] [--patience SECONDS]" >&2; exit 2 ;;
    esac
done
. "$(dirname "$0")/scenario.sh"
scenario LoadTest load.txt -Dload.runs="$runs" -Dload.clients="$clients" -Dload.watchers="$watchers" -Dload.patience="$patience"
