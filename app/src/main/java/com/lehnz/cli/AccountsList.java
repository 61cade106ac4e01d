package com.lehnz.cli;

import com.lehnz.accounts.Organizations;
import com.lehnz.engine.ItemsGenerations;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "list", description = "List the organizations.", mixinStandardHelpOptions = true)
final class AccountsList implements Runnable {
    private static final String ROW = "%-24s  %-32s  %-20s  %s";

    @Mixin
    private Operation operation = new Operation();

    @Override
    public void run() {
        var organizations = operation.run(service -> {
            Organizations all = service.getBean(Organizations.class);
            return service.getBean(ItemsGenerations.class)
                    .allLive()
                    .concatMap(live -> all.find(live.org()))
                    .collectList();
        });
        operation.say(ROW.formatted("id", "short name", "created", "name"));
        organizations.forEach(
                each -> operation.say(ROW.formatted(each.id(), each.slug(), each.createdAt(), each.name())));
    }
}
