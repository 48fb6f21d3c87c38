package io.apoptosis.core.data;

/** Bytes to normalized floats, (byte / 255 - mean) / std for each channel, looked up in a table of 256 values. */
final class ChannelScale {
    private final float[][] table;

    ChannelScale(double[] mean, double[] std) {
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

    /** Scales {@code length} bytes of one channel. */
    void apply(int channel, byte[] from, int fromAt, float[] to, int toAt, int length) {
        float[] values = table[channel];
        for (int i = 0; i < length; i++) {
            to[toAt + i] = values[from[fromAt + i] & 0xff];
        }
    }
}
