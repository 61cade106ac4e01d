package com.lehnz.evaluation;

import java.util.function.Consumer;
import picocli.CommandLine.Model.CommandSpec;

/** Lines to the person at the terminal, as they happen. */
record Console(CommandSpec spec) implements Consumer<String> {

    @Override
    public void accept(String line) {
        spec.commandLine().getOut().println(line);
        spec.commandLine().getOut().flush();
    }
}
