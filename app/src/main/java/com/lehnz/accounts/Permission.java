package com.lehnz.accounts;

/** What can be allowed in an organization, and the least role that it is allowed to: the matrix of the documentation. */
public enum Permission {
    /** Catalog status, imports, analytics, who else is a member. */
    READ(Role.MEMBER),
    /** Recommendations and imports from the console. */
    RUN(Role.DEVELOPER),
    /** Create, label, rotate and revoke API keys. */
    KEYS(Role.DEVELOPER),
    /** Invite and remove people, change roles below OWNER. */
    MEMBERS(Role.ADMIN),
    AUDIT(Role.ADMIN),
    SETTINGS(Role.ADMIN),
    /** Make somebody an OWNER or stop them being one, delete the organization. */
    OWNERSHIP(Role.OWNER);

    private final Role least;

    Permission(Role least) {
        this.least = least;
    }

    public Role least() {
        return least;
    }
}
