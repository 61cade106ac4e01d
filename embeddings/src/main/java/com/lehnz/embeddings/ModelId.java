package com.lehnz.embeddings;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** A model's name and a short hash of all that its vectors depend on: weights, tokenizer and settings. */
final class ModelId {
    private ModelId() {}

    static String of(String name, Path directory, EmbedderSettings settings) {
        MessageDigest hash = sha256();
        for (Path file : relevantFiles(directory)) {
            try (var into = new DigestOutputStream(OutputStream.nullOutputStream(), hash)) {
                Files.copy(file, into);
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot read " + file, e);
            }
        }
        String options = "%s|%s|%s".formatted(settings.pooling(), settings.prefix(), settings.maxLength());
        hash.update(options.getBytes(StandardCharsets.UTF_8));
        return name + "-" + HexFormat.of().formatHex(hash.digest(), 0, 5);
    }

    private static List<Path> relevantFiles(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(ModelId::isRelevant).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot list " + directory, e);
        }
    }

    private static boolean isRelevant(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(".pt") || name.equals("tokenizer.json") || name.equals("serving.properties");
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JVM has SHA-256", e);
        }
    }
}
