package io.apoptosis.cli.local;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

/** Takes known members out of a tar.gz archive; names in the archive never become paths. */
final class TarMembers {
    private TarMembers() {}

    /**
     * @param files from the name of a file in {@code target} to the members that it consists of, in their order
     * @throws IOException if a member is missing; nothing has then been put under a final name
     */
    static void extract(Path archive, Map<String, List<String>> files, Path target) throws IOException {
        Path scratch = Files.createTempDirectory(target, "unpacking-");
        Map<String, Path> members = new HashMap<>();
        try {
            unpack(archive, files, scratch, members);
            for (Map.Entry<String, List<String>> file : files.entrySet()) {
                Path whole = Files.createFile(scratch.resolve(file.getKey()));
                try (var out = Files.newOutputStream(whole)) {
                    for (String member : file.getValue()) {
                        Path found = members.get(member);
                        if (found == null) {
                            throw new IOException("there is no " + member + " in " + archive.getFileName());
                        }
                        Files.copy(found, out);
                    }
                }
            }
            for (String file : files.keySet()) {
                Files.move(scratch.resolve(file), target.resolve(file), StandardCopyOption.REPLACE_EXISTING);
            }
        } finally {
            for (Path member : members.values()) {
                Files.deleteIfExists(member);
            }
            for (String file : files.keySet()) {
                Files.deleteIfExists(scratch.resolve(file));
            }
            Files.delete(scratch);
        }
    }

    private static void unpack(Path archive, Map<String, List<String>> files, Path scratch, Map<String, Path> members)
            throws IOException {
        List<String> wanted = files.values().stream().flatMap(List::stream).toList();
        try (InputStream in = new BufferedInputStream(Files.newInputStream(archive));
                TarArchiveInputStream tar = new TarArchiveInputStream(new GzipCompressorInputStream(in))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                if (wanted.contains(entry.getName())) {
                    Path member = scratch.resolve("member-" + members.size());
                    Files.copy(tar, member);
                    members.put(entry.getName(), member);
                }
            }
        }
    }
}
