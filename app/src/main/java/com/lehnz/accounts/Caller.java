package com.lehnz.accounts;

import com.lehnz.engine.OrgId;

/** Who is asking: the organization that the key of the request belongs to. */
public record Caller(OrgId org, KeyType keyType) {}
