package tandem.harness;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/**
 * The stations stand in a line: data flows forward, and nobody looks behind the engines' contract.
 */
final class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("tandem");

  @Test
  void theModelSeesNobody() {
    noClasses()
        .that()
        .resideInAPackage("tandem.model..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "tandem.harness..",
            "tandem.spark..",
            "tandem.flink..",
            "org.apache.kafka..",
            "org.apache.spark..",
            "org.apache.flink..",
            "io.delta..")
        .check(CLASSES);
  }

  @Test
  void theHarnessSeesNoEngine() {
    noClasses()
        .that()
        .resideInAPackage("tandem.harness..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "tandem.spark..",
            "tandem.flink..",
            "org.apache.spark..",
            "org.apache.flink..",
            "io.delta..")
        .check(CLASSES);
  }

  @Test
  void theHarnessKnowsNoExercise() {
    noClasses()
        .that()
        .resideInAPackage("tandem.harness..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("tandem.model.ch11..")
        .check(CLASSES);
  }

  @Test
  void stationsDoNotLookForward() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "tandem.harness.process..",
            "tandem.harness.broker..",
            "tandem.harness.engine..",
            "tandem.harness.services..",
            "tandem.harness.replay..",
            "tandem.harness.collect..",
            "tandem.harness.resources..",
            "tandem.harness.result..",
            "tandem.harness.stats..",
            "tandem.harness.report..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("tandem.harness.run..", "tandem.harness.cli..")
        .check(CLASSES);
  }
}
