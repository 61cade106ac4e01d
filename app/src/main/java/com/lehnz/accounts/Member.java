package com.lehnz.accounts;

import com.lehnz.audit.Actor;
import com.lehnz.engine.OrgId;
import com.lehnz.web.ApiException;

/** Who is asking, and in which organization: the principal of every endpoint that a {@link Permission} opens. */
public record Member(OrgId org, Role role, Login login) {

    public Actor actor() {
        return login.actor();
    }

    /** Who may change members may not make or unmake an OWNER: that takes one. */
    void requireMayChange(Role other) {
        if (other == Role.OWNER && !role.may(Permission.OWNERSHIP)) {
            throw ApiException.forbidden(
                    "Only an OWNER can do this to an OWNER", "The role %s is not enough".formatted(role));
        }
    }
}
