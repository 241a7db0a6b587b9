package tandem.harness.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tandem.harness.result.SweepResult.Checkpoints;
import tandem.model.run.EngineEvent.Checkpoint;
import tandem.model.run.EngineEvent.Progress;

/** Checkpoints of made-up reports, over the two seconds from 10 to 12. */
final class CheckpointCostTest {
  private static final long FROM = 10_000_000;
  private static final long TO = 12_000_000;

  @Test
  void countsEachOnceAndNoneFromBefore() {
    Checkpoints made =
        CheckpointCost.between(
            List.of(
                report(9.5, new Checkpoint(4, 90, 10L)),
                report(10.1, new Checkpoint(4, 90, 10L)),
                report(10.6, new Checkpoint(5, 20, 20L)),
                report(10.7, new Checkpoint(5, 20, 20L)),
                report(11.6, new Checkpoint(6, 40, 30L)),
                report(12.5, new Checkpoint(7, 90, 40L))),
            FROM,
            TO);
    assertThat(made).isEqualTo(new Checkpoints(1, 30, 30L));
  }

  @Test
  void nothingWhereNothingIsReported() {
    assertThat(CheckpointCost.between(List.of(report(11, null)), FROM, TO)).isNull();
  }

  private static Progress report(double second, Checkpoint checkpoint) {
    Instant at = Instant.ofEpochMilli(Math.round(second * 1e3));
    return new Progress(at, Map.of(), Map.of(), null, 0, 0, 0, 0, 0, 0, null, null, checkpoint);
  }
}
