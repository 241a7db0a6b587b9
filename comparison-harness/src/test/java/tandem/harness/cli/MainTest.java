package tandem.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import tandem.harness.result.PublishedSchema;
import tandem.model.catalog.Catalog;

/**
 * What a user is told, and with which exit code, when a command line is wrong; and what the light
 * commands print.
 */
final class MainTest {
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

  @Command(name = "greedy")
  private static final class Greedy implements Callable<Integer> {
    @Override
    public Integer call() {
      throw new OutOfMemoryError("as where a million records come every second");
    }
  }

  @Test
  void moreRecordsThanTheMemoryHoldsAreNamedWithTheMend() {
    assertThat(Main.execute(new CommandLine(new Greedy()))).isEqualTo(2);

    assertThat(err.toString(StandardCharsets.UTF_8))
        .startsWith("tandem: the records of one phase do not fit into the driver's memory")
        .contains("lower the rate")
        .doesNotContain("\tat ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "run 11.3.3x | 2 | did you mean 11.3.3?",
        "watermark | 2 | --profile",
        "watermark --profile nadie | 2 | there is no lateness profile 'nadie'",
        "watermark --profile bank --window soon | 2 | soon' is no duration",
        "watermark --profile bank --window 0s | 2 | a window must be longer",
        "watermark --profile bank --tolerate 200 | 2 | is not between 0 and 1",
        "watermark --trace /nowhere.trace | 2 | /nowhere.trace",
        "run 11.3.2 --variant tumblin | 2 | did you mean tumbling?",
        "run 11.1.2 --engine storm | 2 | --engine",
        "run 11.1.2 --heap much | 2 | --heap 'much' is no size",
        "run 11.1.2 --parallelism 0 | 2 | --parallelism 0",
        "run 11.1.2 --rate -5 | 2 | --rate",
        "sweep 11.1.1 --quick --rates 1000,90000000 | 2 | the driver's memory holds about",
        "run 11.1.2 --events -1 | 2 | --events -1",
        "run 11.1.2 --out /proc/none | 2 | --out",
        "run 11.1.2 --fail-if often | 2 | --fail-if 'often'",
        "run 11.1.2 --trace /nowhere.trace | 2 | /nowhere.trace",
        "run 11.1.2 --bootstrap nonsense | 2 | --bootstrap 'nonsense'",
        "run 11.1.2 --bootstrap 127.0.0.1:1 | 6 | no Kafka answers at 127.0.0.1:1",
        "run 11.3.4 --postgres localhost | 2 | --postgres 'localhost' is no address",
        "run 11.3.4 --redis localhost | 2 | --redis 'localhost' is no address",
        "run 11.3.4 --variant postgres --postgres jdbc:postgresql://127.0.0.1:1/x?password=s3cret | 6 | no PostgreSQL answers at jdbc:postgresql://127.0.0.1:1/x?password=*** (",
        "crash 11.3.4 --variant redis --redis 127.0.0.1:1 | 6 | no Redis answers at redis://127.0.0.1:1 (",
        "run 11.1.2 --spark-gear fast | 2 | Spark has no gear 'fast'",
        "run 11.1.2 --heap 9000g | 6 | MB of memory free",
        "sweep 11.3.2 | 2 | a sweep takes one exercise, and a variant that answers each event",
        "sweep 11.1.5 | 2 | at a steady rate",
        "sweep 11.3.1 --variant running-count --gear floor | 2 | the floor can't do what keeps state",
        "sweep 11.1.1 --rates 5,3 | 2 | --rates",
        "sweep 11.1.1 --gear storm | 2 | --gear 'storm' names no engine",
        "sustain 11.3.2 | 2 | answers each event (not each window)",
        "sustain 11.1.2 --start 5 | 2 | --start 5 is too low",
        "sustain 11.1.2 --gear storm | 2 | --gear 'storm' names no engine",
        "sustain 11.1.2 --gear spark:available-now | 2 | tandem drain",
        "sustain 11.3.2 --variant tumbling-update --gear floor | 2 | the floor can't do what keeps state",
        "sustain 11.1.2 --gear flink:sometimes | 2 | Flink has no gear 'sometimes'",
        "drain 11 | 2 | drain takes one exercise",
        "drain 11.1.2 --gear spark --gear spark:every=1s | 2 | --gear names spark twice",
        "drain 11.1.2 --events 0 | 2 | nothing to drain",
        "drain 11.1.2 --duration 5 | 2 | no live traffic",
        "drain 11.1.2 --repeat 0 | 2 | --repeat",
        "crash 11 | 2 | a crash test takes one exercise",
        "crash 11.1.2 --variant console | 2 | a crash test takes one exercise",
        "crash 11.1.1 --gear storm | 2 | --gear 'storm' names no engine",
        "crash 11.1.1 --gear flink:fast | 2 | Flink has no gear 'fast'",
        "crash 11.1.1 --gear floor | 2 | --gear 'floor' has nothing to recover",
        "crash 11.1.1 --gear spark:available-now | 2 | has nothing to recover",
        "crash 11.1.1 --rate 0 | 2 | --rate",
        "crash 11.1.1 --warmup 0 | 2 | --warmup",
        "show 12.9.9 | 2 | there is no exercise '12.9.9'",
        "report /nowhere | 2 | holds no result.json",
        "compare /nowhere /nowhere | 2 | holds no result.json and no sweep.json",
        "compare /nowhere | 2 | compare takes two folders",
        "compare --aa 11.1.9 | 2 | there is no exercise",
        "compare --aa 11.1.2 --engine floor | 2 | no place for a planted wait",
        "compare --aa 11.1.2 --engine spark --gear realtime=5m | 2 | no place for a planted wait",
        "compare --aa 11.1.2 --runs 0 | 2 | --runs 0 must be greater than 0",
        "compare --aa 11.1.2 --events 0 | 2 | --events 0",
        "compare --aa 11.3 | 2 | --aa takes one exercise",
        "trace | 2 | trace needs one of",
        "fly | 2 | fly",
      })
  void aMistakeIsOneLineWithItsMend(String line, int code, String told) {
    assertThat(Main.execute(line.strip().split(" "))).isEqualTo(code);
    assertThat(err.toString(StandardCharsets.UTF_8).strip().lines())
        .hasSize(1)
        .first()
        .asString()
        .contains(told);
  }

