package io.apoptosis.core.data;

import java.util.Random;

/** Independent random streams named by numbers: the same numbers give the same stream, on every JVM. */
public final class Seeds {
    private Seeds() {}

    public static Random stream(long seed, long... names) {
        long mixed = mix(seed);
        for (long name : names) {
            mixed = mix(mixed ^ name);
        }
        return new Random(mixed);
    }

    /** The finalizer of SplitMix64 (Steele et al. 2014): neighbouring seeds give unrelated streams. */
    private static long mix(long value) {
        long z = value + 0x9e3779b97f4a7c15L;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
