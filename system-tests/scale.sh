#!/bin/sh
# How well a real broker, store and gateway keep many workers busy. The workers only sleep, as long as a batch would take.
# usage: system-tests/scale.sh [--more N,N] [--batch-ms N]
# Prints a line for 1, 2, 4, 8 and more workers, one for few shards, and one for four runs at once; exit 0 where four workers are 3.7 and eight
# 7 times as fast as one, and one spends 97 % of its time in batches of few shards.
set -eu
more=32
batch=300
while [ $# -gt 0 ]; do
    case $1 in
        --more) more=$2; shift 2 ;;
        --batch-ms) batch=$2; shift 2 ;;
        *) echo "usage: $0 [--more N,N] [--batch-ms N]" >&2; exit 2 ;;
    esac
done
. "$(dirname "$0")/scenario.sh"
scenario ScaleTest scale.txt -Dscale.more="$more" -Dscale.batch-ms="$batch"
