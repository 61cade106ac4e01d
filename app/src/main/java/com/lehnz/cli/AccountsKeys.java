package com.lehnz.cli;

import com.lehnz.accounts.KeyAdministration;
import com.lehnz.engine.OrgId;
import java.util.Objects;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "keys", description = "List an organization's keys that work.", mixinStandardHelpOptions = true)
final class AccountsKeys implements Runnable {
    private static final String ROW = "%-32s  %-13s  %-32s  %s";

    @Option(names = "--org", required = true, description = "The organization's id.")
    private String org = "";

    @Mixin
    private Operation operation = new Operation();

    @Override
    public void run() {
        var keys = operation.run(
                service -> service.getBean(KeyAdministration.class).list(new OrgId(org)));
        operation.say(ROW.formatted("id", "key", "created", "label"));
        keys.forEach(key -> operation.say(
                ROW.formatted(key.keyId(), key.key(), key.createdAt(), Objects.requireNonNullElse(key.label(), ""))));
    }
}
