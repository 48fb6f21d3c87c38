#!/bin/sh
# Benchmarks, side by side with the peers in one run; ratios, not seconds, are what to compare between machines.
#   bench/run.sh                        everything below, one after another
#   bench/run.sh --only dual-ratio      cost of a dual scoring batch relative to a plain gradient batch, in turns (ResNets, MobileNetV2, ViT-Ti; 4 minutes;
#                                       a single one by --batch "vit_tiny_patch16_224 8", a network and the images in a batch)
#   bench/run.sh --only operators       cost of each operator with its tangent relative to without, forward and backward (1 minute)
#   bench/run.sh --only criteria        cost of each criterion's batch relative to a plain gradient batch (ResNet-20; 5 minutes)
#   bench/run.sh --only steps           our gradient, dual and training steps in turns with PyTorch's own (3 minutes)
#   bench/run.sh --only memory          resident memory of dual batches beside a gradient's: peaks, and whether it grows (--batches 1000; 5 minutes)
#   bench/run.sh --only flame           where a dual batch's processor time goes, pictures in bench/target: as shipped, and without malloc's settings
#   bench/run.sh --only groups          coupled groups of torchvision's networks, time and counts, beside torch-pruning's
#   bench/run.sh --only bfloat16        products in bfloat16: order of units and choices beside float32's, and the time of a batch (3 minutes)
#   bench/run.sh --only gpu             PyTorch's dual beside its double backward on ResNet-50 and ViT-B/16; skipped without CUDA
#   bench/run.sh --only speed-up        time of ResNet-50 at half its MACs relative to the dense one in ONNX Runtime (1 minute)
#   bench/run.sh --only cluster-step    share of two scoring steps of ResNet-32 that is not tensors, through a cluster with one scorer (5 minutes)
#   bench/run.sh --only start           from ./apoptosis prune to the first scored batch, three times (1 minute)
#   bench/run.sh half KEY=VALUE …       ResNet-32 cut to half, repaired, trained on: the experiments of docs/results.md, minutes each
#   bench/run.sh jmh …                  JMH with arguments of its own, for example jmh -h
# --threads N: by default as many as the machine has. PyTorch and torch-pruning come from PyPI into bench/peers/.venv, once; APOPTOSIS_PYTHON names another Python.
set -eu
cd "$(dirname "$0")/.."

usage() { sed -n '2,19s/^# \{0,1\}//p' "$0"; exit 2; }

only=all threads=$(nproc) batch="" batches=1000
if [ "${1:-}" != jmh ] && [ "${1:-}" != half ]; then
    while [ $# -gt 0 ]; do
        [ $# -ge 2 ] || usage
        case "$1" in
            --only) only=$2 ;;
            --threads) threads=$2 ;;
            --batch) batch=$2 ;;
            --batches) batches=$2 ;;
            *) usage ;;
        esac
        shift 2
    done
    case "$only" in all | dual-ratio | operators | criteria | steps | memory | flame | groups | bfloat16 | gpu | speed-up | cluster-step | start) ;; *) usage ;; esac
fi

./mvnw -q -pl bench -am compile dependency:build-classpath -Dmdep.outputFile=target/runtime.classpath -Dmdep.includeScope=runtime

# As the launcher has it.
# shellcheck source=tools/tensor-environment.sh
. tools/tensor-environment.sh

run() { java -cp "bench/target/classes:$(cat bench/target/runtime.classpath)" "$@"; }

python() {
    if [ -n "${APOPTOSIS_PYTHON:-}" ]; then
        echo "$APOPTOSIS_PYTHON"
        return
    fi
    if [ ! -x bench/peers/.venv/bin/python ]; then
        python3 -m venv bench/peers/.venv
        bench/peers/.venv/bin/pip install --quiet --requirement bench/peers/requirements.txt
    fi
    echo bench/peers/.venv/bin/python
}

wanted() { [ "$only" = all ] || [ "$only" = "$1" ]; }

if [ "${1:-}" = jmh ]; then
    shift
    run org.openjdk.jmh.Main "$@"
    exit
fi
if [ "${1:-}" = half ]; then
    shift
    run io.apoptosis.bench.HalfResNet "$@"
    exit
fi
# shellcheck disable=SC2086
if wanted dual-ratio; then run io.apoptosis.bench.DualRatio "$threads" $batch; fi
if wanted operators; then run io.apoptosis.bench.OperatorRatios "$threads"; fi
if wanted criteria; then run io.apoptosis.bench.CriteriaCosts "$threads"; fi
if wanted steps; then run io.apoptosis.bench.StepCosts "$(python)" "$threads"; fi
if wanted memory; then run io.apoptosis.bench.Memory "$batches" "$threads"; fi
if wanted flame; then
    run io.apoptosis.bench.Flame bench/target/flame.svg "A dual batch, ResNet-32, 64 images, as shipped" resnet32 64 60 "$threads"
    (
        unset LD_PRELOAD MALLOC_CONF MALLOC_MMAP_THRESHOLD_ MALLOC_TRIM_THRESHOLD_ MALLOC_TOP_PAD_
        run io.apoptosis.bench.Flame bench/target/flame-plain-malloc.svg "The same with malloc as it comes" resnet32 64 60 "$threads"
    )
fi
if wanted groups; then run io.apoptosis.bench.GroupDiscovery "$(python)"; fi
if wanted bfloat16; then run io.apoptosis.bench.Rounding "$threads"; fi
if wanted speed-up; then run io.apoptosis.bench.SpeedUp "$threads"; fi
if wanted cluster-step; then
    rm -rf bench/target/cluster-step
    run io.apoptosis.bench.ClusterStep bench/target/cluster-step "$threads"
fi
if wanted start; then
    rm -rf bench/target/start
    run io.apoptosis.bench.FirstBatch bench/target/start
fi
if wanted gpu; then "$(python)" bench/peers/gpu.py; fi
