# What a process that computes tensors is started with; sourced by ./apoptosis and bench/run.sh.

# Large blocks come and go with every batch. glibc maps and unmaps them, which costs more than the arithmetic, unless it is told to keep them.
export MALLOC_MMAP_THRESHOLD_=8589934592 MALLOC_TRIM_THRESHOLD_=17179869184 MALLOC_TOP_PAD_=268435456

# jemalloc, where it is installed, packs them into three quarters of the memory, no slower (docs/performance.md, "Memory"). What has been free for
# a minute goes back: sooner, the next batch would ask for it again; never, and what no batch fits into any more would add up.
for allocator in /usr/lib/*-linux-gnu/libjemalloc.so.2 /usr/lib64/libjemalloc.so.2 /usr/lib/libjemalloc.so.2; do
    if [ -r "$allocator" ]; then
        export LD_PRELOAD="$allocator${LD_PRELOAD:+:$LD_PRELOAD}"
        export MALLOC_CONF="${MALLOC_CONF:-oversize_threshold:0,dirty_decay_ms:60000}"
        break
    fi
done
unset allocator

# Threads that wait for each other sleep: spinning ones starve whatever else the machine does.
export OMP_WAIT_POLICY=PASSIVE
