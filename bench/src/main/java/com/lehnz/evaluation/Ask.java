package com.lehnz.evaluation;

import com.lehnz.evaluation.protocol.Experiment;
import com.lehnz.evaluation.report.Row;
import com.lehnz.evaluation.service.Api;
import com.lehnz.evaluation.service.Loader;
import com.lehnz.evaluation.service.ServiceRanker;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "ask",
        description = "Ask a service that has been loaded for recommendations, and compare them with the test part.",
        mixinStandardHelpOptions = true)
final class Ask implements Callable<Integer> {
    @Mixin
    private ProtocolOptions protocol = new ProtocolOptions();

    @Mixin
    private ServiceOptions service = new ServiceOptions();

    @Option(
            names = "--strategies",
            split = ",",
            description = "Strategies, and flat endpoints such as /recommend/basket (default: those of the protocol).")
    private List<String> strategies = List.of();

    @Option(
            names = "--clients",
            defaultValue = "4",
            description = "How many ask at the same time (default: ${DEFAULT-VALUE}).")
    private int clients = 4;

    @Option(names = "--no-baselines", description = "Ask the service only.")
    private boolean noBaselines;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        Console say = new Console(spec);
        Experiment experiment = protocol.experiment();
        Contest contest = new Contest(experiment, say);
        List<Row> rows = new ArrayList<>();
        try (Api api = service.open()) {
            // Whoever clicks during the evaluation must be a stranger to the service.
            boolean clicks = experiment.rounds().stream()
                    .anyMatch(round -> !round.before().isEmpty());
            String run = clicks ? "-" + System.currentTimeMillis() : "";
            List<ServiceRanker> rankers = rankers(experiment, api, run);
            if (!noBaselines) {
                rows.addAll(contest.baselines());
            }
            Loader loader = new Loader(api, protocol.log.mapping().event(), say);
            rows.addAll(contest.service(rankers, loader, run, clients));
        }
        protocol.report(experiment, rows, say);
        return 0;
    }

    private List<ServiceRanker> rankers(Experiment experiment, Api api, String run) {
        return (strategies.isEmpty() ? experiment.strategies() : strategies)
                .stream()
                        .map(name -> new ServiceRanker(api, experiment.catalog(), name, run))
                        .toList();
    }
}
