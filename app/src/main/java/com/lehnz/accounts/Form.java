package com.lehnz.accounts;

import com.lehnz.web.ApiException;
import com.lehnz.web.JsonRecord;
import com.lehnz.web.Problems;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The body of a request to the dashboard, read field by field. */
final class Form {
    /** What is certainly no address is refused; whether it is one, only a mail can tell. */
    private static final Pattern EMAIL = Pattern.compile("[^\\s@]+@[^\\s@]+");

    /** Control characters, and those that turn the direction of what follows. */
    private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cc}\u202A-\u202E\u2066-\u2069]");

    /** As browsers send them: lower case, without a path; the port only where it is not the scheme's own. */
    private static final Pattern ORIGIN =
            Pattern.compile("https?://[a-z0-9.-]+(:\\d{1,5})?|https?://\\[[0-9a-f:]+](:\\d{1,5})?");

    private static final int MOST_ORIGINS = 50;
    private static final int LONGEST_ORIGIN = 200;
    private static final int LONGEST_EMAIL = 254;
    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_PASSWORD = 128;
    private static final int SHORTEST_PASSWORD = 10;

    private final JsonRecord record;

    private Form(JsonRecord record) {
        this.record = record;
    }

    /**
     * @param read makes a value of the form; what it makes of a wrong one is thrown away
     * @throws ApiException 400 with everything that is wrong
     */
    static <T> T read(JsonNode body, Set<String> fields, Function<Form, T> read) {
        Problems problems = new Problems();
        JsonRecord record = JsonRecord.one(body, problems);
        record.allowOnly(fields);
        T value = read.apply(new Form(record));
        problems.throwIfAny();
        return value;
    }

    boolean has(String field) {
        return record.has(field);
    }

    String text(String field, int longest) {
        return required(field, record.string(field, longest));
    }

    String name(String field) {
        String name = line(field, LONGEST_NAME);
        if (record.has(field) && name.isBlank()) {
            record.reject(field, "'%s' must not be blank".formatted(field));
        }
        return name.strip();
    }

    /** What is shown to others, in mails and logs, too. */
    String line(String field, int longest) {
        String line = text(field, longest);
        if (INVISIBLE.matcher(line).find()) {
            record.reject(field, "'%s' must not have line breaks or other control characters".formatted(field));
        }
        return line;
    }

    String email(String field) {
        String email = line(field, LONGEST_EMAIL);
        if (!email.isEmpty() && !EMAIL.matcher(email.strip()).matches()) {
            record.reject(field, "'%s' must be an e-mail address".formatted(field));
        }
        return email;
    }

    /** A password to be; one that is to be compared is a {@link #text}. */
    String newPassword(String field) {
        String password = text(field, LONGEST_PASSWORD);
        if (!password.isEmpty() && password.length() < SHORTEST_PASSWORD) {
            record.reject(field, "'%s' must have %d characters or more".formatted(field, SHORTEST_PASSWORD));
        }
        return password;
    }

    String password(String field) {
        return text(field, LONGEST_PASSWORD);
    }

    Role role(String field) {
        String text = text(field, 20);
        Role role = Role.parse(text);
        if (role == null && !text.isEmpty()) {
            record.reject(field, "Invalid role '%s': must be one of OWNER, ADMIN, DEVELOPER, MEMBER".formatted(text));
        }
        return Objects.requireNonNullElse(role, Role.MEMBER);
    }

    /** Null where it is absent. */
    @Nullable
    List<String> origins(String field) {
        List<String> origins = record.strings(field, MOST_ORIGINS, LONGEST_ORIGIN);
        if (origins != null) {
            origins.stream()
                    .filter(origin -> !ORIGIN.matcher(origin).matches())
                    .findFirst()
                    .ifPresent(wrong -> record.reject(
                            field,
                            "'%s' must hold origins such as https://shop.example, not '%s'".formatted(field, wrong)));
        }
        return origins;
    }

    Duration seconds(String field, Duration longest, Duration otherwise) {
        Integer seconds = record.integer(field);
        if (seconds != null && (seconds < 0 || seconds > longest.toSeconds())) {
            record.reject(field, "'%s' must lie between 0 and %d".formatted(field, longest.toSeconds()));
        }
        return seconds == null ? otherwise : Duration.ofSeconds(seconds);
    }

    private String required(String field, @Nullable String value) {
        if (value == null && !record.has(field)) {
            record.reject(field, "Missing mandatory field '%s'".formatted(field));
        }
        return value == null ? "" : value;
    }
}
