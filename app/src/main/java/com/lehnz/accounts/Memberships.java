package com.lehnz.accounts;

import com.lehnz.engine.OrgId;
import java.util.Objects;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Where somebody who is logged in is a member, and as what. */
@Component
public class Memberships {
    private final Organizations organizations;
    private final People people;

    Memberships(Organizations organizations, People people) {
        this.organizations = organizations;
        this.people = people;
    }

    /** Empty where they are no member, or there is no such organization. */
    public Mono<Member> in(OrgId org, Login login) {
        return organizations.roleOf(login.personId(), org).map(role -> new Member(org, role, login));
    }

    /** In the only organization they have; empty where they have none or several. */
    public Mono<Member> only(Login login) {
        return people.find(login.personId())
                .flatMap(organizations::of)
                .filter(mine -> mine.size() == 1)
                .map(mine -> mine.getFirst())
                .map(mine -> new Member(
                        mine.orgId(),
                        Objects.requireNonNull(mine.member(login.personId())).role(),
                        login));
    }
}
