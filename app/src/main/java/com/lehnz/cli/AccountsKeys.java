package com.lehnz.cli;

import com.lehnz.accounts.KeyAdministration;
import java.util.Objects;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "keys", description = "List an organization's keys that work.", mixinStandardHelpOptions = true)
final class AccountsKeys implements Runnable {
    private static final String ROW = "%-32s  %-13s  %-32s  %s";

    @Mixin
    private OneOrganization organization = new OneOrganization();

    @Mixin
    private Operation operation = new Operation();

    @Override
    public void run() {
        var keys = operation.run(service -> organization
                .in(service)
                .flatMap(org -> service.getBean(KeyAdministration.class).list(org)));
        operation.say(ROW.formatted("id", "key", "created", "label"));
        keys.forEach(key -> operation.say(
                ROW.formatted(key.keyId(), key.key(), key.createdAt(), Objects.requireNonNullElse(key.label(), ""))));
    }
}
