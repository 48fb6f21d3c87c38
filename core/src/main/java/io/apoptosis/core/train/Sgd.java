package io.apoptosis.core.train;

import io.apoptosis.core.tensor.Scope;
import io.apoptosis.core.tensor.Tensor;

/**
 * Stochastic gradient descent in PyTorch's form: g += weightDecay w; v = momentum v + g; w -= rate v. The velocity holds no learning
 * rate, so a drop of the rate acts at once (DJL's own optimizer differs there).
 */
record Sgd(double rate, double momentum, double weightDecay) {
    /** Moves {@code weight} and {@code velocity} in place; {@code scope} owns what is computed on the way. */
    void step(Scope scope, Tensor weight, Tensor velocity, Tensor gradient) {
        Tensor decayed = scope.add(gradient, scope.scale(weight, weightDecay));
        scope.assign(velocity, scope.add(scope.scale(velocity, momentum), decayed));
        scope.assign(weight, scope.sub(weight, scope.scale(velocity, rate)));
    }
}
