package com.lehnz.cli;

import com.lehnz.accounts.Logins;
import com.lehnz.accounts.Organization;
import com.lehnz.accounts.Organizations;
import com.lehnz.audit.Actor;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import reactor.core.publisher.Mono;

@Command(
        name = "create",
        description = "Create an organization and its owner, and print the owner's password.",
        mixinStandardHelpOptions = true)
final class AccountsCreate implements Runnable {
    @Option(names = "--name", required = true, description = "The organization's name.")
    private String name = "";

    @Option(names = "--email", required = true, description = "The owner's e-mail address.")
    private String email = "";

    @Option(names = "--requests", description = "Limit per window, where it is not to be the deployment's.")
    private @Nullable Long requests;

    @Mixin
    private Operation operation = new Operation();

    @Override
    public void run() {
        String password = Logins.randomPassword();
        operation.run(service -> service.getBean(Logins.class)
                .register(email, password, name, Actor.OPERATOR)
                // Whatever comes of the limit, there is an account now.
                .doOnNext(organization -> report(organization, password))
                .flatMap(organization -> requests == null
                        ? Mono.just(organization)
                        : service.getBean(Organizations.class)
                                .limit(organization.orgId(), requests)
                                .thenReturn(organization)));
    }

    private void report(Organization created, String password) {
        operation.say("Organization  " + created.id());
        operation.say("Owner         " + email);
        operation.say("Password      " + password);
    }
}
