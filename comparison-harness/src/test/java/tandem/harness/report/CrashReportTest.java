package tandem.harness.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tandem.harness.HarnessException;
import tandem.harness.cli.Main;
import tandem.harness.result.CrashResult;
import tandem.harness.result.CrashResult.Recovery;
import tandem.harness.result.PublishedSchema;
import tandem.harness.result.ResultJson;

final class CrashReportTest {
  @TempDir private Path directory;

  static Stream<Arguments> pages() {
    return Stream.of("en", "es")
        .flatMap(
            language ->
                Stream.of(
                    Arguments.of("kept", CrashFixture.kept(), language),
                    Arguments.of("broken", CrashFixture.broken(), language),
                    Arguments.of("nulls", CrashFixture.withNulls(), language),
                    Arguments.of("nothing", CrashFixture.withNothing(), language)));
  }

  /** The pages stay under target, to be looked at in a browser. */
  @ParameterizedTest(name = "{0} {2}")
  @MethodSource("pages")
  void readsBackWhatItWrote(String name, CrashResult crash, String language) throws IOException {
    Path kept = Path.of("target", "report-samples", "crash-" + name + "-" + language);
    List<Path> files = CrashReport.write(crash, kept, language);
    assertThat(files)
        .extracting(file -> file.getFileName().toString())
        .containsExactly("crash.json", "report.html", "summary.md");
    assertThat(CrashReport.read(kept)).usingRecursiveComparison().isEqualTo(crash);
    assertThat(Files.readString(kept.resolve(Report.HTML)))
        .contains("<html lang=\"" + language + "\">")
        .doesNotContain("<script>alert")
        .doesNotContainPattern("<script[^>]*\\ssrc");
    assertThat(CrashReport.console(crash, language)).startsWith("11.1.2 kafka: ");
  }

  @Test
  void saysWhatTookHowLongAndWhatCameAgain() throws IOException {
    CrashReport.write(CrashFixture.kept(), directory, "en");
    String summary = Files.readString(directory.resolve("summary.md"));
    assertThat(summary.replace('\u00a0', ' '))
        .contains(
            "Killed at 1,500 events/s, Flink at-least-once delivers again after 6.25 s, "
                + "Flink exactly-once=1s after 7.75 s and Spark asap after 17.2 s.")
        .contains("All 3 promises were kept")
        .contains("Flink at-least-once put out 251 rows again");
  }

  @Test
  void aBrokenPromiseComesFirstAndVoidsItsTimes() throws IOException {
    CrashReport.write(CrashFixture.broken(), directory, "en");
    String summary = Files.readString(directory.resolve("summary.md"));
    assertThat(summary)
        .contains("**Flink exactly-once=1s broke its promise: 3 rows lost, 7 once too often, 0")
        .contains("~~7.75\u00a0s~~")
        .doesNotContain("~~6.25");
  }

  @Test
  void theKillIsInTheChart() {
    String page =
        HtmlReport.render(new CrashPage(CrashFixture.kept(), new Messages(Language.EN)).page());
    assertThat(page).contains("\"events\":[{\"at\":0.0,\"name\":\"SIGKILL\"}]");
  }

  @Test
  void whatDoesNotFitTheSchemaIsRefused() {
    ObjectNode json = ResultJson.mapper().valueToTree(CrashFixture.kept());
    PublishedSchema.CRASH.validate(json);
    ((ObjectNode) json.path("recoveries").get(0)).put("guarantee", "perhaps");
    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(() -> PublishedSchema.CRASH.validate(json))
        .withMessageContaining("guarantee");
    JsonNode schema = json("/schema/crash.schema.json");
    assertThat(schema.path("$id").asText()).isEqualTo("urn:tandem:crash:1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "{\"schemaVersion\":1}", "{"})
  void aDamagedFileIsOneLine(String content) throws IOException {
    Files.writeString(directory.resolve("crash.json"), content);
    assertThatExceptionOfType(HarnessException.class)
        .isThrownBy(() -> CrashReport.read(directory))
        .satisfies(e -> assertThat(e.getMessage().lines()).hasSize(1));
  }

  @Test
  void theReportCommandDrawsItAnew() throws IOException {
    CrashReport.write(CrashFixture.kept(), directory, "en");
    assertThat(Main.execute("report", directory.toString(), "--lang", "es")).isZero();
    assertThat(Files.readString(directory.resolve("report.html"))).contains("<html lang=\"es\">");
  }

  @Test
  void onlyWhatIsKnownCountsAsBroken() {
    assertThat(CrashFixture.kept().broken()).isFalse();
    assertThat(CrashFixture.withNulls().recoveries()).extracting(Recovery::kept).containsNull();
    assertThat(CrashFixture.withNulls().broken()).isFalse();
    assertThat(CrashFixture.broken().broken()).isTrue();
  }

  private static JsonNode json(String resource) {
    try (var in = CrashReportTest.class.getResourceAsStream(resource)) {
      return ResultJson.mapper().readTree(in);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
