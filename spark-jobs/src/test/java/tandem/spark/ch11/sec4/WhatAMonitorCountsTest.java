package tandem.spark.ch11.sec4;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tandem.model.catalog.Catalog;
import tandem.model.catalog.Exercise;
import tandem.model.ch11.sec4.DroppedLateRows;
import tandem.model.parity.Inputs;
import tandem.model.trace.Trace;
import tandem.spark.MemoryRun;

/** What the monitor of 11.4.2 counts beside the rows, over a whole trace. */
class WhatAMonitorCountsTest {
  private static final long SEED = 11;

  @TempDir private Path directory;

  @Test
  void everyEventOnce() throws Exception {
    Exercise exercise = Catalog.exercise("11.4.2");
    Trace trace = MemoryRun.trace(exercise, exercise.headline(), SEED, directory);
    Inputs inputs = Inputs.of(trace);
    long sentLate =
        inputs.accepted().stream()
            .filter(
                input -> DroppedLateRows.isLate(input.message().timestampMillis() - input.millis()))
            .count();
    try (MemoryRun run =
        new MemoryRun(MemoryRun.spec("11.4.2", DroppedLateRows.MONITOR, directory))) {
      run.play(trace, exercise.headline());

      assertThat(run.observed(DroppedLateRows.TOTAL)).isEqualTo(inputs.accepted().size());
      assertThat(run.observed(DroppedLateRows.TARDIOS)).isEqualTo(sentLate).isPositive();
      // the events happened long before anybody reads them here
      assertThat(run.observed(DroppedLateRows.TARDIOS_RELOJ)).isEqualTo(inputs.accepted().size());
    }
  }
}
