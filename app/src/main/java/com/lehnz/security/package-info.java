/**
 * Who may do what. {@link com.lehnz.security.Routes} is the one table of it: every route of the service has a line there,
 * and what has none is answered with 404.
 *
 * <p>To guard a new route with a role, add a line such as
 *
 * <pre>{@code get("/orgs/{org}/analytics", may(Permission.READ))}</pre>
 *
 * and take the member as the endpoint's principal:
 *
 * <pre>{@code @GetMapping("/orgs/{org}/analytics")
 * Mono<Success<Analytics>> analytics(@Parameter(hidden = true) @AuthenticationPrincipal Member member) {
 *     return analytics.of(member.org());
 * }}</pre>
 *
 * Nobody gets there who is no member of the organization that {@code {org}} in the path says. Where the path has no such
 * part, the header {@code X-Organization} says it for those who belong to several. Endpoints behind a key take
 * a {@link com.lehnz.accounts.Caller}.
 */
@NullMarked
package com.lehnz.security;

import org.jspecify.annotations.NullMarked;
