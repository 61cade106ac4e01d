package com.lehnz.cli;

import com.lehnz.client.ServiceClient;
import com.lehnz.imports.ImportKind;
import com.lehnz.imports.ImportMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "import",
        description = "Import a file of any size into a running service, through the public API.",
        mixinStandardHelpOptions = true)
final class Import implements Callable<Integer> {
    /** Below what an upload may have, whose form is a little longer than the file. */
    private static final String PART = "40";

    private static final long MEGABYTE = 1024 * 1024;

    @Parameters(index = "0", description = "What its rows are: items, users or events.")
    private ImportKind kind = ImportKind.ITEMS;

    @Parameters(index = "1", description = "CSV, a JSON array or JSON lines, plain or gzip.")
    private Path file = Path.of("");

    @Option(names = "--org", description = "The organization's id, slug or name; needed by who belongs to several.")
    private @Nullable String organization;

    @Option(
            names = "--mode",
            defaultValue = "reject",
            description = "What a malformed row means: reject the file, or skip the row (default: ${DEFAULT-VALUE}).")
    private ImportMode mode = ImportMode.REJECT;

    @Option(
            names = "--part",
            defaultValue = PART,
            paramLabel = "MB",
            description = "Longer files are uploaded in parts of so many megabytes (default: ${DEFAULT-VALUE}).")
    private int part = Integer.parseInt(PART);

    @Mixin
    private LoginOptions login = new LoginOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException("There is no file " + file);
        }
        try (ServiceClient service = login.open()) {
            service.chooseOrganization(organization);
            FileImport job =
                    new FileImport(service, kind, mode, spec.commandLine().getOut());
            return job.run(file, part * MEGABYTE) ? 0 : 1;
        }
    }
}
