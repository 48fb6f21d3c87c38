package io.apoptosis.core.data;

import java.util.Arrays;

/** Bytes to normalized floats, (byte / 255 - mean) / std for each channel, looked up in a table of 256 values. */
public final class PixelScale {
    private final float[][] table;

    /**
     * @param mean per channel, in 0..1
     * @param std per channel
     */
    public PixelScale(double[] mean, double[] std) {
        if (mean.length != std.length) {
            throw new IllegalArgumentException(
                    "normalize needs as many means as standard deviations, got " + mean.length + " and " + std.length);
        }
        table = new float[mean.length][256];
        for (int channel = 0; channel < mean.length; channel++) {
            if (!(std[channel] > 0)) {
                throw new IllegalArgumentException("the standard deviation of channel " + channel + " is "
                        + std[channel] + "; it has to be above 0");
            }
            for (int value = 0; value < 256; value++) {
                table[channel][value] = (float) ((value / 255.0 - mean[channel]) / std[channel]);
            }
        }
    }

    /** Leaves the bytes in 0..1. */
    public static PixelScale unit(int channels) {
        double[] ones = new double[channels];
        Arrays.fill(ones, 1);
        return new PixelScale(new double[channels], ones);
    }

    int channels() {
        return table.length;
    }

    /** Scales {@code length} bytes of one channel. */
    void apply(int channel, byte[] from, int fromAt, float[] to, int toAt, int length) {
        float[] values = table[channel];
        for (int i = 0; i < length; i++) {
            to[toAt + i] = values[from[fromAt + i] & 0xff];
        }
    }
}
