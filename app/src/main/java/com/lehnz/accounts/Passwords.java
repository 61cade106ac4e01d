package com.lehnz.accounts;

import com.lehnz.web.ApiException;
import java.util.concurrent.Callable;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Argon2id with Spring Security's parameters (16 MB, 2 passes, 1 lane), on threads of its own: hashing is slow on purpose,
 * and neither event loops nor memory are to suffer from many logins at once.
 */
@Component
class Passwords implements DisposableBean {
    private static final int WAITING = 200;

    private final PasswordEncoder encoder = Argon2PasswordEncoder.defaultsForSpringSecurity_v5_8();
    private final Scheduler threads = Schedulers.newBoundedElastic(
            Math.max(1, Runtime.getRuntime().availableProcessors() / 2), WAITING, "passwords");

    /** Compared with where there is no such person, so that the answer takes as long. */
    private final String nobodys = encoder.encode("nobody's password");

    Mono<String> hash(String password) {
        return off(() -> encoder.encode(password));
    }

    /** @param hash null where there is no such person: the same work, and false */
    Mono<Boolean> matches(String password, @Nullable String hash) {
        return off(() -> encoder.matches(password, hash == null ? nobodys : hash) && hash != null);
    }

    private <T> Mono<T> off(Callable<T> work) {
        return Mono.fromCallable(work)
                .subscribeOn(threads)
                .onErrorMap(RejectedExecutionException.class, busy -> ApiException.busy());
    }

    @Override
    public void destroy() {
        threads.dispose();
    }
}
