package com.lehnz.web;

import com.lehnz.engine.EngineUnavailableException;
import com.lehnz.pipeline.MessageTooLargeException;
import com.lehnz.pipeline.PipelineUnavailableException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.core.codec.DecodingException;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.UnsupportedMediaTypeStatusException;
import org.springframework.web.server.WebExceptionHandler;
import reactor.core.publisher.Mono;
import tools.jackson.core.exc.StreamReadException;

/** The one mapping from exceptions to answers. */
@Component
@Order(-2) // before Boot's own
class ErrorHandler implements WebExceptionHandler {
    private static final Logger log = LoggerFactory.getLogger(ErrorHandler.class);
    private static final String RETRY_SECONDS = "5";

    private final Responses responses;

    ErrorHandler(Responses responses) {
        this.responses = responses;
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, Throwable error) {
        var response = exchange.getResponse();
        if (response.isCommitted()) {
            return Mono.error(error);
        }
        String requestId = response.getHeaders().getFirst(RequestIdFilter.HEADER);
        Answer answer = answer(error, requestId);
        if (error instanceof ResponseStatusException refused) {
            // What would be taken instead: the methods of a path, the content types.
            response.getHeaders().addAll(refused.getHeaders());
        }
        if (answer.status() == HttpStatus.INTERNAL_SERVER_ERROR) {
            log.error("request {} {} failed", requestId, exchange.getRequest().getPath(), error);
        }
        if (answer.status() == HttpStatus.SERVICE_UNAVAILABLE) {
            log.warn("request {} cannot be served: {}", requestId, error.getMessage());
            response.getHeaders().set(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
        }
        return responses.write(response, answer.status(), answer.failure());
    }

    private static final Answer TOO_LARGE =
            Answer.of(HttpStatus.CONTENT_TOO_LARGE, "The request body is too large", "Send smaller batches");

    private record Answer(HttpStatus status, Failure failure) {
        static Answer of(HttpStatus status, String message, String error) {
            return new Answer(status, Failure.of(message, error));
        }
    }

    private static Answer answer(Throwable error, @Nullable String requestId) {
        if (caused(error, DataBufferLimitException.class) != null) {
            return TOO_LARGE;
        }
        return switch (error) {
            case ApiException e -> new Answer(e.status(), e.failure());
            case EngineUnavailableException _ ->
                Answer.of(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "The recommendation engine is not available, try again shortly",
                        "OpenSearch is unreachable or overloaded");
            case MessageTooLargeException _ -> TOO_LARGE;
            case PipelineUnavailableException _ ->
                Answer.of(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "Ingestion is not available, nothing was confirmed, try again shortly",
                        "Kafka is unreachable or overloaded");
            case ResponseStatusException e -> ofStatus(e);
            default ->
                Answer.of(HttpStatus.INTERNAL_SERVER_ERROR, "Something went wrong on our side", "Request " + requestId);
        };
    }

    private static Answer ofStatus(ResponseStatusException error) {
        HttpStatus status = HttpStatus.valueOf(error.getStatusCode().value());
        return switch (status) {
            case NOT_FOUND -> Answer.of(status, "There is nothing at this path", "Not Found");
            case METHOD_NOT_ALLOWED -> Answer.of(status, "This path does not take that method", "Method Not Allowed");
            case UNSUPPORTED_MEDIA_TYPE ->
                Answer.of(status, "Content-Type must be " + wanted(error), "Unsupported Media Type");
            case BAD_REQUEST -> Answer.of(status, "Malformed JSON or body", badBody(error));
            default -> Answer.of(status, status.getReasonPhrase(), status.getReasonPhrase());
        };
    }

    private static String wanted(ResponseStatusException error) {
        return error instanceof UnsupportedMediaTypeStatusException refused
                        && refused.getSupportedMediaTypes().contains(MediaType.MULTIPART_FORM_DATA)
                ? MediaType.MULTIPART_FORM_DATA_VALUE
                : MediaType.APPLICATION_JSON_VALUE;
    }

    private static String badBody(Throwable error) {
        StreamReadException syntax = caused(error, StreamReadException.class);
        if (syntax != null) {
            return syntax.getOriginalMessage();
        }
        return caused(error, DecodingException.class) != null
                ? "The body must be one JSON value and nothing else"
                : "A JSON body is required";
    }

    private static <T extends Throwable> @Nullable T caused(@Nullable Throwable error, Class<T> type) {
        for (Throwable each = error; each != null; each = each.getCause()) {
            if (type.isInstance(each)) {
                return type.cast(each);
            }
        }
        return null;
    }
}
