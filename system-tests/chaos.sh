#!/bin/sh
# Kills, stops and restarts parts of a real cluster while it works, and checks that every run ends as an undisturbed one.
# usage: system-tests/chaos.sh [--kills N] [--seed S]
# The last line is "N kills, R runs, R identical, 0 lost", above it how long recovery took; exit 0 only then.
set -eu
kills=10
seed=1
while [ $# -gt 0 ]; do
    case $1 in
        --kills) kills=$2; shift 2 ;;
        --seed) seed=$2; shift 2 ;;
        *) echo "usage: $0 [--kills N] [--seed S]" >&2; exit 2 ;;
    esac
done
. "$(dirname "$0")/scenario.sh"
scenario ChaosTest chaos.txt -Dchaos.kills="$kills" -Dchaos.seed="$seed"
