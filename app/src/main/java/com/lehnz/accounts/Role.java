package com.lehnz.accounts;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a person is in an organization; each role may do whatever the ones after it may. */
public enum Role {
    OWNER,
    ADMIN,
    DEVELOPER,
    MEMBER;

    public boolean may(Permission permission) {
        return compareTo(permission.least()) <= 0;
    }

    /** Who may change members may not make or unmake an OWNER: that takes one. */
    boolean mayChange(Role other) {
        return may(other == OWNER ? Permission.OWNERSHIP : Permission.MEMBERS);
    }

    /** Null where there is no such role. */
    static @Nullable Role parse(String text) {
        for (Role role : values()) {
            if (role.name().equals(text.toUpperCase(Locale.ROOT))) {
                return role;
            }
        }
        return null;
    }
}
