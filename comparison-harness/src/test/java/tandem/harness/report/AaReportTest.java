package tandem.harness.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tandem.harness.result.AaMetric;
import tandem.harness.result.AaMetric.Trial;
import tandem.harness.result.AaMetric.Verdict;
import tandem.harness.result.AaResult;
import tandem.harness.result.AaResult.Arm;
import tandem.harness.result.Measures;
import tandem.harness.result.Metric;
import tandem.harness.result.PublishedSchema;
import tandem.harness.result.ResultJson;
import tandem.harness.result.RunInfo;
import tandem.harness.result.Samples;
import tandem.harness.stats.AaPools;
import tandem.model.catalog.Text;
import tandem.model.run.Engine;

class AaReportTest {
  @TempDir private Path directory;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "en | More repetitions would do: Latency p99 10. | With 5 repetitions both targets are met by 2 of 3 figures.",
        "es | Bastarían más repeticiones: Latencia p99 10. | Con 5 repeticiones, medidas que cumplen ambos objetivos: 2 de 3.",
      })
  void saysWhatIsEnoughAndWhatIsNot(String language, String more, String holding) {
    AaResult suite =
        suite(List.of())
            .judged(
                List.of(
                    metric(Metric.LATENCY_P50, Verdict.HOLDS, 5),
                    metric(Metric.LATENCY_P99, Verdict.NEEDS_MORE, 10),
                    metric(Metric.DRAIN_CPU, Verdict.HOLDS, 5)),
                true,
                List.of());

    assertThat(AaReport.console(suite, language)).contains(more).contains(holding);
  }

  @Test
  void whatIsWrittenIsReadAgain() throws Exception {
    AaResult suite =
        AaPools.judge(suite(List.of(run(Arm.CALIBRATION, 1, false), run(Arm.PLAIN, 1, false))));

    AaReport.write(suite, directory, "en");

    assertThat(AaReport.read(directory)).isEqualTo(suite);
    assertThat(Files.readString(directory.resolve("summary.md")))
        .contains("Too few runs to judge the measurement by");
  }

  @Test
  void eachRunIsKeptWithItsLatencies() {
    AaReport.keep(suite(List.of(run(Arm.CALIBRATION, 1, false))), Samples.ramp(1), directory);

    assertThat(AaReport.read(directory).runs()).hasSize(1);
    assertThat(directory.resolve("endToEnd-calibration-01.hdr")).isNotEmptyFile();
  }

  @Test
  void schemaRefusesWhatIsNotASuite() {
    AaResult suite =
        suite(List.of(run(Arm.PLAIN, 1, false)))
            .judged(List.of(metric(Metric.LATENCY_P50, Verdict.HOLDS, 5)), true, List.of());
    ObjectNode good = ResultJson.mapper().valueToTree(suite);
    PublishedSchema.AA.validate(good);

    ObjectNode unknownField = good.deepCopy().put("surprise", 1);
    ObjectNode noRuns = good.deepCopy();
    noRuns.remove("runs");
    ObjectNode otherArm = good.deepCopy();
    ((ObjectNode) otherArm.at("/runs/0")).put("arm", "third");
    ObjectNode moreThanAll = good.deepCopy();
    ((ObjectNode) moreThanAll.at("/metrics/0/trials/0")).put("detections", 1.5);

    for (ObjectNode bad : List.of(unknownField, noRuns, otherArm, moreThanAll)) {
      assertThatIllegalStateException()
          .isThrownBy(() -> PublishedSchema.AA.validate(bad))
          .withMessageContaining("the A/A suite does not fit its schema");
    }
  }

  @Test
  void disturbedRunsCountOnlyWhereQuietOnesAreTooFew() {
    List<AaResult.Run> mostlyQuiet = new ArrayList<>();
    List<AaResult.Run> mostlyNoisy = new ArrayList<>();
    for (int i = 1; i <= 12; i++) {
      for (Arm arm : List.of(Arm.PLAIN, Arm.PLANTED)) {
        mostlyQuiet.add(run(arm, i, i > 10));
        mostlyNoisy.add(run(arm, i, i > 3));
      }
    }

    AaResult quiet = AaPools.judge(suite(mostlyQuiet));
    assertThat(quiet.metrics()).extracting(AaMetric::plainRuns).containsOnly(10);
    assertThat(quiet.claimable()).isTrue();
    assertThat(quiet.warnings())
        .singleElement()
        .satisfies(why -> assertThat(why.en()).contains("do not count"))
        .satisfies(why -> assertThat(why.es()).contains("no cuentan"));
    AaResult noisy = AaPools.judge(suite(mostlyNoisy));
    assertThat(noisy.metrics()).extracting(AaMetric::plainRuns).containsOnly(12);
    assertThat(noisy.claimable()).isFalse();
  }

  private static AaMetric metric(Metric metric, Verdict verdict, int needed) {
    return new AaMetric(
        metric,
        metric.unit(),
        20,
        20,
        5.0,
        6.0,
        1.2,
        0.1,
        List.of(new Trial(5, false, 0.01, 0.7)),
        needed,
        verdict);
  }

  private static AaResult.Run run(Arm arm, int number, boolean noisy) {
    double slower = arm == Arm.PLANTED ? 1.2 : 1;
    return new AaResult.Run(
        arm,
        number,
        new Measures.Repetition(5 * slower, 12 * slower, 200_000 / slower, 6 * slower, noisy),
        new Measures.Lag(0.1, 0.9, 3.0),
        false,
        0.01,
        0);
  }

  private static AaResult suite(List<AaResult.Run> runs) {
    return new AaResult(
        AaResult.SCHEMA_VERSION,
        new RunInfo(
            "made-up",
            Instant.parse("2024-02-29T12:34:56Z"),
            "./tandem compare --aa 11.1.2",
            42,
            List.of(),
            null,
            new RunInfo.Versions("0.1.0", "17", null, "2.3.0", "4.4.0"),
            new RunInfo.Host("Linux", "amd64", 2, 8L << 30, "Imaginary CPU", false),
            Map.of("quick", "false")),
        "11.1.2",
        "kafka",
        new Text("made up", "inventado"),
        Engine.FLINK,
        "at-least-once",
        new AaResult.Planted(1_200, 1_000, 6, 5),
        20,
        runs,
        Map.of("parallelism.default", "2"),
        Map.of("parallelism.default", "2", "plant.delay.micros", "1000"),
        List.of(),
        false,
        List.of());
  }
}
