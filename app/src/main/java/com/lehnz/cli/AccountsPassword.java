package com.lehnz.cli;

import com.lehnz.accounts.Logins;
import com.lehnz.audit.Actor;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "password",
        description = "Give somebody who has forgotten theirs a new password, and print it. All their sessions end.",
        mixinStandardHelpOptions = true)
final class AccountsPassword implements Runnable {
    @Option(names = "--email", required = true, description = "The person's e-mail address.")
    private String email = "";

    @Mixin
    private Operation operation = new Operation();

    @Override
    public void run() {
        String password = Logins.randomPassword();
        operation.run(service -> service.getBean(Logins.class)
                .resetPassword(email, password, Actor.OPERATOR)
                .thenReturn(true));
        operation.say("Password      " + password);
    }
}
