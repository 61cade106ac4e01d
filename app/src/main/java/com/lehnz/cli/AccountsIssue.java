package com.lehnz.cli;

import com.lehnz.accounts.KeyAdministration;
import com.lehnz.audit.Actor;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "issue",
        description = "Issue a pair of keys to an organization, and print them this once.",
        mixinStandardHelpOptions = true)
final class AccountsIssue implements Runnable {
    @Mixin
    private OneOrganization organization = new OneOrganization();

    @Option(names = "--label", description = "What to call them.")
    private @Nullable String label;

    @Mixin
    private Operation operation = new Operation();

    @Override
    public void run() {
        var pair = operation.run(service -> organization
                .in(service)
                .flatMap(org -> service.getBean(KeyAdministration.class).createPair(org, Actor.OPERATOR, label, null)));
        pair.forEach(key -> operation.say(key.key()));
    }
}
