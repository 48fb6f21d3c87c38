package io.apoptosis.systemtests.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What Linux says a process holds. */
final class ResidentMemory {
    private static final String KEY = "VmRSS:";

    private ResidentMemory() {}

    static long mebibytes(long pid) throws IOException {
        return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
                .filter(line -> line.startsWith(KEY))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElseThrow(() -> new IOException("process " + pid + " has no " + KEY));
    }
}
