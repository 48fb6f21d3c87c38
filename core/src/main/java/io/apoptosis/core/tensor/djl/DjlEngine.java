package io.apoptosis.core.tensor.djl;

import ai.djl.engine.Engine;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.JniUtils;
import io.apoptosis.core.tensor.DType;
import io.apoptosis.core.tensor.Products;
import io.apoptosis.core.tensor.Scope;
import io.apoptosis.core.tensor.TensorEngine;

/** PyTorch through DJL; the native library comes from the class path and nothing is downloaded. */
public final class DjlEngine implements TensorEngine {
    private static volatile int threads;

    private final Engine engine;
    private final Products products;

    public DjlEngine() {
        // Before DJL's classes look at them: no downloads of native libraries, no usage report to its makers.
        System.setProperty("ai.djl.offline", "true");
        System.setProperty("OPT_OUT_TRACKING", "true");
        engine = Engine.getEngine("PyTorch");
        products = Products.FLOAT32;
    }

    private DjlEngine(Engine engine, Products products) {
        this.engine = engine;
        this.products = products;
    }

    @Override
    public DjlEngine with(Products other) {
        return new DjlEngine(engine, other);
    }

    @Override
    public Scope open(DType dtype) {
        if (!dtype.isFloating()) {
            throw new IllegalArgumentException("a scope computes in FLOAT32 or FLOAT64, not in " + dtype);
        }
        // Both settings belong to the calling thread: gradients are recorded only inside record().
        JniUtils.setGradMode(false);
        if (threads > 0) {
            JniUtils.setNumThreads(threads);
        }
        PtNDManager manager = (PtNDManager) engine.newBaseManager();
        boolean rounds = products == Products.BFLOAT16 && dtype == DType.FLOAT32;
        return new DjlScope(manager, dtype, rounds ? new Bfloat16(manager) : null, new Staging());
    }

    @Override
    public void useThreads(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("the number of threads must be at least 1, not " + count);
        }
        threads = count;
        JniUtils.setNumThreads(count);
    }

    @Override
    public String describe() {
        int count = JniUtils.getNumThreads();
        return "PyTorch " + engine.getVersion() + ", " + count + (count == 1 ? " thread" : " threads");
    }
}
