package tandem.flink.runtime.delta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.state.CheckpointListener;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tandem.flink.runtime.LocalDates;
import tandem.model.codec.Json;

/** What is in a Delta table after jobs that fail, and what a record looks like when it is read. */
class DeltaSinkTest {
  private static final int ROWS = 1_000;
  private static final int ROWS_OF_A_CHECKPOINT = 100;
  private static final String LOG = "table/_delta_log";

  @TempDir private Path directory;
  private String location;

  /** A record with every type of column. */
  public record Fila(
      String texto, long numero, Double importe, Instant instante, LocalDate fecha) {}

  @BeforeEach
  void newTable() {
    LocalDates.register();
    location = "file://" + directory.resolve("table");
  }

  @Test
  void eachRowIsThereOnceAfterTwoFailures() throws Exception {
    FailsTwice.FAILURES.set(0);
    Configuration settings = new Configuration();
    settings.setString("restart-strategy.type", "fixed-delay");
    settings.setString("restart-strategy.fixed-delay.attempts", "2");
    settings.setString("restart-strategy.fixed-delay.delay", "0 s");
    settings.setString("execution.checkpointing.interval", "50 ms");
    settings.setString("execution.checkpointing.dir", directory.resolve("chk").toUri().toString());
    StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(2, settings);
    // as many rows for each checkpoint, so that the job lives through several of them
    DataGeneratorSource<Long> numbers =
        new DataGeneratorSource<>(
            number -> number,
            ROWS,
            RateLimiterStrategy.perCheckpoint(ROWS_OF_A_CHECKPOINT),
            Types.LONG);
    env.fromSource(numbers, WatermarkStrategy.noWatermarks(), "numbers")
        .map(new FailsTwice(directory.resolve(LOG).toString()))
        .map(DeltaSinkTest::row)
        .returns(Fila.class)
        .sinkTo(new DeltaSink<>(Fila.class, location, List.of("fecha"), "twice"));

    env.execute();

    assertThat(FailsTwice.FAILURES).hasValue(2);
    List<String> expected =
        IntStream.range(0, ROWS).mapToObj(i -> json(row((long) i))).sorted().toList();
    assertThat(rows()).isEqualTo(expected);
    List<String> added = added();
    assertThat(added).as("files that were committed").doesNotHaveDuplicates();
    assertThat(added).hasSizeGreaterThan(3);
  }

  @Test
  void aTransactionThatIsThereIsNotAddedAgain() throws Exception {
    Fila row = row(1L);

    assertThat(append("one", 7, row)).isTrue();
    assertThat(append("one", 7, row)).isFalse();
    assertThat(append("one", 6, row)).isFalse();
    assertThat(rows()).containsExactly(json(row));
    // another start of the job begins to count again
    assertThat(append("two", 1, row)).isTrue();
    assertThat(rows()).containsExactly(json(row), json(row));
  }

  @Test
  void everyTypeAndEveryNullComesBack() throws Exception {
    List<Fila> given =
        List.of(
            new Fila("ñandú \"x\" / 50 %", Long.MAX_VALUE, 0.1, at("12:00:00.001"), day(1)),
            new Fila("", Long.MIN_VALUE, -1e300, at("23:59:59.999"), day(2)),
            new Fila(null, 0, null, null, null));

    append("one", 1, given.toArray(Fila[]::new));

    assertThat(rows()).isEqualTo(given.stream().map(DeltaSinkTest::json).sorted().toList());
  }

  @Test
  void aTableThatNothingWasWrittenToHasNoRows() throws Exception {
    assertThat(rows()).isEmpty();
  }

  private boolean append(String appId, long version, Fila... rows) throws Exception {
    List<String> byText = List.of("texto");
    RecordType type = RecordType.of(Fila.class);
    try (DeltaWriter<Fila> writer = new DeltaWriter<>(type, location, byText, appId)) {
      for (Fila row : rows) {
        writer.write(row, null);
      }
      writer.flush(false);
      List<DeltaCommittable> files = List.copyOf(writer.prepareCommit());
      return new DeltaTable(location).append(type.schema(), byText, appId, version, files);
    }
  }

  private List<String> rows() throws Exception {
    List<String> rows = new ArrayList<>();
    new DeltaTable(location).read(rows::add);
    return rows.stream().sorted().toList();
  }

  /** The files in the table's log: one that is in it twice is there once, so rows don't tell. */
  private List<String> added() throws IOException {
    Pattern path = Pattern.compile("\\{\"add\":\\{\"path\":\"([^\"]+)\"");
    return path.matcher(log(directory.resolve(LOG)))
        .results()
        .map(match -> match.group(1))
        .toList();
  }

  private static String log(Path folder) throws IOException {
    StringBuilder text = new StringBuilder();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.json")) {
      for (Path file : files) {
        text.append(Files.readString(file));
      }
    } catch (NoSuchFileException notYet) {
      return "";
    }
    return text.toString();
  }

  private static Fila row(Long number) {
    return new Fila(
        "fila " + number, number, number / 4.0, at("10:00:00.000"), day(1 + number % 3));
  }

  private static Instant at(String time) {
    return Instant.parse("2026-03-01T" + time + "Z");
  }

  private static LocalDate day(long day) {
    return LocalDate.of(2026, 3, (int) day);
  }

  private static String json(Fila row) {
    return new String(Json.row(row), StandardCharsets.UTF_8);
  }

  /**
   * Fails once when a checkpoint is in the table and the next is being made, and once when a
   * checkpoint has just been completed and is in the table or not. Both times Flink asks to commit
   * it again.
   */
  private static final class FailsTwice
      implements MapFunction<Long, Long>, CheckpointedFunction, CheckpointListener {
    private static final long serialVersionUID = 1L;
    private static final AtomicInteger FAILURES = new AtomicInteger();

    private final String log;
    private transient long completed;

    FailsTwice(String log) {
      this.log = log;
    }

    @Override
    public Long map(Long number) {
      return number;
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) {
      if (completed > 0 && FAILURES.get() == 0) {
        String committed = "\"txn\":{\"appId\":\"twice\",\"version\":" + completed + ",";
        await().until(() -> log(Path.of(log)).contains(committed));
        fail(0);
      }
    }

    @Override
    public void notifyCheckpointComplete(long checkpoint) {
      completed = checkpoint;
      fail(1);
    }

    @Override
    public void initializeState(FunctionInitializationContext context) {
      // what has been completed before a failure says nothing of what comes after it
    }

    private static void fail(int before) {
      if (FAILURES.compareAndSet(before, before + 1)) {
        throw new IllegalStateException("planted failure " + (before + 1));
      }
    }
  }
}
