package com.lehnz.evaluation;

import com.lehnz.evaluation.metric.Score;
import com.lehnz.evaluation.metric.Score.Answer;
import com.lehnz.evaluation.protocol.Experiment;
import com.lehnz.evaluation.protocol.Experiment.Round;
import com.lehnz.evaluation.ranking.Baseline;
import com.lehnz.evaluation.ranking.Case;
import com.lehnz.evaluation.ranking.Ranker;
import com.lehnz.evaluation.report.Row;
import com.lehnz.evaluation.service.Loader;
import com.lehnz.evaluation.service.ServiceRanker;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** All rankers on the same cases. */
final class Contest {
    private final Experiment experiment;
    private final Consumer<String> say;

    Contest(Experiment experiment, Consumer<String> say) {
        this.experiment = experiment;
        this.say = say;
    }

    /** One after another, so that only one has what it learned in memory. */
    List<Row> baselines() throws InterruptedException {
        List<Row> rows = new ArrayList<>();
        for (Supplier<Baseline> learning : experiment.baselines()) {
            Baseline baseline = learning.get();
            List<Answer> answers =
                    answers(baseline, experiment.cases(), Runtime.getRuntime().availableProcessors());
            rows.add(new Row(baseline.name(), false, score(answers), null));
            say.accept("Computed " + baseline.name());
        }
        return rows;
    }

    /** Round by round; what came before a round is sent first. */
    List<Row> service(List<ServiceRanker> rankers, Loader loader, String run, int clients) throws InterruptedException {
        Map<ServiceRanker, List<Answer>> answers = new LinkedHashMap<>();
        rankers.forEach(ranker -> answers.put(ranker, new ArrayList<>()));
        int number = 0;
        for (Round round : experiment.rounds()) {
            loader.now(round.before(), number++, run);
            for (ServiceRanker ranker : rankers) {
                answers.computeIfAbsent(ranker, first -> new ArrayList<>())
                        .addAll(answers(ranker, round.cases(), clients));
            }
            say.accept("Asked round %d of %d, %,d cases"
                    .formatted(number, experiment.rounds().size(), round.cases().size()));
        }
        List<Row> rows = new ArrayList<>();
        answers.forEach(
                (ranker, given) -> rows.add(new Row(ranker.name(), true, score(given), ranker.servedByItself())));
        return rows;
    }

    private Score score(List<Answer> answers) {
        return Score.of(answers, experiment.popularity(), experiment.k());
    }

    private List<Answer> answers(Ranker ranker, List<Case> cases, int threads) throws InterruptedException {
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            List<Future<Answer>> asked = cases.stream()
                    .map(each -> pool.submit(
                            (Callable<Answer>) () -> new Answer(ranker.rank(each, experiment.k()), each.wanted())))
                    .toList();
            List<Answer> answers = new ArrayList<>();
            for (Future<Answer> each : asked) {
                answers.add(get(each, pool));
            }
            return answers;
        }
    }

    /** The first that fails ends it all. */
    private static Answer get(Future<Answer> asked, ExecutorService pool) throws InterruptedException {
        try {
            return asked.get();
        } catch (ExecutionException e) {
            pool.shutdownNow();
            throw e.getCause() instanceof RuntimeException told ? told : new IllegalStateException(e.getCause());
        }
    }
}
