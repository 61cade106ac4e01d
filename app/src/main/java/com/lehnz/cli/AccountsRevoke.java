package com.lehnz.cli;

import com.lehnz.accounts.KeyAdministration;
import com.lehnz.audit.Actor;
import com.lehnz.engine.OrgId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "revoke", description = "Revoke one of an organization's keys.", mixinStandardHelpOptions = true)
final class AccountsRevoke implements Runnable {
    @Option(names = "--org", required = true, description = "The organization's id.")
    private String org = "";

    @Option(names = "--key", required = true, description = "The key's id, as the list shows it.")
    private String key = "";

    @Mixin
    private Operation operation = new Operation();

    @Override
    public void run() {
        operation.run(service -> service.getBean(KeyAdministration.class)
                .revoke(new OrgId(org), Actor.OPERATOR, key)
                .thenReturn(true));
        operation.say("Every node refuses the key within seconds");
    }
}
