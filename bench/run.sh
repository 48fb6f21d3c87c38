#!/bin/sh
# Benchmarks, each with its own summary at the end:
#   bench/run.sh dual [THREADS]  cost of a dual scoring batch relative to a plain gradient batch (ResNet-20 and 32, batch 64; 2 minutes)
#   bench/run.sh criteria [THREADS]  cost of each criterion's batch relative to a plain gradient batch (ResNet-20, batch 64; 5 minutes)
#   bench/run.sh groups [PYTHON]  coupled groups of torchvision's networks: time and counts, beside torch-pruning's where PYTHON has it
# Other JMH arguments: bench/run.sh jmh -h
set -eu
cd "$(dirname "$0")/.."

case "${1:-}" in
    dual) main=io.apoptosis.bench.DualRatio ;;
    criteria) main=io.apoptosis.bench.CriteriaCosts ;;
    groups) main=io.apoptosis.bench.GroupDiscovery ;;
    jmh) main=org.openjdk.jmh.Main ;;
    *) sed -n '2,6s/^# \{0,1\}//p' "$0"; exit 2 ;;
esac
shift

./mvnw -q -pl bench -am compile dependency:build-classpath -Dmdep.outputFile=target/runtime.classpath -Dmdep.includeScope=runtime

# As the services run: without these, libc maps and unmaps large blocks at every batch, which costs more than the arithmetic.
export MALLOC_MMAP_THRESHOLD_=8589934592 MALLOC_TRIM_THRESHOLD_=17179869184 MALLOC_TOP_PAD_=268435456
# Threads that wait for each other sleep instead of spinning: on a machine that does other work as well, spinning costs ten times the work.
export OMP_WAIT_POLICY=PASSIVE
exec java -cp "bench/target/classes:$(cat bench/target/runtime.classpath)" "$main" "$@"
