package com.lehnz.cli;

import com.lehnz.LehnzApplication;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import reactor.core.publisher.Mono;

/** Something that an operator does to the engines of a deployment, whether its nodes run or not. */
final class Operation {
    /** Names of settings have dots, which tells them from options that are spelt wrong. */
    private static final Pattern SETTING = Pattern.compile("--[a-z-]+\\.[^=]+=.*", Pattern.DOTALL);

    private static final long PATIENCE_SECONDS = 70;

    /** The process ends with the last hook, whatever the command was about to print. */
    private static final long TO_SAY_SO_MS = 1_000;

    @Parameters(
            paramLabel = "--SETTING=VALUE",
            description = "Where the deployment is, such as --lehnz.opensearch.uri=https://search:9200.")
    private List<String> settings = new ArrayList<>();

    @Option(names = "--home", description = "The folder of a running ./lehnz up, to work on its engines.")
    private @Nullable Path home;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    private volatile @Nullable Runnable interruption;

    private String[] arguments(List<String> more) {
        for (String setting : settings) {
            if (!SETTING.matcher(setting).matches()) {
                throw new ParameterException(spec.commandLine(), "Unknown option: '%s'".formatted(setting));
            }
        }
        List<String> arguments = new ArrayList<>(settings);
        if (home != null) {
            arguments.add("--lehnz.opensearch.uri=" + new Home(home).opensearch());
            arguments.add("--lehnz.kafka.bootstrap-servers=" + new Home(home).kafka());
        }
        arguments.addAll(more);
        // Whatever a node's environment says: a command does not work through queues.
        arguments.removeIf(argument -> argument.startsWith("--lehnz.role="));
        arguments.add("--lehnz.role=api");
        return arguments.toArray(String[]::new);
    }

    <T> T run(Function<ApplicationContext, Mono<T>> work) {
        return run(List.of(), work);
    }

    /** @param more settings */
    <T> T run(List<String> more, Function<ApplicationContext, Mono<T>> work) {
        String[] arguments = arguments(more);
        CountDownLatch ended = new CountDownLatch(1);
        Thread command = Thread.currentThread();
        Thread hook = new Thread(() -> interrupt(ended, command));
        Runtime.getRuntime().addShutdownHook(hook);
        try (ConfigurableApplicationContext service = new SpringApplicationBuilder(LehnzApplication.class)
                .web(WebApplicationType.NONE)
                .lazyInitialization(true)
                .registerShutdownHook(false)
                .properties("logging.level.root=error", "logging.threshold.console=OFF")
                .run(arguments)) {
            return Objects.requireNonNull(work.apply(service).block());
        } finally {
            ended.countDown();
            forget(hook);
        }
    }

    /** What to do on Ctrl-C. The work is waited for then; without this it is simply cut off. */
    void onInterrupt(Runnable action) {
        interruption = action;
    }

    private void interrupt(CountDownLatch ended, Thread command) {
        Runnable action = interruption;
        if (action == null) {
            return;
        }
        action.run();
        try {
            if (!ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                say("What was under way did not end in time.");
            }
            command.join(TO_SAY_SO_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void forget(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException shuttingDown) {
            return; // It is running, or has been.
        }
    }

    CommandLine commandLine() {
        return spec.commandLine();
    }

    /** Of what goes on all the same. */
    void warn(String line) {
        spec.commandLine().getErr().println(line);
        spec.commandLine().getErr().flush();
    }

    void say(String line) {
        spec.commandLine().getOut().println(line);
        spec.commandLine().getOut().flush();
    }
}
