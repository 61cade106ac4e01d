package com.lehnz.localstack;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** The archives this version was built with, each pinned by its sha-256, in the format of sha256sum. */
record EngineManifest(String id, List<Entry> entries) {

    record Entry(String sha256, String file) {}

    static EngineManifest load() throws IOException {
        byte[] content = Resources.read("engines.sha256");
        List<Entry> entries = new String(content, StandardCharsets.UTF_8)
                .lines()
                .map(line -> line.split("\\s+", 2))
                .map(parts -> new Entry(parts[0], parts[1]))
                .toList();
        String digest = HexFormat.of().formatHex(sha256().digest(content));
        return new EngineManifest(digest.substring(0, 12), entries);
    }

    /** The files under a directory of the archives, "" for the directory itself. */
    List<String> in(String directory) {
        return entries.stream()
                .map(Entry::file)
                .filter(file -> file.substring(0, file.lastIndexOf('/') + 1).equals(directory))
                .toList();
    }

    void verify(Path engines) throws IOException {
        for (Entry entry : entries) {
            Path file = engines.resolve(entry.file());
            if (!Files.isRegularFile(file)) {
                throw new LocalStackException(file + " is missing: build the local-stack module first"
                        + " (./mvnw -pl local-stack generate-resources).");
            }
            if (!sha256Of(file).equals(entry.sha256())) {
                throw new LocalStackException(file + " is not the file this version was built with (its sha-256 differs"
                        + " from engines.sha256): delete it and build the local-stack module again.");
            }
        }
    }

    private static String sha256Of(Path file) throws IOException {
        MessageDigest digest = sha256();
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
            byte[] buffer = new byte[1 << 16];
            while (in.read(buffer) != -1) {
                // Reading is what feeds the digest.
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
