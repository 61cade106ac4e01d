package com.lehnz.web;

import java.util.List;
import org.springframework.http.HttpStatus;

/** A request that cannot be served, told to the caller as it is. */
public final class ApiException extends RuntimeException {
    private final HttpStatus status;
    private final Failure failure;

    private ApiException(HttpStatus status, Failure failure) {
        super(failure.message(), null, false, false);
        this.status = status;
        this.failure = failure;
    }

    public static ApiException badRequest(String message, String error) {
        return new ApiException(HttpStatus.BAD_REQUEST, Failure.of(message, error));
    }

    public static ApiException notFound(String message) {
        return new ApiException(HttpStatus.NOT_FOUND, Failure.of(message, "Not Found"));
    }

    /** Validation of records: the message is the first problem's, the list has them all. */
    public static ApiException invalid(List<Problem> problems) {
        Problem first = problems.getFirst();
        String message =
                first.index() == null ? first.message() : "%s (index %d)".formatted(first.message(), first.index());
        String error = problems.size() == 1
                ? "Field '%s' is invalid".formatted(first.field())
                : "%d fields are invalid, the first is '%s'".formatted(problems.size(), first.field());
        return new ApiException(HttpStatus.BAD_REQUEST, new Failure(false, message, error, null, problems, null));
    }

    /** A recommendation request that its strategy cannot serve, worded as the documentation words it. */
    public static ApiException unprocessable(String field, String problem) {
        return new ApiException(
                HttpStatus.UNPROCESSABLE_CONTENT,
                Failure.of("Value error, " + problem, "Field '%s' is invalid".formatted(field)));
    }

    HttpStatus status() {
        return status;
    }

    Failure failure() {
        return failure;
    }
}
