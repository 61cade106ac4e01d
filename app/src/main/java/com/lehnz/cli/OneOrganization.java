package com.lehnz.cli;

import com.lehnz.accounts.Organization;
import com.lehnz.accounts.Organizations;
import com.lehnz.engine.OrgId;
import org.springframework.context.ApplicationContext;
import picocli.CommandLine.Option;
import reactor.core.publisher.Mono;

/** The organization that a command is about. */
final class OneOrganization {
    @Option(names = "--org", required = true, description = "The organization's id or short name.")
    private String org = "";

    Mono<OrgId> in(ApplicationContext service) {
        return named(service, org);
    }

    /** Fails where there is none. */
    static Mono<OrgId> named(ApplicationContext service, String idOrShortName) {
        return service.getBean(Organizations.class)
                .named(idOrShortName)
                .map(Organization::orgId)
                .switchIfEmpty(Mono.error(
                        () -> new IllegalArgumentException("There is no organization " + idOrShortName + ".")));
    }
}
