package io.apoptosis.pipeline.store;

import io.apoptosis.pipeline.message.ObjectRef;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.HexFormat;

/** An object's bytes; the end of the stream is reached only if they were the ones promised. Throws {@link ObjectCorrupt} otherwise. */
final class VerifiedStream extends FilterInputStream {
    private final ObjectRef ref;
    private final MessageDigest digest = Sha256.digest();
    private boolean verified;

    VerifiedStream(InputStream in, ObjectRef ref) {
        super(in);
        this.ref = ref;
    }

    @Override
    public int read() throws IOException {
        int value = in.read();
        if (value < 0) {
            verify();
        } else {
            digest.update((byte) value);
        }
        return value;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int count = in.read(buffer, offset, length);
        if (count < 0) {
            verify();
        } else {
            digest.update(buffer, offset, count);
        }
        return count;
    }

    @Override
    public long skip(long count) throws IOException {
        return readNBytes(Math.toIntExact(Math.min(count, 8192))).length;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private void verify() {
        if (verified) {
            return;
        }
        String found = HexFormat.of().formatHex(digest.digest());
        if (!found.equals(ref.sha256())) {
            throw new ObjectCorrupt("object %s has SHA-256 %s, not %s".formatted(ref.key(), found, ref.sha256()));
        }
        verified = true;
    }
}
