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

    /** A file whose rows, or some of them, cannot be taken. */
    public static ApiException invalidFile(String message, String error, List<Problem> problems) {
        return new ApiException(HttpStatus.BAD_REQUEST, new Failure(false, message, error, null, problems, null));
    }

    /** A file that is larger than allowed. */
    public static ApiException tooLarge(String message, String error) {
        return new ApiException(HttpStatus.CONTENT_TOO_LARGE, Failure.of(message, error));
    }

    /** A recommendation request that its strategy cannot serve, worded as the documentation words it. */
    public static ApiException unprocessable(String field, String problem) {
        return new ApiException(
                HttpStatus.UNPROCESSABLE_CONTENT,
                Failure.of("Value error, " + problem, "Field '%s' is invalid".formatted(field)));
    }

    /** A resource that does not exist, or that the caller is not to know of. */
    public static ApiException notFound(String what) {
        return new ApiException(HttpStatus.NOT_FOUND, Failure.of("There is no such %s".formatted(what), "Not Found"));
    }

    /** Something that is taken, or a rule that would not hold any more. */
    public static ApiException conflict(String message, String error) {
        return new ApiException(HttpStatus.CONFLICT, Failure.of(message, error));
    }

    public static ApiException unauthorized(String message, String error) {
        return new ApiException(HttpStatus.UNAUTHORIZED, Failure.of(message, error));
    }

    public static ApiException forbidden(String message, String error) {
        return new ApiException(HttpStatus.FORBIDDEN, Failure.of(message, error));
    }

    /** This node has more to do than it can. */
    public static ApiException busy() {
        return new ApiException(
                HttpStatus.SERVICE_UNAVAILABLE, Failure.of("Too busy at the moment, try again shortly", "Overloaded"));
    }

    HttpStatus status() {
        return status;
    }

    Failure failure() {
        return failure;
    }
}
