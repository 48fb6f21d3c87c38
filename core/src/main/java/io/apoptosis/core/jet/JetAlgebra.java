package io.apoptosis.core.jet;

import io.apoptosis.core.tensor.Scope;
import io.apoptosis.core.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Sums, products and functions of power series truncated after t^order. */
final class JetAlgebra {
    private final Scope scope;
    private final int order;

    JetAlgebra(Scope scope, int order) {
        this.scope = scope;
        this.order = order;
    }

    /** A linear map of every coefficient. */
    Jet map(Jet x, UnaryOperator<Tensor> map) {
        return series(map.apply(x.value()), k -> {
            @Nullable Tensor coefficient = x.coefficient(k);
            return coefficient == null ? null : map.apply(coefficient);
        });
    }

    /** {@code x} with another constant term. */
    Jet withValue(Jet x, Tensor value) {
        return series(value, x::coefficient);
    }

    Jet add(Jet a, Jet b) {
        Tensor value = scope.add(a.value(), b.value());
        return series(value, k -> shaped(sum(a.coefficient(k), b.coefficient(k)), value));
    }

    /** y_k = sum over i of f(a_(k-i), b_i); terms that share a b, as the two of theta on its ray, are one. */
    Jet bilinear(Jet a, Jet b, BinaryOperator<Tensor> product) {
        return series(product.apply(a.value(), b.value()), k -> {
            Map<Tensor, Tensor> byFactor = new LinkedHashMap<>();
            for (int i = 0; i <= k; i++) {
                @Nullable Tensor left = a.coefficient(k - i);
                @Nullable Tensor right = b.coefficient(i);
                if (left != null && right != null) {
                    byFactor.merge(right, left, scope::add);
                }
            }
            @Nullable Tensor total = null;
            for (Map.Entry<Tensor, Tensor> term : byFactor.entrySet()) {
                total = sum(total, product.apply(term.getValue(), term.getKey()));
            }
            return total;
        });
    }

    /** y_k = (a_k - sum over j = 1..k of b_j y_(k-j)) / b_0. */
    Jet div(Jet a, Jet b) {
        List<@Nullable Tensor> y = new ArrayList<>();
        y.add(scope.div(a.value(), b.value()));
        for (int k = 1; k <= order; k++) {
            @Nullable Tensor rest = a.coefficient(k);
            for (int j = 1; j <= k; j++) {
                rest = sum(rest, negative(times(b.coefficient(j), y.get(k - j))));
            }
            y.add(rest == null ? null : scope.div(rest, b.value()));
        }
        return Jet.of(y);
    }

    /** y_k = (x_k - sum over j = 1..k-1 of y_j y_(k-j)) / (2 y_0). */
    Jet sqrt(Jet x) {
        Tensor root = scope.sqrt(x.value());
        List<@Nullable Tensor> y = new ArrayList<>();
        y.add(root);
        for (int k = 1; k <= order; k++) {
            @Nullable Tensor rest = x.coefficient(k);
            for (int j = 1; j < k; j++) {
                rest = sum(rest, negative(times(y.get(j), y.get(k - j))));
            }
            y.add(rest == null ? null : scope.div(rest, scope.scale(root, 2)));
        }
        return Jet.of(y);
    }

    /** y_k = 1/k sum over j = 1..k of j x_j y_(k-j); {@code value} is exp(x_0) up to a constant factor. */
    Jet exp(Jet x, Tensor value) {
        List<@Nullable Tensor> y = new ArrayList<>();
        y.add(value);
        for (int k = 1; k <= order; k++) {
            @Nullable Tensor total = null;
            for (int j = 1; j <= k; j++) {
                total = sum(total, scaled(times(x.coefficient(j), y.get(k - j)), (double) j / k));
            }
            y.add(total);
        }
        return Jet.of(y);
    }

    /** The logarithm where x_0 = 1: y_0 = 0, y_k = x_k - 1/k sum over j = 1..k-1 of j y_j x_(k-j). */
    Jet logOfUnit(Jet x) {
        List<@Nullable Tensor> y = new ArrayList<>();
        y.add(scope.scale(x.value(), 0));
        for (int k = 1; k <= order; k++) {
            @Nullable Tensor rest = x.coefficient(k);
            for (int j = 1; j < k; j++) {
                rest = sum(rest, scaled(times(y.get(j), x.coefficient(k - j)), -(double) j / k));
            }
            y.add(rest);
        }
        return Jet.of(y);
    }

    /** Small whole powers by products, which zeros are no trouble for; others by y' = exponent y / x x'. */
    Jet power(Jet x, double exponent, Tensor value) {
        if (exponent == Math.rint(exponent) && exponent >= 1 && exponent <= 4) {
            Jet product = x;
            for (int i = 1; i < exponent; i++) {
                product = bilinear(product, x, scope::mul);
            }
            return withValue(product, value);
        }
        return solve(x, value, y -> map(div(y, x), slope -> scope.scale(slope, exponent)));
    }

    /** y' = slope(y) x': y_k = 1/k sum over j = 1..k of j x_j slope_(k-j), which needs y up to k - 1 only. */
    Jet solve(Jet x, Tensor value, UnaryOperator<Jet> slope) {
        List<@Nullable Tensor> y = new ArrayList<>();
        y.add(value);
        for (int k = 1; k <= order; k++) {
            Jet slopes = slope.apply(Jet.of(y));
            @Nullable Tensor total = null;
            for (int j = 1; j <= k; j++) {
                total = sum(total, scaled(times(x.coefficient(j), slopes.coefficient(k - j)), (double) j / k));
            }
            y.add(total);
        }
        return Jet.of(y);
    }

    /** The factor of t^k. */
    private interface Coefficient {
        @Nullable
        Tensor at(int k);
    }

    private Jet series(Tensor value, Coefficient coefficient) {
        List<@Nullable Tensor> coefficients = new ArrayList<>();
        coefficients.add(value);
        for (int k = 1; k <= order; k++) {
            coefficients.add(coefficient.at(k));
        }
        return Jet.of(coefficients);
    }

    /** Repeated where the other summand is what made the sum's shape. */
    private @Nullable Tensor shaped(@Nullable Tensor coefficient, Tensor value) {
        return coefficient == null || coefficient.shape().equals(value.shape())
                ? coefficient
                : scope.add(coefficient, scope.scale(value, 0));
    }

    private @Nullable Tensor sum(@Nullable Tensor a, @Nullable Tensor b) {
        if (a == null) {
            return b;
        }
        return b == null ? a : scope.add(a, b);
    }

    private @Nullable Tensor times(@Nullable Tensor a, @Nullable Tensor b) {
        return a == null || b == null ? null : scope.mul(a, b);
    }

    private @Nullable Tensor negative(@Nullable Tensor a) {
        return scaled(a, -1);
    }

    private @Nullable Tensor scaled(@Nullable Tensor a, double factor) {
        return a == null ? null : scope.scale(a, factor);
    }
}
