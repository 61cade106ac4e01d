package com.lehnz.accounts;

import com.lehnz.engine.Directory;
import com.lehnz.engine.OrgId;
import com.lehnz.web.ApiException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Everybody who can log in. */
@Component
class People {
    private final Directory directory;
    private final Passwords passwords;
    private final AccountProperties properties;
    private final Clock clock;

    People(Directory directory, Passwords passwords, AccountProperties properties, Clock clock) {
        this.directory = directory;
        this.passwords = passwords;
        this.properties = properties;
        this.clock = clock;
    }

    /** @return an error 409 where the address is taken */
    Mono<Person> add(String email, String password, OrgId org) {
        return passwords
                .hash(password)
                .map(hash -> Person.of(email, hash, List.of(org.value()), clock.instant()))
                .flatMap(person -> directory
                        .add(Person.KIND, person.id(), person)
                        .flatMap(added -> added
                                ? Mono.just(person)
                                : Mono.error(ApiException.conflict(
                                        "There is an account with this e-mail address already",
                                        "Field 'email' is taken"))));
    }

    Mono<Person> find(String personId) {
        return directory.find(Person.KIND, personId, Person.class);
    }

    /**
     * Whether these are somebody's e-mail and password. Takes as long where nobody has the address.
     */
    Mono<Attempt> attempt(String email, String password) {
        return find(Person.id(email))
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty())
                .flatMap(found -> passwords
                        .matches(password, found.map(Person::passwordHash).orElse(null))
                        .map(right -> new Attempt(found.orElse(null), right)));
    }

    /**
     * @param person who has the e-mail address; null where nobody has
     * @param succeeded never without a person
     */
    record Attempt(@Nullable Person person, boolean succeeded) {}

    /** The person's organization-to-be is noted first: the organization itself says who is a member. */
    Mono<Person> joins(String personId, OrgId org) {
        return directory
                .change(Person.KIND, personId, Person.class, person -> {
                    Person member = person.in(org.value());
                    if (member.organizations().size() > properties.organizations()) {
                        throw ApiException.conflict(
                                "Somebody can belong to %d organizations".formatted(properties.organizations()),
                                "Too many organizations");
                    }
                    return member;
                })
                .map(Directory.Change::after)
                .switchIfEmpty(Mono.error(() -> ApiException.notFound("account")));
    }

    Mono<Void> forgets(String personId, OrgId org) {
        return directory
                .change(Person.KIND, personId, Person.class, person -> person.notIn(org.value()))
                .then();
    }

    /** All sessions of the person end. */
    Mono<Void> changePassword(String personId, String password) {
        return passwords
                .hash(password)
                .flatMap(hash -> directory.change(
                        Person.KIND, personId, Person.class, person -> person.withPassword(hash, clock.instant())))
                .then();
    }

    Mono<Void> remove(String personId) {
        return directory.remove(Person.KIND, personId).then();
    }
}
