package io.apoptosis.core.io;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a safetensors file says it holds, checked against the bytes that are there.
 *
 * @param dataStart where the tensors' bytes begin in the file
 */
record SafeTensorsHeader(List<SafeTensorsEntry> entries, Map<String, String> metadata, int dataStart) {
    /** The format's own limit. */
    private static final long MAX_HEADER_BYTES = 100_000_000;

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    static SafeTensorsHeader parse(byte[] file) {
        if (file.length < 8) {
            throw new MalformedFile("a safetensors file has at least 8 bytes, this one " + file.length);
        }
        long length = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getLong();
        if (length < 2 || length > MAX_HEADER_BYTES || length > file.length - 8) {
            throw new MalformedFile("the safetensors header should have " + Long.toUnsignedString(length)
                    + " bytes, but the file has " + file.length + "; it is truncated, or not a safetensors file");
        }
        int dataStart = 8 + (int) length;
        List<SafeTensorsEntry> entries = new ArrayList<>();
        Map<String, String> metadata = new LinkedHashMap<>();
        json(file, (int) length).fields().forEachRemaining(field -> {
            if (field.getKey().equals("__metadata__")) {
                field.getValue().fields().forEachRemaining(item -> metadata.put(item.getKey(), text(item)));
            } else {
                entries.add(SafeTensorsEntry.parse(field.getKey(), field.getValue()));
            }
        });
        requireExactCover(entries, file.length - dataStart);
        return new SafeTensorsHeader(List.copyOf(entries), metadata, dataStart);
    }

    private static JsonNode json(byte[] file, int length) {
        try {
            JsonNode header = JSON.readTree(file, 8, length);
            if (!header.isObject()) {
                throw new MalformedFile("the safetensors header is not a JSON object");
            }
            return header;
        } catch (IOException e) {
            throw new MalformedFile("the safetensors header is not valid JSON: " + firstLine(e), e);
        }
    }

    private static String firstLine(IOException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }

    private static String text(Map.Entry<String, JsonNode> item) {
        if (!item.getValue().isTextual()) {
            throw new MalformedFile("metadata " + item.getKey() + " is not a string");
        }
        return item.getValue().textValue();
    }

    private static void requireExactCover(List<SafeTensorsEntry> entries, int dataBytes) {
        List<SafeTensorsEntry> inFileOrder = new ArrayList<>(entries);
        inFileOrder.sort(Comparator.comparingLong(SafeTensorsEntry::begin).thenComparingLong(SafeTensorsEntry::end));
        long covered = 0;
        for (SafeTensorsEntry entry : inFileOrder) {
            if (entry.end() > dataBytes) {
                throw new MalformedFile("tensor " + entry.name() + " ends at byte " + entry.end()
                        + " of the data, but there are only " + dataBytes + "; the file is truncated");
            }
            if (entry.begin() != covered) {
                throw new MalformedFile("tensor " + entry.name() + " begins at byte " + entry.begin()
                        + " of the data, which " + (entry.begin() < covered ? "overlaps another" : "leaves a hole")
                        + " (expected " + covered + ")");
            }
            covered = entry.end();
        }
        if (covered != dataBytes) {
            throw new MalformedFile((dataBytes - covered) + " bytes after the last tensor belong to none");
        }
    }
}