  @Test
  void aDamagedTraceIsToldSo() throws Exception {
    Path file = Files.writeString(directory.resolve("x.trace"), "{\"format\":\"tandem-trace/1\"");
    assertThat(Main.execute("trace", "verify", file.toString())).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8).lines())
        .hasSize(1)
        .first()
        .asString()
        .contains("damaged");
  }

  @Test
  void recommendsAWatermark() throws Exception {
    assertThat(Main.execute("watermark", "--profile", "bank", "--json")).isZero();
    JsonNode table = new ObjectMapper().readTree(out.toByteArray());
    assertThat(table.path("candidates")).hasSize(19);
    assertThat(table.path("recommended").path("delay").asText()).isEqualTo("PT30S");
    assertThat(table.path("reason").asText()).isEqualTo("all_the_margin");
  }

  @Test
  void sizesAWatermarkForPeople() {
    assertThat(
            Main.execute(
                "watermark",
                "--profile",
                "bank",
                "--delays",
                "1s,5m",
                "--within",
                "1h",
                "--lang",
                "es"))
        .isZero();
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("espera", "recomendado: 5m");
  }

  @Test
  void listsForMachines() throws Exception {
    assertThat(Main.execute("list", "--json")).isZero();
    JsonNode list = new ObjectMapper().readTree(out.toByteArray());
    assertThat(list).hasSize(Catalog.all().size());
    int place = Catalog.all().indexOf(Catalog.exercise("11.3.2"));
    JsonNode windows = list.get(place);
    assertThat(windows.path("id").asText()).isEqualTo("11.3.2");
    assertThat(windows.path("variants").get(0).asText()).isEqualTo("tumbling");
    assertThat(windows.path("headline").asText()).isEqualTo("tumbling");
    assertThat(windows.path("questions").get(0).path("answeredBy").asText())
        .isEqualTo("variant:sliding");
  }

  @ParameterizedTest
  @EnumSource
  void printsTheSchemaOfEachFile(PublishedSchema kind) throws Exception {
    assertThat(Main.execute("schema", kind.toString())).isZero();
    JsonNode schema = new ObjectMapper().readTree(out.toByteArray());
    assertThat(schema.path("$id").asText()).isEqualTo("urn:tandem:" + kind + ":1");
  }

  @Test
  void doctorSaysWhichServersARunStarts() {
    Main.execute("doctor", "11.3.4", "--variant", "all", "--redis", "redis://:s3cret@db:6379");
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("starts Kafka, PostgreSQL")
        .contains("uses Redis at redis://:***@db:6379");
  }

  @Test
  void showsInSpanish() {
    assertThat(Main.execute("show", "11.3.3", "--lang", "es")).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("sesiones a mano")
        .contains("ArbitraryStateJob.java");
  }

  @Test
  void aTraceIsMadeVerifiedAndShown() {
    String file = directory.resolve("t.trace").toString();
    assertThat(
            Main.execute(
                "trace", "gen", "11.3.2", "--purpose", "parity", "--seed", "3", "--out", file))
        .isZero();
    assertThat(Main.execute("trace", "verify", file)).isZero();
    assertThat(Main.execute("trace", "show", file, "--limit", "2")).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("sha256").contains("evento_id");
  }
}
