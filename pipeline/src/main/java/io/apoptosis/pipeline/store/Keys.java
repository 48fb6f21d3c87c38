package io.apoptosis.pipeline.store;

import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Deterministic object keys: one result, one key, whoever computes it and however often. */
public final class Keys {
    private static final int LONGEST_NAME = 128;
    private static final int LONGEST_KEY = 1024;
    private static final Pattern REFERABLE = Pattern.compile("uploads/" + Sha256.FORM
            + "/[A-Za-z0-9_-][A-Za-z0-9._-]{0,127}|runs/[A-Za-z0-9-]{1,80}/final/[A-Za-z0-9][A-Za-z0-9._-]{0,127}");

    /** Where others may put checkpoints that schedules read. */
    public static final String CHECKPOINTS = "checkpoints/";

    private Keys() {}

    public static String dense(String runId, String file) {
        return "runs/%s/dense/%s".formatted(runId, file);
    }

    /** Which specification an Idempotency-Key belongs to. */
    public static String claim(String runId) {
        return dense(runId, "spec.json");
    }

    public static String shard(String runId, int step, int shard) {
        return "runs/%s/steps/%d/scores/%d.safetensors".formatted(runId, step, shard);
    }

    public static String pruned(String runId, int step, String file) {
        return "runs/%s/steps/%d/pruned/%s".formatted(runId, step, file);
    }

    public static String repaired(String runId, int step, String file) {
        return "runs/%s/steps/%d/repaired/%s".formatted(runId, step, file);
    }

    public static String slice(String runId, int step, int slice, String file) {
        return "runs/%s/steps/%d/finetune/%d/%s".formatted(runId, step, slice, file);
    }

    /** Prefix of all that a step leaves. */
    public static String step(String runId, int step) {
        return "runs/%s/steps/%d/".formatted(runId, step);
    }

    /** Of what a worker keeps to answer a task that comes again; {@code taskId} begins with its step. */
    public static String receipt(String runId, String taskId) {
        return "runs/%s/receipts/%s.json".formatted(runId, taskId);
    }

    /** Prefix of a step's receipts. */
    public static String receipts(String runId, int step) {
        return "runs/%s/receipts/step-%d/".formatted(runId, step);
    }

    /** Prefix of the files that a run ends with. */
    public static String results(String runId) {
        return "runs/%s/final/".formatted(runId);
    }

    /** Prefix of everything of a run. */
    public static String run(String runId) {
        return "runs/%s/".formatted(runId);
    }

    public static String result(String runId, String file) {
        return "runs/%s/final/%s".formatted(runId, file);
    }

    /** Whether a specification may name the object: an upload or a run's result, not what runs keep to themselves, and no way around. */
    public static boolean mayBeReferredTo(String key) {
        return REFERABLE.matcher(key).matches();
    }

    /** Whether schedules may read the object: somebody's checkpoint, not what Apoptosis keeps, and no way around. */
    public static boolean isCheckpoint(String key) {
        return key.startsWith(CHECKPOINTS)
                && key.length() > CHECKPOINTS.length()
                && key.length() <= LONGEST_KEY
                && !key.endsWith("/")
                && Stream.of(key.split("/", -1)).noneMatch(part -> part.equals("..") || part.equals("."));
    }

    /**
     * Content-addressed: the same file uploaded twice is one object. What may not stand in a key is replaced by {@code _}.
     *
     * @throws IllegalArgumentException if the checksum is not one, or the name is empty or too long
     */
    public static String upload(String sha256, String fileName) {
        if (!Sha256.isValid(sha256)) {
            throw new IllegalArgumentException(
                    "\"" + sha256 + "\" is not a SHA-256 (64 lower-case hexadecimal digits)");
        }
        if (fileName.isEmpty() || fileName.length() > LONGEST_NAME) {
            throw new IllegalArgumentException("a file name has 1 to " + LONGEST_NAME + " characters");
        }
        return "uploads/%s/%s"
                .formatted(sha256, fileName.replaceAll("[^A-Za-z0-9._-]", "_").replaceAll("^\\.+", "_"));
    }
}
