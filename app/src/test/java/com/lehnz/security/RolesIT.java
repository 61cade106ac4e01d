package com.lehnz.security;

import static com.lehnz.accounts.Role.ADMIN;
import static com.lehnz.accounts.Role.DEVELOPER;
import static com.lehnz.accounts.Role.MEMBER;
import static com.lehnz.accounts.Role.OWNER;
import static org.assertj.core.api.Assertions.assertThat;

import com.lehnz.accounts.Role;
import com.lehnz.testing.ApiDescription;
import com.lehnz.testing.ApiDescription.Operation;
import com.lehnz.testing.LehnzTest;
import com.lehnz.testing.Office;
import com.lehnz.testing.Shops;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;

/** Every role at every operation of an organization, as the documentation's matrix has it. */
@LehnzTest
class RolesIT {
    private static final Set<Role> ALL = Set.of(OWNER, ADMIN, DEVELOPER, MEMBER);
    private static final Set<Role> KEEPERS = Set.of(OWNER, ADMIN, DEVELOPER);
    private static final Set<Role> LEADERS = Set.of(OWNER, ADMIN);

    private static final Map<String, Set<Role>> MATRIX = Map.ofEntries(
            Map.entry("GET /orgs/{org}/analytics", ALL),
            Map.entry("GET /orgs/{org}/members", ALL),
            Map.entry("DELETE /orgs/{org}/members/me", ALL),
            Map.entry("GET /orgs/{org}/keys", KEEPERS),
            Map.entry("POST /orgs/{org}/keys", KEEPERS),
            Map.entry("PATCH /orgs/{org}/keys/{key}", KEEPERS),
            Map.entry("POST /orgs/{org}/keys/{key}/rotate", KEEPERS),
            Map.entry("DELETE /orgs/{org}/keys/{key}", KEEPERS),
            Map.entry("PATCH /orgs/{org}/members/{person}", LEADERS),
            Map.entry("DELETE /orgs/{org}/members/{person}", LEADERS),
            Map.entry("GET /orgs/{org}/invitations", LEADERS),
            Map.entry("POST /orgs/{org}/invitations", LEADERS),
            Map.entry("DELETE /orgs/{org}/invitations/{invitation}", LEADERS),
            Map.entry("GET /orgs/{org}/settings", LEADERS),
            Map.entry("PATCH /orgs/{org}/settings", LEADERS),
            Map.entry("GET /orgs/{org}/settings/weights", LEADERS),
            Map.entry("PUT /orgs/{org}/settings/weights", LEADERS),
            Map.entry("GET /orgs/{org}/audit", LEADERS),
            Map.entry("DELETE /orgs/{org}", Set.of(OWNER)),
            Map.entry("POST /upload/items", KEEPERS),
            Map.entry("POST /upload/users", KEEPERS),
            Map.entry("POST /upload/events", KEEPERS),
            Map.entry("GET /imports", ALL),
            Map.entry("GET /imports/{import}", ALL),
            Map.entry("GET /imports/{import}/events", ALL));

    /** What ends the membership that it is tried with: last. */
    private static final List<String> FINAL = List.of("DELETE /orgs/{org}/members/me", "DELETE /orgs/{org}");

    @Autowired
    private Shops shops;

    @Test
    void everyRoleMayDoWhatItMayAndNothingElse() {
        List<Operation> operations = ApiDescription.read(shops.client()).operations().stream()
                .filter(operation -> operation.path().startsWith("/orgs/{org}") || operation.takesOrganization())
                .toList();
        assertThat(operations.stream().map(Operation::name))
                .as("operations of an organization, each with a line in the matrix")
                .containsExactlyInAnyOrderElementsOf(MATRIX.keySet());

        Office office = shops.register();
        for (Operation operation : operations) {
            if (!FINAL.contains(operation.name())) {
                ALL.forEach(role -> expect(office, role, operation));
            }
        }
        for (Operation operation : operations) {
            if (FINAL.contains(operation.name())) {
                for (Role role : List.of(MEMBER, DEVELOPER, ADMIN, OWNER)) {
                    expect(shops.register(), role, operation);
                }
            }
        }
    }

    private static void expect(Office office, Role role, Operation operation) {
        boolean allowed =
                java.util.Objects.requireNonNull(MATRIX.get(operation.name())).contains(role);
        String path = operation.path(Map.of("org", office.org()), "nobody");
        Object body = operation.takesBody() ? Map.of("nothing", "known") : null;
        int status = office.send(office.token(role), HttpMethod.valueOf(operation.method()), path, body)
                .returnResult(String.class)
                .getStatus()
                .value();
        if (allowed) {
            assertThat(status).as("%s as %s", operation.name(), role).isNotIn(401, 403);
        } else {
            assertThat(status).as("%s as %s", operation.name(), role).isEqualTo(403);
        }
    }
}
