package com.lehnz.cli;

import com.lehnz.cli.ProgressBars.Progress;
import com.lehnz.client.ServiceClient;
import com.lehnz.imports.ImportKind;
import com.lehnz.imports.ImportMode;
import com.lehnz.imports.LargeFile;
import com.lehnz.imports.UnreadableFileException;
import com.lehnz.web.Problem;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** One file on its way into the service. What is imported twice counts once, so it can be begun again at any time. */
final class FileImport {
    private static final int SHOWN = 20;

    /** A part is queued while the one before it is worked through, and no further: other shops wait in the same queue. */
    private static final int AHEAD = 2;

    private static final long LOOK_AGAIN_MS = 2_000;

    private final ServiceClient service;
    private final ImportKind kind;
    private final ImportMode mode;
    private final PrintWriter out;
    private final Deque<String> waiting = new ArrayDeque<>();
    private long settled;
    private long failed;

    FileImport(ServiceClient service, ImportKind kind, ImportMode mode, PrintWriter out) {
        this.service = service;
        this.kind = kind;
        this.mode = mode;
        this.out = out;
    }

    /**
     * At once where it fits, or in parts: a file that is packed may hold more than its size tells.
     *
     * @param most bytes to upload at once
     * @return whether everything that was to be imported is
     */
    boolean run(Path file, long most) throws IOException, InterruptedException {
        if (Files.size(file) > most) {
            return inParts(file, most);
        }
        JsonNode started;
        try {
            started = service.upload(
                    "/upload/%s?mode=%s".formatted(kind.json(), mode.json()), file, String.valueOf(file.getFileName()));
        } catch (ServiceClient.Refused e) {
            if (e.isTooLarge()) {
                return inParts(file, most);
            }
            show(problems(e.errors()));
            throw e;
        }
        say("%,d rows, %,d malformed"
                .formatted(
                        started.path("rows").asLong(), started.path("rejected").asLong()));
        show(problems(started.path("errors")));
        waiting.add(started.path("import_id").asString());
        try (Progress progress = ProgressBars.open("import", kind.json())) {
            awaitFirst(progress, started.path("accepted").asLong());
        }
        return finish();
    }

    private boolean inParts(Path file, long bytes) throws IOException, InterruptedException {
        LargeFile large = new LargeFile(file, kind, Instant.now());
        say("Checking " + file);
        LargeFile.Check check = check(large);
        Path part = Files.createTempFile("lehnz-import", ".jsonl");
        part.toFile().deleteOnExit(); // Ctrl-C
        long total = check.rows() - check.rejected();
        try (LargeFile.Parts parts = large.parts(bytes);
                Progress progress = ProgressBars.open("import", kind.json())) {
            for (int number = 1; parts.write(part); number++) {
                String name = "%s, part %d".formatted(file.getFileName(), number);
                waiting.add(service.upload("/upload/" + kind.json(), part, name)
                        .path("import_id")
                        .asString());
                if (waiting.size() == AHEAD) {
                    awaitFirst(progress, total);
                }
            }
            while (!waiting.isEmpty()) {
                awaitFirst(progress, total);
            }
        } finally {
            Files.delete(part);
        }
        return finish();
    }

    private LargeFile.Check check(LargeFile file) {
        LargeFile.Check check;
        try {
            check = file.check();
        } catch (UnreadableFileException e) {
            show(e.problems());
            throw new IllegalArgumentException("Nothing is imported: the file cannot be read", e);
        }
        say("%,d rows, %,d malformed".formatted(check.rows(), check.rejected()));
        show(check.problems());
        if (check.rejected() > 0 && mode == ImportMode.REJECT) {
            throw new IllegalArgumentException(
                    "Nothing is imported: mend these rows, or leave them out by --mode skip");
        }
        return check;
    }

    private static List<Problem> problems(JsonNode errors) {
        return errors.valueStream()
                .map(error -> Problem.ofRow(
                        error.path("row").asLong(),
                        error.path("field").asString(),
                        error.path("message").asString()))
                .toList();
    }

    private void show(List<Problem> problems) {
        problems.stream()
                .limit(SHOWN)
                .forEach(problem -> say("row %d: %s".formatted(problem.row(), problem.message())));
        if (problems.size() > SHOWN) {
            say("…");
        }
    }

    private void awaitFirst(Progress progress, long total) throws InterruptedException {
        String id = waiting.remove();
        JsonNode now = service.get("/imports/" + id);
        while (!isOver(now)) {
            progress.to(settled + settledOf(now), total);
            Thread.sleep(LOOK_AGAIN_MS);
            now = service.get("/imports/" + id);
        }
        if (now.path("status").asString().equals("failed")) {
            throw new IllegalStateException(
                    "Import %s failed: %s".formatted(id, now.path("failure").asString()));
        }
        settled += settledOf(now);
        failed += now.path("failed").asLong();
        progress.to(settled, total);
    }

    private static boolean isOver(JsonNode status) {
        return List.of("done", "failed").contains(status.path("status").asString());
    }

    private static long settledOf(JsonNode status) {
        return status.path("applied").asLong() + status.path("failed").asLong();
    }

    private boolean finish() {
        say(
                failed == 0
                        ? "%,d %s are live".formatted(settled, kind.json())
                        : "%,d %s are live, %,d could not be stored: see ./lehnz dead-letters"
                                .formatted(settled - failed, kind.json(), failed));
        return failed == 0;
    }

    private void say(String line) {
        out.println(line);
        out.flush();
    }
}
