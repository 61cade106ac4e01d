package com.lehnz.imports;

import com.lehnz.engine.OrgId;
import com.lehnz.pipeline.Message;
import com.lehnz.pipeline.Origin;
import java.util.ArrayList;
import java.util.List;
import reactor.core.publisher.Flux;
import tools.jackson.databind.json.JsonMapper;

/** The good rows of a file as messages, a bounded number at a time: the next ones are read when they are asked for. */
final class Portions {
    private static final int MOST_ROWS = 500;
    private static final int MOST_CHARACTERS = 1_000_000;

    private final OpenFile file;
    private final RowParser parser;
    private final OrgId org;
    private final String importId;

    private Portions(OpenFile file, RowParser parser, OrgId org, String importId) {
        this.file = file;
        this.parser = parser;
        this.org = org;
        this.importId = importId;
    }

    /** Waits for the disk, on the threads that ask. */
    static Flux<List<Message>> of(ImportFile file, OrgId org, Import started, JsonMapper json) {
        return Flux.generate(
                () -> new Portions(
                        file.open(json),
                        new RowParser(file.kind(), file.id(), started.createdAt(), json),
                        org,
                        started.id()),
                (portions, sink) -> {
                    List<Message> next = portions.next();
                    if (next.isEmpty()) {
                        sink.complete();
                    } else {
                        sink.next(next);
                    }
                    return portions;
                },
                portions -> portions.file.close());
    }

    private List<Message> next() {
        List<Message> messages = new ArrayList<>();
        long end = file.rows().characters() + MOST_CHARACTERS;
        Row row = file.next();
        while (row != null) {
            if (parser.parse(row) instanceof RowParser.Parsed.Good(long number, String key, Object body)) {
                messages.add(Message.of(org, key, body).from(new Origin(importId, number)));
            }
            boolean full = messages.size() == MOST_ROWS || file.rows().characters() >= end;
            row = full && !messages.isEmpty() ? null : file.next();
        }
        return messages;
    }
}
