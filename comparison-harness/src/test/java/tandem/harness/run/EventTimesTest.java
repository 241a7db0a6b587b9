package tandem.harness.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tandem.model.trace.Trace;
import tandem.model.trace.TraceHeader;
import tandem.model.trace.TraceWriter;

/** Two partitions, the second of them out of order: 10, 30 and 40, 20. */
class EventTimesTest {
  @TempDir private Path directory;
  private EventTimes times;

  @BeforeEach
  void trace() {
    TraceHeader header =
        new TraceHeader(
            TraceHeader.FORMAT,
            "recorded",
            "",
            null,
            List.of("eventos"),
            2,
            1,
            Duration.ZERO,
            Duration.ZERO);
    Path file = directory.resolve("hand.trace");
    try (TraceWriter out = new TraceWriter(file, header)) {
      out.record(0, "eventos", 0, null, null, 10);
      out.record(0, "eventos", 1, null, null, 40);
      out.record(0, "eventos", 1, null, null, 20);
      out.record(0, "eventos", 0, null, null, 30);
    }
    times = new EventTimes(Trace.open(file), Map.of("eventos", "run-eventos"));
  }

  @Test
  void isTheGreatestOfWhatWasRead() {
    assertThat(reached(1, 0)).isEqualTo(at(10));
    assertThat(reached(2, 0)).isEqualTo(at(30));
    assertThat(reached(2, 1)).isEqualTo(at(40));
    assertThat(reached(0, 2)).isEqualTo(at(40));
  }

  @Test
  void isUnknownWhileNothingWasRead() {
    assertThat(reached(0, 0)).isNull();
    assertThat(times.reached(Map.of())).isNull();
  }

  @Test
  void offsetsBeyondTheTraceAreItsEnd() {
    // marks of transactions take offsets too, and a topic may be another's
    assertThat(reached(9, 0)).isEqualTo(at(30));
    assertThat(times.reached(Map.of("other-0", 4L))).isNull();
  }

  private Instant reached(long first, long second) {
    return times.reached(Map.of("run-eventos-0", first, "run-eventos-1", second));
  }

  private static Instant at(long millis) {
    return Instant.ofEpochMilli(millis);
  }
}
