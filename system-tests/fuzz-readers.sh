#!/bin/sh
# Fuzzes whatever reads strangers' bytes (checkpoints, ONNX, images, specifications, messages) with Jazzer, coverage-guided.
# usage: system-tests/fuzz-readers.sh [--minutes N] [--jobs N] [READER...], N minutes each, so many at once
# Starts from the seeds in system-tests/src/test/resources/fuzz; what it learns stays in system-tests/target/fuzz. A finding is written
# to system-tests/target/fuzz/READER.finding-*; put it among the seeds as found-… once it is mended. Exit 1 where there is one.
set -eu
minutes=10
jobs=1
readers=
while [ $# -gt 0 ]; do
    case $1 in
        --minutes) minutes=$2; shift 2 ;;
        --jobs) jobs=$2; shift 2 ;;
        -*) echo "usage: $0 [--minutes N] [--jobs N] [READER...]" >&2; exit 2 ;;
        *) readers="$readers $1"; shift ;;
    esac
done
cd "$(dirname "$0")/.."
seeds=system-tests/src/test/resources/fuzz
out=$PWD/system-tests/target/fuzz
[ -n "$readers" ] || readers=$(ls "$seeds")
./mvnw -q -B -ntp -Pfuzz -pl system-tests -am test-compile dependency:build-classpath -Dmdep.outputFile=target/fuzz.classpath \
    -Dmdep.includeScope=test -Dspotless.check.skip -Djacoco.skip
classpath=system-tests/target/test-classes:$(cat system-tests/target/fuzz.classpath)

# One line per reader; the fuzzer's own words are in READER.log.
fuzz() {
    mkdir -p "$out/$1"
    java -Xmx1g -XX:+UseSerialGC -Dfuzz.reader="$1" -cp "$classpath" com.code_intelligence.jazzer.Jazzer \
        --target_class=io.apoptosis.systemtests.fuzz.FuzzTarget --instrumentation_includes='io.apoptosis.**:net.razorvine.**' \
        --reproducer_path="$out" -artifact_prefix="$out/$1.finding-" -max_total_time=$((minutes * 60)) -timeout=120 -report_slow_units=120 -rss_limit_mb=3072 \
        -max_len=16384 "$out/$1" "$seeds/$1" >"$out/$1.log" 2>&1 || true
    inputs=$(sed -n 's/^Done \([0-9]*\) runs.*/\1/p' "$out/$1.log")
    if [ -n "$inputs" ] && ! ls "$out/$1".finding-* >/dev/null 2>&1; then
        echo "$1: clean after $inputs inputs"
    else
        echo "$1: a finding, see $out/$1.log"
        touch "$out/failed"
    fi
}

rm -f "$out/failed" "$out"/*.finding-*
started=0
for reader in $readers; do
    fuzz "$reader" &
    started=$((started + 1))
    [ $((started % jobs)) -ne 0 ] || wait
done
wait
[ ! -e "$out/failed" ]
