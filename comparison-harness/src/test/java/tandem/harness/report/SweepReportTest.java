package tandem.harness.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tandem.harness.ExitCode;
import tandem.harness.HarnessException;
import tandem.harness.result.PublishedSchema;
import tandem.harness.result.ResultJson;
import tandem.harness.result.Samples;
import tandem.harness.result.SweepResult;

class SweepReportTest {
  private static final ObjectMapper JSON = ResultJson.mapper();

  /** A URL where a browser would fetch it. */
  private static final Pattern FETCHED =
      Pattern.compile("(?:src|href|action|data)\\s*=\\s*[\"']?\\s*(?:https?:)?//|url\\(|@import");

  @TempDir Path directory;

  static Stream<Arguments> pages() {
    return Stream.of("en", "es")
        .flatMap(
            language ->
                Stream.of(
                    Arguments.of("full", SweepFixture.full(), language),
                    Arguments.of("quick", SweepFixture.quick(), language),
                    Arguments.of("wrong", SweepFixture.withWrongOutput(), language),
                    Arguments.of("nulls", SweepFixture.withNulls(), language),
                    Arguments.of("nothing", SweepFixture.withNothing(), language)));
  }

  /** The pages stay under target, to be looked at in a browser. */
  @ParameterizedTest(name = "{0} {2}")
  @MethodSource("pages")
  void pageNeedsNothingFromOutside(String name, SweepResult sweep, String language)
      throws IOException {
    Path kept = Path.of("target", "report-samples", "sweep-" + name + "-" + language);

    SweepReport.write(sweep, kept, language);

    String html = Files.readString(kept.resolve(Report.HTML));
    assertThat(html).contains("<html lang=\"" + language + "\">").hasSizeLessThan(3_000_000);
    assertThat(html)
        .doesNotContainPattern("<script[^>]*\\ssrc")
        .doesNotContain("<script>alert")
        .contains("&lt;script&gt;alert");
    assertThat(withoutScripts(html))
        .doesNotContainPattern(FETCHED)
        .doesNotContain("<link", "<iframe", "<img", "<object", "<base");
    assertThat(SweepReport.console(sweep, language)).contains("11.1.2 kafka: ");
  }

  @ParameterizedTest(name = "{0} {2}")
  @MethodSource("pages")
  void readsBackWhatItWrote(String name, SweepResult sweep, String language) {
    List<Path> files = SweepReport.write(sweep, directory, language);

    assertThat(SweepReport.read(directory)).isEqualTo(sweep);
    assertThat(files)
        .extracting(file -> file.getFileName().toString())
        .containsExactly("sweep.json", "report.html", "summary.md", "sweep.csv");
  }

  @Test
  void schemaRefusesWhatIsNotASweep() {
    ObjectNode good = JSON.valueToTree(SweepFixture.full());
    PublishedSchema.SWEEP.validate(good);

    ObjectNode unknownField = good.deepCopy().put("surprise", 1);
    ObjectNode noRate = good.deepCopy();
    ((ObjectNode) noRate.at("/gears/0/points/0")).remove("offeredPerSecond");
    ObjectNode otherEngine = good.deepCopy();
    ((ObjectNode) otherEngine.at("/gears/0")).put("engine", "storm");
    ObjectNode negative = good.deepCopy();
    ((ObjectNode) negative.at("/gears/0/points/0/endToEndMs/percentiles")).put("p50", -1);

    for (ObjectNode bad : List.of(unknownField, noRate, otherEngine, negative)) {
      assertThatIllegalStateException()
          .isThrownBy(() -> PublishedSchema.SWEEP.validate(bad))
          .withMessageContaining("the sweep does not fit its schema");
    }
  }

  @Test
  void namesASweepThatIsNotThere() {
    assertThatExceptionOfType(HarnessException.class)
        .isThrownBy(() -> SweepReport.read(directory))
        .withMessage("there is no sweep.json in " + directory)
        .matches(e -> e.exitCode() == ExitCode.USAGE);
  }

