package com.lehnz.imports;

import com.lehnz.accounts.Member;
import com.lehnz.audit.AuditLog;
import com.lehnz.engine.OrgId;
import com.lehnz.engine.UuidV7;
import com.lehnz.pipeline.PipelineUnavailableException;
import com.lehnz.pipeline.Publisher;
import com.lehnz.web.ApiException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.json.JsonMapper;

/** Checks a whole file, and then queues its rows: who is told that it is imported can forget it. */
@Component
@EnableConfigurationProperties(ImportProperties.class)
class Importer implements DisposableBean {
    private static final Logger log = LoggerFactory.getLogger(Importer.class);

    /** Of portions that wait for a thread. */
    private static final int WAITING = 64;

    private final ImportStore imports;
    private final Publisher publisher;
    private final AuditLog audit;
    private final JsonMapper json;
    private final Clock clock;
    private final ImportProperties properties;
    private final Scheduler readers;

    Importer(
            ImportStore imports,
            Publisher publisher,
            AuditLog audit,
            JsonMapper json,
            Clock clock,
            ImportProperties properties) {
        this.imports = imports;
        this.publisher = publisher;
        this.audit = audit;
        this.json = json;
        this.clock = clock;
        this.properties = properties;
        this.readers = Schedulers.newBoundedElastic(properties.parallelism(), WAITING, "imports");
    }

    /**
     * @return the import when all of its rows are in the queue; an error 400 where nothing of the file is to be imported,
     *     413 where it unpacks to too much
     */
    Mono<Import> load(Member member, Upload upload) {
        ImportFile file = new ImportFile(
                upload.path(), upload.kind(), properties.unpacked().toBytes());
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return Mono.fromCallable(() -> new FileInspector(json).inspect(file, now))
                .subscribeOn(readers)
                .onErrorMap(Refusals::translate)
                .map(inspection -> Refusals.require(inspection, upload.mode()))
                .map(inspection -> started(member, upload, inspection, now))
                .flatMap(started -> imports.add(member.org(), started)
                        .then(record(member, started))
                        .then(queue(member.org(), file, started)))
                .onErrorMap(RejectedExecutionException.class, tooMany -> ApiException.busy());
    }

    private Import started(Member member, Upload upload, Inspection inspection, Instant now) {
        return new Import(
                member.org().value(),
                UuidV7.at(now).toString(),
                upload.kind(),
                upload.name(),
                upload.mode(),
                inspection,
                Progress.NONE,
                member.login().email(),
                now,
                null,
                null,
                null);
    }

    private Mono<Import> queue(OrgId org, ImportFile file, Import started) {
        return Portions.of(file, org, started, json)
                .subscribeOn(readers)
                .concatMap(portion -> publisher.publish(file.kind().topic(), portion), 1)
                .then()
                .timeout(Import.LONGEST_QUEUEING.dividedBy(2))
                .onErrorMap(TimeoutException.class, PipelineUnavailableException::new)
                .onErrorResume(error -> fail(org, started, error).then(Mono.error(error)))
                .then(imports.change(org, started.id(), it -> it.queued(clock.instant())));
    }

    /** Only so that the list says it at once: whoever waits for the answer gets an error. */
    private Mono<Void> fail(OrgId org, Import started, Throwable error) {
        log.warn("import {} ends before all rows were queued: {}", started.id(), error.toString());
        return imports.change(org, started.id(), it -> it.failed("Not all rows could be queued: send the file again"))
                .onErrorComplete()
                .then();
    }

    private Mono<Void> record(Member member, Import started) {
        Map<String, Object> what = new LinkedHashMap<>();
        what.put("kind", started.kind());
        what.put("file", started.file());
        what.put("mode", started.mode());
        what.put("accepted", started.inspection().accepted());
        what.put("rejected", started.inspection().rejected());
        return audit.record(member.org(), member.actor(), "import.started", started.id(), null, what);
    }

    @Override
    public void destroy() {
        readers.dispose();
    }
}
