package io.apoptosis.pipeline.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** SHA-256 as 64 lower-case hexadecimal digits. */
public final class Sha256 {
    /** As part of a regular expression. */
    public static final String FORM = "[0-9a-f]{64}";

    private static final Pattern WHOLE = Pattern.compile(FORM);

    private Sha256() {}

    public static String of(byte[] bytes) {
        return HexFormat.of().formatHex(digest().digest(bytes));
    }

    /** Reads the whole file, a block at a time. */
    public static String of(Path file) throws IOException {
        return ofCopied(Files.newInputStream(file), OutputStream.nullOutputStream());
    }

    /** Of what is copied, a block at a time; closes where it comes from. */
    public static String ofCopied(InputStream from, OutputStream to) throws IOException {
        MessageDigest digest = digest();
        try (InputStream in = new DigestInputStream(from, digest)) {
            in.transferTo(to);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Whether the text has the form of a SHA-256; checked before one becomes part of a path. */
    public static boolean isValid(String text) {
        return WHOLE.matcher(text).matches();
    }

    public static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
