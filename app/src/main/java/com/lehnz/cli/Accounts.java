package com.lehnz.cli;

import picocli.CommandLine.Command;

@Command(
        name = "accounts",
        description = "Create organizations and their owners, issue and revoke API keys.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            AccountsCreate.class,
            AccountsList.class,
            AccountsPassword.class,
            AccountsLimit.class,
            AccountsKeys.class,
            AccountsIssue.class,
            AccountsRevoke.class
        })
final class Accounts {}
