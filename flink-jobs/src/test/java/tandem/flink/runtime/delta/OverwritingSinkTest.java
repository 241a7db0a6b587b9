package tandem.flink.runtime.delta;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tandem.model.parity.RowSchema;

/** A folder for each checkpoint, which a second try takes over if it has the same number. */
class OverwritingSinkTest {
  private static final int ROWS = 300;

  @TempDir private Path directory;

  /** A row. */
  public record Fila(long numero) {}

  @Test
  void aSecondTryTakesThePlaceOfTheFirst() throws Exception {
    checkpoint(4, 1, 2);
    checkpoint(5, 3);
    assertThat(rows()).containsExactlyInAnyOrder(one(1), one(2), one(3));

    checkpoint(5, 3, 4);
    assertThat(rows()).containsExactlyInAnyOrder(one(1), one(2), one(3), one(4));
    checkpoint(4);
    assertThat(rows()).containsExactlyInAnyOrder(one(3), one(4));
  }

  @Test
  void aFolderThatNobodyMadeHasNoRows() throws Exception {
    assertThat(rows()).isEmpty();
  }

  @Test
  void aJobThatRecoversByItselfCountsOnAndRepeatsRows() throws Exception {
    FailsOnce.FAILED.set(false);
    Configuration settings = new Configuration();
    settings.setString("restart-strategy.type", "fixed-delay");
    settings.setString("restart-strategy.fixed-delay.attempts", "1");
    settings.setString("restart-strategy.fixed-delay.delay", "0 s");
    settings.setString("execution.checkpointing.interval", "50 ms");
    settings.setString("execution.checkpointing.dir", directory.resolve("chk").toUri().toString());
    StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(1, settings);
    env.fromSource(
            new DataGeneratorSource<>(
                number -> number, ROWS, RateLimiterStrategy.perCheckpoint(100), Types.LONG),
            WatermarkStrategy.noWatermarks(),
            "numbers")
        .map(new FailsOnce())
        .map(Fila::new)
        .returns(Fila.class)
        .sinkTo(new OverwritingSink<>(Fila.class, location()));

    env.execute();

    assertThat(rows()).hasSizeGreaterThan(ROWS);
    assertThat(Set.copyOf(rows())).hasSize(ROWS);
  }

  /**
   * Fails a checkpoint for which the sink has written: the operators of a task are asked for their
   * state from the last to the first.
   */
  private static final class FailsOnce implements MapFunction<Long, Long>, CheckpointedFunction {
    private static final long serialVersionUID = 1L;
    private static final AtomicBoolean FAILED = new AtomicBoolean();

    private transient boolean rows;

    @Override
    public Long map(Long number) {
      rows = true;
      return number;
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) {
      if (rows && FAILED.compareAndSet(false, true)) {
        throw new IllegalStateException("planted failure");
      }
    }

    @Override
    public void initializeState(FunctionInitializationContext context) {
      // after the failure it begins as it did before
    }
  }

  private void checkpoint(long number, long... rows) throws Exception {
    try (OverwritingSink.Writer<Fila> writer =
        new OverwritingSink.Writer<>(RecordType.of(Fila.class), location(), 0)) {
      for (long row : rows) {
        writer.write(new Fila(row), null);
      }
      writer.flush(false);
      writer.snapshotState(number);
    }
  }

  private List<String> rows() throws Exception {
    List<String> rows = new ArrayList<>();
    RowSchema schema = RowSchema.of(Fila.class, Set.of("numero"), Set.of());
    new ParquetFiles().read(location(), schema, rows::add);
    return rows;
  }

  private String location() {
    return "file://" + directory.resolve("folders");
  }

  private static String one(long number) {
    return "{\"numero\":" + number + "}";
  }
}
