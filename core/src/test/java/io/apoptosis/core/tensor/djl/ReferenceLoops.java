package io.apoptosis.core.tensor.djl;

import io.apoptosis.core.tensor.HostTensor;
import io.apoptosis.core.tensor.Shape;
import io.apoptosis.core.tensor.Window;
import org.jspecify.annotations.Nullable;

/** What a sliding window computes, in the plainest form. */
final class ReferenceLoops {
    private ReferenceLoops() {}

    static double[] convolution(HostTensor x, HostTensor weight, @Nullable HostTensor bias, Window window, int groups) {
        int outputs = weight.shape().dim(0);
        int perGroup = weight.shape().dim(1);
        double[] w = weight.doubles();
        return overWindows(x.shape(), outputs, window, (n, o, top, left) -> {
            double sum = bias == null ? 0 : bias.doubles()[o];
            for (int c = 0; c < perGroup; c++) {
                int channel = o / (outputs / groups) * perGroup + c;
                for (int i = 0; i < window.kernelH(); i++) {
                    for (int j = 0; j < window.kernelW(); j++) {
                        sum += w[((o * perGroup + c) * window.kernelH() + i) * window.kernelW() + j]
                                * at(x, n, channel, top + i * window.dilationH(), left + j * window.dilationW(), 0);
                    }
                }
            }
            return sum;
        });
    }

    static double[] maximum(HostTensor x, Window window) {
        return overWindows(x.shape(), x.shape().dim(1), window, (n, c, top, left) -> {
            double largest = Double.NEGATIVE_INFINITY;
            for (int i = 0; i < window.kernelH(); i++) {
                for (int j = 0; j < window.kernelW(); j++) {
                    largest = Math.max(largest, at(x, n, c, top + i, left + j, Double.NEGATIVE_INFINITY));
                }
            }
            return largest;
        });
    }

    static double[] mean(HostTensor x, Window window) {
        return overWindows(x.shape(), x.shape().dim(1), window, (n, c, top, left) -> {
            double sum = 0;
            for (int i = 0; i < window.kernelH(); i++) {
                for (int j = 0; j < window.kernelW(); j++) {
                    sum += at(x, n, c, top + i, left + j, 0);
                }
            }
            return sum / (window.kernelH() * window.kernelW());
        });
    }

    private interface AtWindow {
        double value(int n, int channel, int top, int left);
    }

    private static double[] overWindows(Shape input, int channels, Window window, AtWindow at) {
        int outH = window.outH(input.dim(2));
        int outW = window.outW(input.dim(3));
        double[] result = new double[input.dim(0) * channels * outH * outW];
        int next = 0;
        for (int n = 0; n < input.dim(0); n++) {
            for (int c = 0; c < channels; c++) {
                for (int h = 0; h < outH; h++) {
                    for (int w = 0; w < outW; w++) {
                        int top = h * window.strideH() - window.padding().top();
                        int left = w * window.strideW() - window.padding().left();
                        result[next++] = at.value(n, c, top, left);
                    }
                }
            }
        }
        return result;
    }

    private static double at(HostTensor x, int n, int c, int h, int w, double outside) {
        Shape shape = x.shape();
        if (h < 0 || w < 0 || h >= shape.dim(2) || w >= shape.dim(3)) {
            return outside;
        }
        return x.doubles()[((n * shape.dim(1) + c) * shape.dim(2) + h) * shape.dim(3) + w];
    }
}
