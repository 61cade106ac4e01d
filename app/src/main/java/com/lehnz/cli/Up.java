package com.lehnz.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "up",
        description = "Start everything on this machine: OpenSearch, Kafka, the service and a demo shop.",
        mixinStandardHelpOptions = true)
final class Up implements Callable<Integer> {

    @Option(names = "--port", defaultValue = "8080", description = "Port of the service (default: ${DEFAULT-VALUE}).")
    private int port;

    @Option(names = "--fresh", description = "Forget what earlier runs stored.")
    private boolean fresh;

    @Option(names = "--no-demo", description = "Start with an empty shop and its keys.")
    private boolean noDemo;

    @Option(
            names = "--home",
            defaultValue = ".lehnz",
            description = "Where data, logs and demo.env go (default: ${DEFAULT-VALUE}).")
    private Path home = Path.of(".lehnz");

    @Mixin
    private EnginesOption engines = new EnginesOption();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        Home directory = new Home(home);
        directory.requireFreePort(port);
        if (fresh) {
            directory.forget();
        }
        try (LocalService service = LocalService.start(directory, engines.archives(), port, this::say)) {
            say("The service is up on " + service.url());
            new DemoSetup(service.context(), directory, service.url(), this::say).run(!noDemo);
            say("");
            say("API documentation  " + service.url() + "/swagger-ui.html");
            say("Keys for scripts   " + directory.demoEnv());
            say("Logs               " + directory.logs());
            say("Ctrl-C stops everything; the data stay for the next ./lehnz up.");
            waitForInterrupt(service.context());
        }
        return 0;
    }

    /** Ctrl-C closes the context first, which is the sign to stop the engines too. */
    private static void waitForInterrupt(ConfigurableApplicationContext service) throws InterruptedException {
        CountDownLatch closed = new CountDownLatch(1);
        service.addApplicationListener(event -> {
            if (event instanceof org.springframework.context.event.ContextClosedEvent) {
                closed.countDown();
            }
        });
        closed.await();
    }

    private void say(String line) {
        spec.commandLine().getOut().println(line);
        spec.commandLine().getOut().flush();
    }
}
