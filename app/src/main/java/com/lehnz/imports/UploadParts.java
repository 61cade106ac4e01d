package com.lehnz.imports;

import com.lehnz.web.ApiException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.core.codec.DecodingException;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.http.codec.multipart.FilePart;
import org.springframework.http.codec.multipart.FormFieldPart;
import org.springframework.http.codec.multipart.Part;
import org.springframework.util.MultiValueMap;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** The multipart body of an upload. Spring keeps a file of any length on disk. */
record UploadParts(FilePart file, ImportMode mode) {
    private static final int LONGEST_NAME = 200;

    /** @return an error 400 naming the part or parameter that is wrong */
    static Mono<UploadParts> of(ServerWebExchange exchange) {
        String parameter = exchange.getRequest().getQueryParams().getFirst("mode");
        return exchange.getMultipartData()
                .onErrorMap(
                        error -> error instanceof DecodingException
                                && !(error.getCause() instanceof DataBufferLimitException),
                        error -> ApiException.badRequest("Malformed multipart body", "The parts cannot be told apart"))
                .map(parts -> new UploadParts(file(parts), mode(parameter, parts)));
    }

    private static FilePart file(MultiValueMap<String, Part> parts) {
        List<Part> files = parts.getOrDefault("file", List.of());
        if (files.size() == 1 && files.getFirst() instanceof FilePart file) {
            return file;
        }
        throw ApiException.badRequest(
                files.isEmpty() ? "Missing part 'file'" : "'file' must be one part with a file name",
                "Part 'file' is invalid");
    }

    /** A parameter of the URL or a part of the body, whatever is easier to send. */
    private static ImportMode mode(@Nullable String parameter, MultiValueMap<String, Part> parts) {
        Part part = parts.getFirst("mode");
        String sent = parameter == null && part instanceof FormFieldPart field ? field.value() : parameter;
        return ImportMode.find(Objects.requireNonNullElse(sent, ImportMode.REJECT.json()))
                .orElseThrow(
                        () -> ApiException.badRequest("'mode' must be reject or skip", "Parameter 'mode' is invalid"));
    }

    /** Some browsers sent whole paths once; a name is only ever shown. */
    String name() {
        String name = file.filename();
        String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        return last.length() <= LONGEST_NAME ? last : last.substring(0, LONGEST_NAME);
    }
}
