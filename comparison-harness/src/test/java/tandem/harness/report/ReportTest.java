package tandem.harness.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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
import tandem.harness.report.page.Tone;
import tandem.harness.result.PublishedSchema;
import tandem.harness.result.Result;
import tandem.harness.result.ResultJson;
import tandem.model.run.Engine;

class ReportTest {
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
                    Arguments.of("full", Fixture.full(), language),
                    Arguments.of("quick", Fixture.quick(), language),
                    Arguments.of("several", Fixture.several(), language),
                    Arguments.of("looks", Fixture.looks(), language),
                    Arguments.of("meanings", Fixture.meanings(), language),
                    Arguments.of("delays", Fixture.delays(), language),
                    Arguments.of("states", Fixture.states(), language)));
  }

  /** The pages stay under target, to be looked at in a browser. */
  @ParameterizedTest(name = "{0} {2}")
  @MethodSource("pages")
  void pageNeedsNothingFromOutside(String name, Fixture fixture, String language)
      throws IOException {
    Path kept = Path.of("target", "report-samples", name + "-" + language);

    Report.write(fixture.result(), fixture.histograms, kept, language);

    String html = Files.readString(kept.resolve(Report.HTML));
    assertThat(html).contains("<html lang=\"" + language + "\">").hasSizeLessThan(3_000_000);
    assertThat(html).doesNotContainPattern("<script[^>]*\\ssrc");
    assertThat(withoutScripts(html))
        .doesNotContainPattern(FETCHED)
        .doesNotContain("<link", "<iframe", "<img", "<object", "<base");
  }

  @Test
  void pageEscapesWhatAUserWrote() throws IOException {
    Fixture fixture = Fixture.several();

    Report.write(fixture.result(), fixture.histograms, directory, "en");

    String html = Files.readString(directory.resolve(Report.HTML));
    assertThat(html).doesNotContain("<script>alert").contains("&lt;script&gt;alert");
    assertThat(Files.readString(directory.resolve("summary.md")))
        .doesNotContain("<script>alert('x')</script> & \"quoted\" | piped**");
  }

  @ParameterizedTest
  @CsvSource({
    "en, The moon is made of cheese., refuted, not shown, nobody came near",
    "es, La luna es de queso., refutada, no demostrada, nadie se acercó"
  })
  void statementsStandWithTheirVerdictsAndFigures(
      String language, String statement, String refuted, String notShown, String reason)
      throws IOException {
    Fixture fixture = Fixture.full();

    Report.write(fixture.result(), fixture.histograms, directory, language);

    assertThat(Files.readString(directory.resolve(Report.HTML)))
        .contains(statement, refuted, notShown, reason);
    assertThat(Files.readAllLines(directory.resolve("summary.md")))
        .anySatisfy(
            row ->
                assertThat(row).startsWith("| " + statement).contains("| " + refuted + " |", "480"))
        .anySatisfy(row -> assertThat(row).contains("| " + notShown + " |", reason));
  }

  @Test
  void chartDataCannotEndItsScript() {
    Contender hostile =
        new Contender(
            Engine.SPARK,
            Fixture.HOSTILE,
            Fixture.full().result().exercises().get(0).measures().spark(),
            Tone.PLAIN);
    ChartJson json = ChartJson.bars("x");

    json.bar(hostile, "", 1);

    assertThat(json.toString()).doesNotContain("<", ">", "&").contains("alert");
  }

  @Test
  void showsWhereTheTimeGoesAndWhatIsNotExplained() throws IOException {
    Fixture fixture = Fixture.full();

    Report.write(fixture.result(), fixture.histograms, directory, "en");

    assertThat(Files.readString(directory.resolve(Report.HTML)))
        .contains("Where the time goes", "Waiting in Kafka", "By the job’s own clock")
        .contains("\"kind\":\"parts\"", "\"stage\":\"wait\"");
    // a line for each: what reports no stages, and parts that are not to be relied on
    assertThat(Files.readString(directory.resolve("summary.md")))
        .contains("Median: produce / wait / engine / visible, ms")
        .contains("Spark, Around the 99th percentile: 30\u00a0% of the latency is unexplained");
    assertThat(Files.readString(directory.resolve(Report.HTML)))
        .contains("Floor reports no stages here");
  }

  @Test
  void showsTheStateOfAllTimedVariantsOnOneAxis() throws IOException {
    Fixture fixture = Fixture.states();

    Report.write(fixture.result(), fixture.histograms, directory, "en");

    String html = Files.readString(directory.resolve(Report.HTML));
    String chart = html.substring(html.indexOf("id=\"x-11-3-2-tumbling-state\""));
    assertThat(chart.substring(0, chart.indexOf("</script>")))
        .contains("\"kind\":\"panels\"", "\"kind\":\"time\"")
        .contains("Spark · tumbling", "Flink · growing", "seconds of a micro-batch")
        .doesNotContain("\"mark\"");
    // a straight line of a hundred a minute through twenty minutes, right to the end and drawn on
    assertThat(withoutScripts(html))
        .contains("Levels off from", "grows on", "2024-01-01 00:10 UTC")
        .contains("30,000", "5\u00a0h", "6\u00a0MB");
  }

  @Test
  void addsTheWatermarksDelayToWhatWasMeasured() throws IOException {
    Fixture fixture = Fixture.delays();

    Report.write(fixture.result(), fixture.histograms, directory, "en");

    String html = Files.readString(directory.resolve(Report.HTML));
    String chart = html.substring(html.indexOf("id=\"x-11-6-3-once-per-window-delay\""));
    assertThat(chart.substring(0, chart.indexOf("</script>")))
        .contains("Spark · measured part", "Flink · measured part", "Flink · age of the row")
        .containsPattern(
            "Spark · age of the row[^\\[]*"
                + "\\[\\[5\\.0,30[01]\\.\\d+],\\[15\\.0,90[01]\\.\\d+],\\[30\\.0,180[01]\\.\\d+]]");
    // with the headline alone, which waits for nothing, and not with each of the delays
    assertThat(withoutScripts(html)).containsOnlyOnce("Delay and latency");
  }

  @Test
  void oneDelayIsNoComparison() throws IOException {
    Fixture fixture = Fixture.states();

    Report.write(fixture.result(), fixture.histograms, directory, "en");

    assertThat(Files.readString(directory.resolve(Report.HTML)))
        .doesNotContain("Delay and latency");
  }

  @Test
  void readsResultsOfBeforeThereWasAnAnatomy() throws IOException {
    Fixture fixture = Fixture.full();
    Report.write(fixture.result(), fixture.histograms, directory, "en");
    Path file = directory.resolve(Report.RESULT_JSON);
    ObjectNode old = (ObjectNode) JSON.readTree(file.toFile());
    old.findParents("anatomy").forEach(each -> ((ObjectNode) each).remove("anatomy"));
    JSON.writeValue(file.toFile(), old);

    PublishedSchema.RESULT.validate(old);
    Result read = Report.read(directory).result();

    assertThat(read.exercises().get(0).measures().spark().anatomy()).isNull();
    assertThat(read.exercises().get(0).measures().spark().latencyMs()).isNotNull();
  }

  @Test
  void wrongOutputIsGreyAndNeverCompared() throws IOException {
    Fixture fixture = Fixture.several();

    Report.write(fixture.result(), fixture.histograms, directory, "en");

    String html = Files.readString(directory.resolve(Report.HTML));
    assertThat(html)
        .contains("The output of Flink is wrong")
        .contains("class=\"tile flink void\"")
        .contains("class=\"number void\"")
        .contains("evento_id=e17");
    assertThat(Report.console(fixture.result(), "en"))
        .contains("Flink: WRONG: 40,000 rows expected, 1 missing, 0 too many, 1 different")
        .contains("(5.5");
    assertThat(fixture.result().exercises().get(0).comparison())
        .filteredOn(row -> row.denominator() == Engine.FLINK)
        .isNotEmpty()
        .allSatisfy(row -> assertThat(row.ratio()).isNull());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "en | Shape only (a quick run): Flink answers 48.9 times as fast as Spark",
        "es | Solo la forma (ejecución rápida): Flink responde 48,9 veces más rápido que Spark"
      })
  void verdictOfAQuickRunSaysSo(String language, String beginning) {
    assertThat(new Verdict(new Messages(Language.of(language))).of(Fixture.quick().result()))
        .startsWith(beginning);
  }

  @Test
  void verdictNamesTheFasterAtBothPercentiles() {
    assertThat(new Verdict(new Messages(Language.EN)).of(Fixture.full().result()))
        .matches(
            "Flink answers \\d\\d\\.\\d times as fast as Spark at the median, and"
                + " \\d\\d\\.\\d times as fast at the 99th percentile\\."
                + " Flink works off a backlog 2\\.\\d+ times as fast as Spark\\.");
  }

  @Test
  void saysThatNothingWasTimed() throws IOException {
    Result result = Fixture.parityOnly().result();

    Report.write(result, Map.of(), directory, "en");

    String words = "Spark and Flink put out exactly what they should. Nothing was timed.";
    assertThat(Report.console(result, "en")).contains(words).doesNotContain("Latency");
    assertThat(directory.resolve("summary.md")).content().contains(words);
    assertThat(withoutScripts(Files.readString(directory.resolve(Report.HTML))))
        .contains(words)
        .doesNotContain("<h3>At a glance</h3>", "<h3>Throughput</h3>", "<h3>Resources");
  }

  @Test
  void lossesThatAreToBeShownAreNotCalledRight() throws IOException {
    Result result = Fixture.losing().result();

    Report.write(result, Map.of(), directory, "en");

    assertThat(Report.console(result, "en"))
        .contains("Spark: at most once. Rows were lost in the crash")
        .contains("Spark: as promised, 128 rows of which 8 were lost")
        .contains("Flink: right, 128 rows")
        .doesNotContain("exactly what");
    assertThat(withoutScripts(Files.readString(directory.resolve(Report.HTML))))
        .contains("Outputs as promised")
        .doesNotContain("Outputs right");
  }

  @Test
  void drawsWhatAReaderFindsAfterEachKillOfBothVariants() throws IOException {
    Report.write(Fixture.looks().result(), Map.of(), directory, "en");

    String html = Files.readString(directory.resolve(Report.HTML));
    String chart = html.substring(html.indexOf("id=\"x-11-2-5-overwrite-killed-looks\""));
    assertThat(chart.substring(0, chart.indexOf("</script>")))
        .contains("\"kind\":\"steps\"")
        .contains("\"names\":[\"After kill 1\",\"After kill 2\",\"At the end\"]")
        .contains("Spark · overwrite-killed", "[[0,180],[1,120],[2,240]]")
        .contains("Flink · delta-killed", "[[0,120],[1,120],[2,240]]");
  }

  @Test
  void showsTheRowsThatTellTwoMeaningsApart() throws IOException {
    Result result = Fixture.meanings().result();
    Report.write(result, Map.of(), directory, "en");

    assertThat(Files.readString(directory.resolve(Report.HTML)))
        .contains("What the engines mean by a watermark")
        .contains("Row as Spark means it", "Row as Flink means it")
        .contains("count=2", "count=5", "count=6");
    assertThat(Report.read(directory).result()).isEqualTo(result);
  }

  @Test
  void readsBackWhatItWrote() throws IOException {
    Fixture fixture = Fixture.several();
    List<Path> files = Report.write(fixture.result(), fixture.histograms, directory, "en");
    String html = Files.readString(directory.resolve(Report.HTML));

    Report.Finished read = Report.read(directory);

    assertThat(read.result()).isEqualTo(fixture.result());
    assertThat(read.histograms().keySet()).isEqualTo(fixture.histograms.keySet());
    Report.write(read.result(), read.histograms(), directory, "en");
    assertThat(directory.resolve(Report.HTML)).hasContent(html);
    assertThat(files).first().isEqualTo(directory.resolve(Report.RESULT_JSON));
  }

  @Test
  void schemaRefusesWhatIsNotAResult() {
    ObjectNode good = JSON.valueToTree(Fixture.full().result());
    PublishedSchema.RESULT.validate(good);

    ObjectNode unknownField = good.deepCopy().put("surprise", 1);
    ObjectNode noVerdict = good.deepCopy();
    ((ObjectNode) noVerdict.path("comparison").get(0)).put("verdict", "faster");
    ObjectNode noParity = good.deepCopy();
    ((ObjectNode) noParity.path("exercises").get(0)).remove("parity");

    for (ObjectNode bad : List.of(unknownField, noVerdict, noParity)) {
      assertThatIllegalStateException()
          .isThrownBy(() -> PublishedSchema.RESULT.validate(bad))
          .withMessageContaining("schema");
    }
  }

  @Test
  void measuresAreReadableCsv() throws IOException {
    Fixture fixture = Fixture.full();
    Report.write(fixture.result(), fixture.histograms, directory, "es");

    List<CSVRecord> rows = csv("measures.csv");

    assertThat(rows)
        .filteredOn(row -> row.get("engine").equals("flink"))
        .filteredOn(row -> row.get("figure").equals("drain.eventsPerSecond"))
        .extracting(row -> Double.parseDouble(row.get("value")))
        .containsExactly(181_000.0);
    assertThat(csv("percentiles.csv"))
        .filteredOn(row -> row.get("engine").equals("spark") && row.get("clock").equals("broker"))
        .extracting(row -> Double.parseDouble(row.get("latencyMs")))
        .isSorted()
        .hasSizeGreaterThan(50);
  }

  @Test
  void writesAHistogramForEachContenderAndClock() throws IOException {
    Fixture fixture = Fixture.full();

    List<Path> files = Report.write(fixture.result(), fixture.histograms, directory, "en");

    assertThat(files)
        .extracting(file -> file.getFileName().toString())
        .contains("11.1.2_kafka_spark_endToEnd.hgrm", "11.1.2_kafka_floor_broker.hdr");
    assertThat(directory.resolve("11.1.2_kafka_spark_endToEnd.hgrm"))
        .content()
        .contains("Total count    =        20000");
  }

  @Test
  void summaryIsMarkdownInTheLanguageAskedFor() throws IOException {
    Fixture fixture = Fixture.full();

    Report.write(fixture.result(), fixture.histograms, directory, "es");

    assertThat(directory.resolve("summary.md"))
        .content()
        .startsWith("# Tandem: 11.1.2 · kafka · El primer job de streaming")
        .contains("| Participante | Igual | Esperadas |")
        .contains("| Latencia p50 |")
        .contains("69.100");
  }

  @Test
  void namesARunThatIsNotThere() {
    assertThatExceptionOfType(HarnessException.class)
        .isThrownBy(() -> Report.read(directory))
        .withMessage("there is no result.json in " + directory)
        .matches(e -> e.exitCode() == ExitCode.USAGE);
  }

  @ParameterizedTest
  @CsvSource({"'{', can't read", "'{\"schemaVersion\": 99}', schema version 99", "'[]', schema"})
  void namesAResultThatItCannotRead(String content, String words) throws IOException {
    Files.writeString(directory.resolve(Report.RESULT_JSON), content);

    assertThatExceptionOfType(HarnessException.class)
        .isThrownBy(() -> Report.read(directory))
        .withMessageContaining(words)
        .satisfies(e -> assertThat(e.getMessage()).hasLineCount(1));
  }

  @Test
  void namesADirectoryThatItCannotWriteTo() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "");
    Result result = Fixture.full().result();

    assertThatExceptionOfType(HarnessException.class)
        .isThrownBy(() -> Report.write(result, Fixture.full().histograms, file, "en"))
        .matches(e -> e.exitCode() == ExitCode.ENVIRONMENT);
  }

  private List<CSVRecord> csv(String name) throws IOException {
    String text = Files.readString(directory.resolve(name));
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