  @ParameterizedTest
  @CsvSource({"'{', can't read", "'{\"schemaVersion\": 99}', schema version 99", "'[]', schema"})
  void namesASweepThatItCannotRead(String content, String words) throws IOException {
    Files.writeString(directory.resolve(SweepReport.SWEEP_JSON), content);

    assertThatExceptionOfType(HarnessException.class)
        .isThrownBy(() -> SweepReport.read(directory))
        .withMessageContaining(words)
        .satisfies(e -> assertThat(e.getMessage()).hasLineCount(1));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "en | At 5,000 events/s, Flink buffer=10ms,at-least-once answers in 5.5\u00a0ms at the"
            + " median, Spark realtime=5m in 13\u00a0ms, Flink buffer=10ms,exactly-once=1s in"
            + " 530\u00a0ms and Spark every=1s in 640\u00a0ms. Greatest capacity: Flink"
            + " buffer=10ms,at-least-once, 181,000 events/s.",
        "es | Con 5.000 eventos/s, Flink buffer=10ms,at-least-once responde en 5,5\u00a0ms en la"
            + " mediana, Spark realtime=5m en 13\u00a0ms, Flink buffer=10ms,exactly-once=1s en"
            + " 530\u00a0ms y Spark every=1s en 640\u00a0ms. Mayor capacidad: Flink"
            + " buffer=10ms,at-least-once, 181.000 eventos/s."
      })
  void verdictIsMadeFromTheFigures(String language, String words) {
    assertThat(verdict(SweepFixture.full(), language)).isEqualTo(words);
  }

  @Test
  void quickSweepShowsShapesOnly() throws IOException {
    SweepReport.write(SweepFixture.quick(), directory, "en");

    assertThat(verdict(SweepFixture.quick(), "en"))
        .startsWith(
            "Shape only (a quick sweep, or one with disturbed points): At 5,000 events/s, Flink");
    assertThat(Files.readString(directory.resolve(Report.HTML)))
        .contains("<li class=\"chip caution\">Shape only</li>")
        .doesNotContain("May be claimed");
  }

  @Test
  void wrongOutputCountsForNothing() throws IOException {
    SweepReport.write(SweepFixture.withWrongOutput(), directory, "en");

    String html = Files.readString(directory.resolve(Report.HTML));
    assertThat(verdict(SweepFixture.withWrongOutput(), "en"))
        .isEqualTo(
            "The output of Spark asap is wrong, so its figures are not compared with anything.");
    assertThat(html)
        .contains("Wrong output", "class=\"number void\"")
        .contains("Spark asap: 1 row missing");
    assertThat(chart(html, "sweep-p50").at("/series/0/void").asBoolean()).isTrue();
  }

  @Test
  void saturatedPointEndsItsCurveAndIsSaid() throws IOException {
    SweepResult full = SweepFixture.full();
    // What comes after saturation, if anything does, is not to be drawn.
    SweepResult.GearCurve asap = full.gears().get(0);
    SweepResult.Point saturated = asap.points().get(3);
    SweepResult.Point after =
        Samples.point(90_000, saturated.endToEndMs(), null, 1, false, null, false, 1, 1, false);
    List<SweepResult.Point> more = Stream.concat(asap.points().stream(), Stream.of(after)).toList();
    SweepResult.GearCurve longer =
        new SweepResult.GearCurve(
            asap.engine(), asap.gear(), asap.parity(), asap.drain(), false, more, List.of(), null);

    SweepReport.write(SweepFixture.of(List.of(longer), true, true), directory, "en");

    String html = Files.readString(directory.resolve(Report.HTML));
    JsonNode curve = chart(html, "sweep-p50").at("/series/0");
    assertThat(curve.at("/points")).hasSize(4);
    assertThat(curve.at("/points/3/at/0").asDouble()).isEqualTo(60_000);
    assertThat(curve.at("/points/3/mark").asText()).isEqualTo("cross");
    assertThat(curve.at("/points/2/mark").asText()).isEqualTo("full");
    assertThat(curve.at("/end").asText()).isEqualTo("saturated");
    assertThat(withoutScripts(html))
        .contains("Spark asap was saturated at 60,000 events/s: it needed 17.5\u00a0s more");
  }

  @Test
  void pointMeasuredOnABusyMachineIsMarked() throws IOException {
    SweepReport.write(SweepFixture.full(), directory, "en");

    JsonNode chart = chart(Files.readString(directory.resolve(Report.HTML)), "sweep-p99");

    assertThat(chart.findValuesAsText("name")).contains("Flink buffer=10ms,exactly-once=1s");
    JsonNode noisy = chart.at("/series/4/points/1");
    assertThat(noisy.at("/mark").asText()).isEqualTo("hollow");
    assertThat(noisy.at("/words").asText()).isEqualTo("disturbed");
  }

  @Test
  void quotesAnEngineThatCouldNotRun() throws IOException {
    SweepReport.write(SweepFixture.full(), directory, "en");

    String quoted = "Spark continuous=1s could not run: “" + SweepFixture.REFUSAL + "”";
    assertThat(SweepReport.console(SweepFixture.full(), "en")).contains(quoted);
    assertThat(Files.readString(directory.resolve("summary.md")))
        .contains(
            "Spark continuous=1s could not run: “Real-time mode doesn't support \\<update\\>");
    assertThat(Files.readString(directory.resolve(Report.HTML)))
        .contains("could not run: “Real-time mode doesn't support &lt;update&gt; output here”");
  }

  @Test
  void showsThePriceOfTransactions() throws IOException {
    SweepReport.write(SweepFixture.full(), directory, "en");

    assertThat(Files.readString(directory.resolve(Report.HTML)))
        .contains(
            "Flink buffer=10ms,exactly-once=1s: the median row is in the broker after 7.5\u00a0ms"
                + " and visible after 530\u00a0ms.");
  }

  @Test
  void frontierJoinsOnlyWhatNoOtherBeats() throws IOException {
    SweepReport.write(SweepFixture.full(), directory, "en");

    String html = Files.readString(directory.resolve(Report.HTML));
    // Flink at-least-once is the fastest engine and the largest; only Spark every=1s is cheaper.
    assertThat(chart(html, "frontier-capacity").at("/frontier")).hasSize(1);
    JsonNode cost = chart(html, "frontier-cost");
    assertThat(cost.at("/frontier")).hasSize(2);
    assertThat(cost.at("/frontier/0/0").asDouble()).isCloseTo(11.55, within(1e-9));
    assertThat(cost.at("/frontier/1/0").asDouble()).isEqualTo(1_216);
    assertThat(cost.at("/series")).hasSize(6);
    assertThat(html).contains("All gears at 5,000 events/s");
  }

  @Test
  void namesTheGearsThatCannotBeCompared() throws IOException {
    List<SweepResult.GearCurve> gears = new ArrayList<>(SweepFixture.full().gears());
    SweepResult.GearCurve asap = gears.get(0);
    gears.set(
        0,
        new SweepResult.GearCurve(
            asap.engine(),
            asap.gear(),
            asap.parity(),
            asap.drain(),
            false,
            asap.points().subList(3, 4),
            List.of(),
            null));

    SweepReport.write(SweepFixture.of(gears, true, true), directory, "en");

    assertThat(Files.readString(directory.resolve(Report.HTML)))
        .contains("The gears at 5,000 events/s, where 5 of 6 can be compared")
        .contains("to be compared at 5,000 events/s: Spark asap.");
  }

  @Test
  void consoleShowsEachGearAtEachRate() {
    String console = SweepReport.console(SweepFixture.full(), "en");

    assertThat(console)
        .contains("Spark asap: right, 40,000 rows")
        .containsPattern("\\| Spark \\(every=1s\\) .*\\| +640 / 1,216 .*\\| +76,300 \\|")
        .contains("(saturated)");
  }

  @Test
  void consoleSaysWhatBecameOfTheStatements() {
    String console = SweepReport.console(SweepFixture.full().with(Fixture.CLAIMS), "en");

    assertThat(console)
        .contains("11.1.2 “The moon is made of cheese.” refuted")
        .contains("11.1.2 “The sun is, too.” not shown");
  }

  @Test
  void csvHasARowForEachGearAndRate() throws IOException {
    SweepReport.write(SweepFixture.full(), directory, "es");

    List<CSVRecord> rows = csv();

    assertThat(rows)
        .filteredOn(row -> row.get("gear").equals("every=1s"))
        .extracting(row -> Double.parseDouble(row.get("endToEndP50Ms")))
        .containsExactly(590.0, 640.0, 760.0, 1_350.0);
    assertThat(rows)
        .filteredOn(row -> row.get("gear").equals("continuous=1s"))
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row.get("unavailable")).isEqualTo(SweepFixture.REFUSAL);
              assertThat(row.get("offeredEventsPerSecond")).isEmpty();
            });
  }

  @Test
  void whatWasNotMeasuredIsADash() throws IOException {
    SweepReport.write(SweepFixture.withNulls(), directory, "en");

    assertThat(SweepReport.console(SweepFixture.withNulls(), "en"))
        .contains("– / –", "4 / –", "saturated, sender late, disturbed");
    assertThat(Files.readString(directory.resolve(Report.HTML)))
        .contains("<li class=\"chip caution\">Outputs not checked</li>")
        .doesNotContain("Outputs right");
    assertThat(csv().get(0).get("cpuSecondsPerMillionEvents")).isEmpty();
    assertThat(verdict(SweepFixture.withNothing(), "en")).startsWith("No latency can be compared");
  }

  private static String verdict(SweepResult sweep, String language) {
    Messages words = new Messages(Language.of(language));
    return new SweepVerdict(SweepView.of(sweep, words), words).verdict();
  }

  private static JsonNode chart(String html, String id) throws IOException {
    Matcher script =
        Pattern.compile("<script type=\"application/json\" id=\"" + id + "\">(.*?)</script>")
            .matcher(html);
    assertThat(script.find()).as(id).isTrue();
    return JSON.readTree(script.group(1));
  }

  private List<CSVRecord> csv() throws IOException {
    String text = Files.readString(directory.resolve(SweepReport.CSV));
    return CSVFormat.RFC4180
        .builder()
        .setHeader()
        .setSkipHeaderRecord(true)
        .get()
        .parse(new StringReader(text))
        .getRecords();
  }

  private static String withoutScripts(String html) {
    return html.replaceAll("(?s)<script[^>]*>.*?</script>", "");
  }
}
