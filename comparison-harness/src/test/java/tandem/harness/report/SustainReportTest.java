package tandem.harness.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static tandem.harness.result.Samples.right;
import static tandem.harness.result.Samples.wrong;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import tandem.harness.HarnessException;
import tandem.harness.result.LatencyMeasures.Latency;
import tandem.harness.result.Measures.Lag;
import tandem.harness.result.ParityFinding;
import tandem.harness.result.SustainResult;
import tandem.harness.result.SustainResult.Criterion;
import tandem.harness.result.SustainResult.Ending;
import tandem.harness.result.SustainResult.Finding;
import tandem.harness.result.SustainResult.Found;
import tandem.harness.result.SustainResult.GearSearch;
import tandem.harness.result.SustainResult.Probe;
import tandem.harness.result.SustainResult.Purpose;
import tandem.harness.result.SustainResult.Verdict;
import tandem.model.catalog.Text;
import tandem.model.run.Engine;

class SustainReportTest {
  @TempDir Path directory;

  static Stream<Arguments> results() {
    return Stream.of("en", "es")
        .flatMap(
            language ->
                Stream.of(
                    Arguments.of("full", full(right(40_000), true), language),
                    Arguments.of("wrong", full(wrong(40_000), false), language),
                    Arguments.of("interrupted", interrupted(), language)));
  }

  /** The pages stay under target, to be looked at in a browser. */
  @ParameterizedTest(name = "{0} {2}")
  @MethodSource("results")
  void writesAndReadsBack(String name, SustainResult result, String language) throws IOException {
    Path kept = Path.of("target", "report-samples", "sustain-" + name + "-" + language);

    SustainReport.write(result, kept, language);

    assertThat(SustainReport.read(kept)).isEqualTo(result);
    assertThat(Files.readString(kept.resolve(Report.HTML)))
        .contains("<html lang=\"" + language + "\">")
        .doesNotContain("<script>alert");
    assertThat(kept.resolve("summary.md")).isNotEmptyFile();
  }

  @Test
  void saysWhatEachSustainsAndHowSureThatIs() {
    String told = SustainReport.console(full(right(40_000), true), "en");

    assertThat(told)
        .contains("Spark asap 40,000 events/s")
        .contains("the floor at least 120,000 events/s (the driver could not send more)")
        .contains("could not run: “no such thing”");
  }

  @Test
  void namesTheDriversLimitAndWhatFailed() throws IOException {
    SustainReport.write(full(right(40_000), true), directory, "en");

    assertThat(Files.readString(directory.resolve("summary.md")))
        .contains("That is a limit of the driver on this machine and says nothing of the engine");
    assertThat(Files.readString(directory.resolve(Report.HTML)))
        .contains("the driver’s limit, not the engine’s")
        .contains("more events than the driver has memory for");
  }

  @Test
  void wrongOutputComesFirst() {
    assertThat(SustainReport.console(full(wrong(40_000), false), "en"))
        .contains("The output of Spark asap is wrong");
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void everyNameHasWords(Language language) {
    for (Ending ending : Ending.values()) {
      GearSearch search =
          new GearSearch(
              Engine.FLINK, "at-least-once", null, List.of(), new Found(ending, 5.0, 6.0), null);
      assertThat(SustainReport.console(result(List.of(search), true), language.code()))
          .contains("Flink");
    }
  }

  @Test
  void whatIsNoSearchIsToldSo() {
    assertThatExceptionOfType(HarnessException.class)
        .isThrownBy(() -> SustainReport.read(directory))
        .withMessageContaining("there is no sustain.json");
  }

  private static SustainResult full(ParityFinding spark, boolean valid) {
    GearSearch asap =
        new GearSearch(
            Engine.SPARK,
            "asap",
            spark,
            List.of(
                probe(Purpose.SEARCH, 20_000, Verdict.SUSTAINED, 0.001),
                probe(Purpose.SEARCH, 40_000, Verdict.SUSTAINED, 0.002),
                probe(Purpose.CONFIRM, 40_000, Verdict.SUSTAINED, 0.003),
                probe(Purpose.EXCEED, 44_000, Verdict.TOO_MUCH, 0.07)),
            new Found(Ending.CONFIRMED, 40_000.0, 44_000.0),
            null);
    Probe unsent =
        new Probe(
            Purpose.SEARCH,
            240_000,
            0,
            Verdict.OUT_OF_REACH,
            List.of(),
            null,
            null,
            false,
            0,
            false,
            null);
    GearSearch floor =
        new GearSearch(
            Engine.FLOOR,
            "floor",
            right(40_000),
            List.of(probe(Purpose.SEARCH, 120_000, Verdict.SUSTAINED, 0.0), unsent),
            new Found(Ending.DRIVER_LIMIT, 120_000.0, 126_000.0),
            null);
    GearSearch refused =
        new GearSearch(Engine.SPARK, "continuous=1s", null, List.of(), null, "no such thing");
    return result(List.of(asap, floor, refused), valid);
  }

  /** A search that has not ended, and a criterion that could not be judged. */
  private static SustainResult interrupted() {
    List<Probe> probes = List.of(probe(Purpose.SEARCH, 10_000, Verdict.TOO_MUCH, null));
    return result(
        List.of(new GearSearch(Engine.FLINK, "at-least-once", right(1), probes, null, null)), true);
  }

  private static Probe probe(Purpose purpose, double rate, Verdict verdict, Double slope) {
    return new Probe(
        purpose,
        rate,
        60,
        verdict,
        List.of(
            new Finding(Criterion.SENT, 1.0, 0.99, true),
            new Finding(Criterion.LAG_SLOPE, slope, 0.01, verdict == Verdict.SUSTAINED)),
        new Latency(
            Map.of("p50", 5.0, "p90", 6.0, "p99", rate / 1_000, "p999", rate / 500),
            20_000,
            0,
            1.0,
            5.0,
            50.0),
        new Lag(0.1, 0.9, 4.5),
        false,
        12,
        false,
        "ab".repeat(32));
  }

  private static SustainResult result(List<GearSearch> gears, boolean valid) {
    return new SustainResult(
        SustainResult.SCHEMA_VERSION,
        SweepFixture.full().run(),
        "11.1.2",
        "kafka",
        SweepFixture.full().title(),
        gears,
        valid,
        valid,
        List.of(Text.untranslated("a made-up warning: " + Fixture.HOSTILE)));
  }
}
