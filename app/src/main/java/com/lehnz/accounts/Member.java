package com.lehnz.accounts;

import com.lehnz.audit.Actor;
import com.lehnz.engine.OrgId;
import com.lehnz.web.ApiException;

/** Who is asking, and in which organization: the principal of every endpoint that a {@link Permission} opens. */
public record Member(OrgId org, Role role, Login login) {

    public Actor actor() {
        return login.actor();
    }

    /** What they are now: they may have been demoted while their request was under way. */
    Member asOf(Organization organization) {
        Organization.Membership membership = organization.member(login.personId());
        if (membership == null) {
            throw ApiException.notFound("organization");
        }
        return new Member(org, membership.role(), login);
    }

    void requireMayChange(Role other) {
        if (!role.mayChange(other)) {
            throw ApiException.forbidden(
                    other == Role.OWNER
                            ? "Only an OWNER can do this to an OWNER"
                            : "This takes the role %s or more".formatted(Permission.MEMBERS.least()),
                    "The role %s is not enough".formatted(role));
        }
    }
}
