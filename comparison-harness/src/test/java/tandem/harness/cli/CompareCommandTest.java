package tandem.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two runs side by side from the command line, on the runs that the project keeps. */
final class CompareCommandTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path RUN = Path.of("../results/2026-11-21-11.1.2-quick");
  private static final Path SUITE = Path.of("../results/2026-11-21-aa-11.1.2-flink");
  private static final Path SWEEP = Path.of("../results/2026-11-21-sweep-11.1.1-quick");

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final PrintStream systemOut = System.out;
  private final PrintStream systemErr = System.err;
  @TempDir private Path directory;

  @BeforeEach
  void capture() {
    System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
    System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
  }

  @AfterEach
  void release() {
    System.setOut(systemOut);
    System.setErr(systemErr);
  }

  @Test
  void aQuickRunBesideItselfShowsShapes() throws Exception {
    Path report = directory.resolve("report");

    assertThat(
            Main.execute(
                "compare", RUN.toString(), RUN.toString(), "--json", "--out", report.toString()))
        .isZero();

    JsonNode rows = JSON.readTree(out.toByteArray()).path("rows");
    assertThat(rows).hasSize(12);
    assertThat(rows).allMatch(row -> row.path("ratio").asDouble() == 1);
    assertThat(rows).allMatch(row -> row.path("verdict").asText().equals("shape-only"));
    assertThat(report.resolve("compare.json")).isNotEmptyFile();
    assertThat(report.resolve("report.html")).isNotEmptyFile();
    assertThat(Main.execute("report", report.toString(), "--lang", "es")).isZero();
    assertThat(Files.readString(report.resolve("summary.md"))).contains("Solo formas");
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "es"})
  void aSweepIsComparedRateByRate(String language) {
    assertThat(Main.execute("compare", SWEEP.toString(), SWEEP.toString(), "--lang", language))
        .isZero();
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("realtime=5m").contains("/s)");
  }

  @Test
  void otherTrafficIsSaidAndEndsWithTwo() throws Exception {
    ObjectNode other = (ObjectNode) JSON.readTree(RUN.resolve("result.json").toFile());
    for (JsonNode trace : other.path("run").path("traces")) {
      ((ObjectNode) trace).put("sha256", "ab".repeat(32));
    }
    Files.writeString(directory.resolve("result.json"), other.toString());

    assertThat(Main.execute("compare", RUN.toString(), directory.toString())).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8).strip().lines())
        .singleElement()
        .asString()
        .contains("can be compared: other traffic");
  }

  @Test
  void aRunIsNotComparedWithASweep() {
    assertThat(Main.execute("compare", RUN.toString(), SWEEP.toString())).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("compare two runs or two sweeps");
  }

  @Test
  void theReportOfARunIsNotOverwritten() throws Exception {
    Files.copy(RUN.resolve("result.json"), directory.resolve("result.json"));

    assertThat(
            Main.execute("compare", RUN.toString(), RUN.toString(), "--out", directory.toString()))
        .isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("holds a run");
  }

  @Test
  void aSuiteGoesOnWithTheSameOptionsOnly() throws Exception {
    ObjectNode suite = (ObjectNode) JSON.readTree(SUITE.resolve("aa.json").toFile());
    ((ObjectNode) suite.at("/run/options")).put("heap", "3g");
    Files.writeString(directory.resolve("aa.json"), suite.toString());

    assertThat(Main.execute("compare", "--aa", "11.1.2", "--out", directory.toString()))
        .isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8).strip().lines())
        .singleElement()
        .asString()
        .contains("holds a aa.json of other options");
  }
}
