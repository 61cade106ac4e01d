package com.lehnz;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.lehnz.engine.BulkWriter;
import com.lehnz.engine.Documents;
import com.lehnz.engine.OrgId;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.springframework.web.bind.annotation.RestController;

/** The arrows of docs/architecture.md. */
@AnalyzeClasses(packages = "com.lehnz", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule packagesFormNoCycle =
            slices().matching("com.lehnz.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule onlyTheEngineAndTheVocabularyKnowOpenSearch = noClasses()
            .that()
            .resideOutsideOfPackages("com.lehnz.engine..", "com.lehnz.query..", "com.lehnz.indextemplates..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.opensearch.client..");

    @ArchTest
    static final ArchRule onlyThePipelineKnowsKafka = noClasses()
            .that()
            .resideOutsideOfPackages("com.lehnz.pipeline..", "com.lehnz.localstack..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("reactor.kafka..", "org.apache.kafka..");

    @ArchTest
    static final ArchRule strategiesAndTheirVocabularyArePure = noClasses()
            .that()
            .resideInAnyPackage("com.lehnz.strategy..", "com.lehnz.query..")
            .should()
            .dependOnClassesThat(resideInAPackage("org.springframework.web..")
                    .or(resideInAPackage("org.springframework.http.."))
                    .or(resideInAPackage("reactor.."))
                    .or(resideInAPackage("org.reactivestreams.."))
                    .or(resideInAPackage("com.lehnz.pipeline.."))
                    .or(resideInAPackage("com.lehnz.web.."))
                    .or(type(Documents.class))
                    .or(type(BulkWriter.class)));

    @ArchTest
    static final ArchRule whatIsBesideTheAppKnowsNoSpring = noClasses()
            .that()
            .resideInAnyPackage(
                    "com.lehnz.embeddings..",
                    "com.lehnz.indextemplates..",
                    "com.lehnz.localstack..",
                    "com.lehnz.evaluation..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.springframework..", "reactor..");

    @ArchTest
    static final ArchRule endpointsLeaveTheEngineToTheirFeature = noClasses()
            .that()
            .areAnnotatedWith(RestController.class)
            .should()
            .dependOnClassesThat(resideInAPackage("com.lehnz.engine..").and(not(type(OrgId.class))));

    @ArchTest
    static final ArchRule theEngineKnowsNothingAboveIt = classes()
            .that()
            .resideInAPackage("com.lehnz.engine..")
            .should()
            .onlyDependOnClassesThat(not(resideInAPackage("com.lehnz.."))
                    .or(resideInAPackage("com.lehnz.engine.."))
                    .or(resideInAPackage("com.lehnz.indextemplates..")));

    @ArchTest
    static final ArchRule thePipelineKnowsNothingButTheEngine = classes()
            .that()
            .resideInAPackage("com.lehnz.pipeline..")
            .should()
            .onlyDependOnClassesThat(not(resideInAPackage("com.lehnz.."))
                    .or(resideInAPackage("com.lehnz.pipeline.."))
                    .or(resideInAPackage("com.lehnz.engine..")));

    @ArchTest
    static final ArchRule featuresDoNotKnowWhoServesThem = noClasses()
            .that()
            .resideOutsideOfPackages("com.lehnz.recommend..", "com.lehnz.bench..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.lehnz.recommend..");

    @ArchTest
    static final ArchRule nothingKnowsTheCommands = noClasses()
            .that()
            .resideOutsideOfPackage("com.lehnz.cli..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.lehnz.cli..");

    @ArchTest
    static final ArchRule onlyTheCommandsKnowTheDemo = noClasses()
            .that()
            .resideOutsideOfPackages("com.lehnz.demo..", "com.lehnz.cli..", "com.lehnz.bench..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.lehnz.demo..");

    @ArchTest
    static final ArchRule theDemoIsAClientLikeAnyOther = classes()
            .that()
            .resideInAPackage("com.lehnz.demo..")
            .should()
            .onlyDependOnClassesThat(not(resideInAPackage("com.lehnz..")).or(resideInAPackage("com.lehnz.demo..")));

    @ArchTest
    static final ArchRule theEvaluationIsAClientLikeAnyOther = classes()
            .that()
            .resideInAPackage("com.lehnz.evaluation..")
            .should()
            .onlyDependOnClassesThat(
                    not(resideInAPackage("com.lehnz..")).or(resideInAPackage("com.lehnz.evaluation..")));

    @ArchTest
    static final ArchRule baselinesAndMetricsArePure = noClasses()
            .that()
            .resideInAnyPackage(
                    "com.lehnz.evaluation.ranking..",
                    "com.lehnz.evaluation.metric..",
                    "com.lehnz.evaluation.protocol..")
            .should()
            .dependOnClassesThat(resideInAPackage("java.net..")
                    .or(resideInAPackage("java.io.."))
                    .or(resideInAPackage("com.lehnz.evaluation.service..")));
}
