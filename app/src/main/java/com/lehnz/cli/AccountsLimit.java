package com.lehnz.cli;

import com.lehnz.accounts.OrganizationSettings;
import com.lehnz.audit.Actor;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "limit",
        description = "Set how many requests an organization may make per window.",
        mixinStandardHelpOptions = true)
final class AccountsLimit implements Runnable {
    @Mixin
    private OneOrganization organization = new OneOrganization();

    @Option(names = "--requests", description = "Absent: the deployment's default.")
    private @Nullable Long requests;

    @Mixin
    private Operation operation = new Operation();

    @Override
    public void run() {
        operation.run(service -> organization
                .in(service)
                .flatMap(org -> service.getBean(OrganizationSettings.class).limit(org, Actor.OPERATOR, requests))
                .thenReturn(true));
        operation.say("The limit holds on all nodes within seconds");
    }
}
