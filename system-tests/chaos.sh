#!/bin/sh
# Kills, stops and restarts parts of a real cluster while it works, and checks that every run ends as an undisturbed one.
# usage: system-tests/chaos.sh [--kills N] [--seed S]
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
cd "$(dirname "$0")/.."
exec ./mvnw -q -B -ntp -pl gateway,scorer-worker,pruner-worker,finetune-worker,system-tests -am verify \
    -Dspotless.check.skip -Djacoco.skip -Dtest=ChaosTest -Dit.test=ChaosTest -Dchaos.kills="$kills" -Dchaos.seed="$seed" \
    -Dsurefire.failIfNoSpecifiedTests=false -Dfailsafe.failIfNoSpecifiedTests=false
