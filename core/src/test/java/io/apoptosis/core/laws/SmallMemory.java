package io.apoptosis.core.laws;

import io.apoptosis.core.tensor.DType;
import io.apoptosis.core.tensor.Products;
import io.apoptosis.core.tensor.Scope;
import io.apoptosis.core.tensor.Tensor;
import io.apoptosis.core.tensor.TensorEngine;
import io.apoptosis.core.tensor.djl.DjlEngine;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/**
 * An engine that runs out of memory in the middle of a network, at its linear layer.
 *
 * @param most samples for which there is room
 */
public record SmallMemory(int most) implements TensorEngine {
    private static final TensorEngine REAL = new DjlEngine();

    @Override
    public Scope open(DType dtype) {
        return limited(REAL.open(dtype));
    }

    @Override
    public TensorEngine with(Products products) {
        throw new UnsupportedOperationException("this one computes all in the scope's type");
    }

    @Override
    public void useThreads(int threads) {
        REAL.useThreads(threads);
    }

    @Override
    public String describe() {
        return REAL.describe() + ", room for " + most;
    }

    private Scope limited(Scope scope) {
        return (Scope) Proxy.newProxyInstance(
                SmallMemory.class.getClassLoader(), new Class<?>[] {Scope.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("linear")
                            && ((Tensor) arguments[0]).shape().dim(0) > most) {
                        throw new IllegalStateException("DefaultCPUAllocator: can't allocate memory");
                    }
                    Object result = call(scope, method, arguments);
                    return method.getName().equals("child") ? limited((Scope) result) : result;
                });
    }

    private static Object call(Scope scope, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(scope, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
