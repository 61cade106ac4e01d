package com.lehnz.accounts;

import com.lehnz.audit.Actor;
import com.lehnz.audit.AuditLog;
import com.lehnz.engine.OrgId;
import com.lehnz.web.ApiException;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** How people come in: registering, logging in, staying logged in. */
@Component
public class Logins {
    private static final Logger log = LoggerFactory.getLogger(Logins.class);

    private final People people;
    private final Organizations organizations;
    private final RefreshTokens sessions;
    private final AccessTokens tokens;
    private final AuditLog audit;

    Logins(People people, Organizations organizations, RefreshTokens sessions, AccessTokens tokens, AuditLog audit) {
        this.people = people;
        this.organizations = organizations;
        this.sessions = sessions;
        this.tokens = tokens;
        this.audit = audit;
    }

    /**
     * Creates an organization and its first OWNER, or neither.
     *
     * @return an error 409 where the e-mail address or the organization's name is taken
     */
    public Mono<Organization> register(String email, String password, String name, Actor actor) {
        OrgId org = OrgId.random();
        return organizations
                .claim(name, org)
                .flatMap(slug -> people.add(email, password, org)
                        .onErrorResume(error -> organizations.release(slug).then(Mono.error(error)))
                        .flatMap(owner -> organizations
                                .found(org, name, slug, owner)
                                .onErrorResume(error -> people.remove(owner.id())
                                        .then(organizations.release(slug))
                                        .then(Mono.error(error))))
                        .flatMap(organization -> created(organization, actor)));
    }

    /** Another organization of somebody who has an account. */
    Mono<Organization> open(Login login, String name) {
        OrgId org = OrgId.random();
        return organizations
                .claim(name, org)
                .flatMap(slug -> people.joins(login.personId(), org)
                        .flatMap(owner -> organizations.found(org, name, slug, owner))
                        .onErrorResume(error -> organizations
                                .release(slug)
                                .then(people.forgets(login.personId(), org))
                                .then(Mono.error(error)))
                        .flatMap(organization -> created(organization, login.actor())));
    }

    private Mono<Organization> created(Organization organization, Actor actor) {
        Map<String, String> after = Map.of("name", organization.name(), "slug", organization.slug());
        return audit.record(organization.orgId(), actor, "organization.created", organization.id(), null, after)
                .thenReturn(organization);
    }

    /** Nobody guesses it, and nobody has to choose it. */
    public static String randomPassword() {
        return Token.text(16);
    }

    Mono<Tokens> login(String email, String password, String address) {
        return people.attempt(email, password).flatMap(attempt -> {
            Person person = attempt.person();
            if (person == null || !attempt.succeeded()) {
                if (person != null) {
                    // Not waited for: how long the answer takes is not to tell that somebody has this address.
                    record(person, "login.failed", new Actor(person.email(), address))
                            .subscribe(done -> {}, error -> log.error("a failed login is not in the audit log", error));
                }
                return Mono.error(
                        ApiException.unauthorized("The e-mail address or the password is wrong", "Login failed"));
            }
            return record(person, "login.succeeded", new Actor(person.email(), address))
                    .then(begin(person));
        });
    }

    Mono<Tokens> begin(Person person) {
        return sessions.begin(person.id()).map(session -> answer(person, session));
    }

    Mono<Tokens> refresh(Token token) {
        // Whose it is comes first: whoever got no answer tries again, and the token is still good.
        return sessions.find(token)
                .flatMap(session -> people.find(session.personId())
                        .filter(person -> !session.createdAt().isBefore(person.sessionsFrom())))
                .flatMap(person -> sessions.refresh(token).map(session -> answer(person, session)))
                .switchIfEmpty(Mono.error(RefreshTokens::ended));
    }

    Mono<Void> logout(Login login) {
        return sessions.end(login.session())
                .then(people.find(login.personId()))
                .flatMap(person -> record(person, "logout", login.actor()));
    }

    /** @return an error 400 where the current password is wrong */
    Mono<Void> changePassword(Login login, String current, String next) {
        return people.attempt(login.email(), current).flatMap(attempt -> {
            Person person = attempt.person();
            return person == null || !attempt.succeeded()
                    ? Mono.error(ApiException.badRequest(
                            "'current_password' is wrong", "Field 'current_password' is invalid"))
                    : people.changePassword(person.id(), next).then(record(person, "password.changed", login.actor()));
        });
    }

    /** Whether or not they know the present one: for operators. */
    public Mono<Void> resetPassword(String email, String next, Actor actor) {
        return people.find(Person.id(email))
                .switchIfEmpty(Mono.error(() -> ApiException.notFound("account")))
                .flatMap(person ->
                        people.changePassword(person.id(), next).then(record(person, "password.reset", actor)));
    }

    private Tokens answer(Person person, RefreshTokens.Session session) {
        return Tokens.of(
                tokens.issue(person, session.stored().sessionId()),
                tokens.lifetime(),
                session.next().text());
    }

    /** In the log of every organization that the person is a member of. */
    private Mono<Void> record(Person person, String action, Actor actor) {
        return organizations
                .of(person)
                .flatMapMany(Flux::fromIterable)
                .concatMap(organization -> audit.record(organization.orgId(), actor, action, person.id(), null, null))
                .then();
    }
}
