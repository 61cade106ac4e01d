package com.lehnz.cli;

import com.lehnz.accounts.KeyAdministration;
import com.lehnz.audit.Actor;
import com.lehnz.engine.OrgId;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "issue",
        description = "Issue a pair of keys to an organization, and print them this once.",
        mixinStandardHelpOptions = true)
final class AccountsIssue implements Runnable {
    @Option(names = "--org", required = true, description = "The organization's id.")
    private String org = "";

    @Option(names = "--label", description = "What to call them.")
    private @Nullable String label;

    @Mixin
    private Operation operation = new Operation();

    @Override
    public void run() {
        var pair = operation.run(service ->
                service.getBean(KeyAdministration.class).createPair(new OrgId(org), Actor.OPERATOR, label, null));
        pair.forEach(key -> operation.say(key.key()));
    }
}
