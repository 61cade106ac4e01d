package com.lehnz.cli;

import com.lehnz.accounts.KeyAdministration;
import com.lehnz.audit.Actor;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "revoke", description = "Revoke one of an organization's keys.", mixinStandardHelpOptions = true)
final class AccountsRevoke implements Runnable {
    @Mixin
    private OneOrganization organization = new OneOrganization();

    @Option(names = "--key", required = true, description = "The key's id, as the list shows it.")
    private String key = "";

    @Mixin
    private Operation operation = new Operation();

    @Override
    public void run() {
        operation.run(service -> organization
                .in(service)
                .flatMap(org -> service.getBean(KeyAdministration.class).revoke(org, Actor.OPERATOR, key))
                .thenReturn(true));
        operation.say("Every node refuses the key within seconds");
    }
}
