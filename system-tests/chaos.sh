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
cd "$(dirname "$0")/.."
result=system-tests/target/chaos.txt
# What an earlier build's tests came to would be taken for this one's.
rm -f "$result" */target/failsafe-reports/failsafe-summary.xml
status=0
./mvnw -q -B -ntp -pl gateway,scorer-worker,pruner-worker,finetune-worker,system-tests -am verify \
    -Dspotless.check.skip -Djacoco.skip -Dtest=ChaosTest -Dit.test=ChaosTest -Dchaos.kills="$kills" -Dchaos.seed="$seed" \
    -Dsurefire.failIfNoSpecifiedTests=false -Dfailsafe.failIfNoSpecifiedTests=false || status=1
if [ -f "$result" ]; then
    cat "$result"
else
    echo "$0: it came to no result; see above" >&2
    status=1
fi
exit $status
