package tandem.harness.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tandem.harness.result.OverloadMeasures;
import tandem.harness.result.OverloadMeasures.Batch;
import tandem.harness.result.OverloadMeasures.Moment;
import tandem.harness.result.OverloadMeasures.Part;
import tandem.harness.result.OverloadMeasures.Period;
import tandem.model.run.EngineEvent;
import tandem.model.run.EngineEvent.Progress;

/**
 * The course of a made-up overload: 40 seconds of 100 events/s, from the tenth to the twentieth of
 * 300, worked off at 200 a second at most. So 1,000 wait at the end of the peak, and are gone ten
 * seconds later.
 */
final class OverloadMeterTest {
  private static final long START = 1_000_000_000_000_000L;
  private static final long SECOND = 1_000_000;
  private static final OverloadMeter.Schedule SCHEDULE =
      new OverloadMeter.Schedule(
          START, START + 10 * SECOND, START + 20 * SECOND, START + 40 * SECOND, 100, 300);

  @Test
  void theBacklogGrowsAndIsWorkedOff() {
    OverloadMeasures measured = OverloadMeter.measure(SCHEDULE, rows(200), List.of());

    assertThat(measured.overloaded()).isTrue();
    assertThat(measured.caughtUp()).isTrue();
    // and the one that is due as the peak ends
    assertThat(measured.largestLag()).isEqualTo(1_001);
    assertThat(measured.catchUpSeconds()).isCloseTo(10, within(0.5));
    assertThat(measured.backlogEventsPerSecond()).isCloseTo(200, within(2.0));
    assertThat(measured.batches()).isNull();
    Moment inThePeak = at(measured, 15);
    assertThat(inThePeak.offeredPerSecond()).isCloseTo(300, within(8.0));
    assertThat(inThePeak.donePerSecond()).isCloseTo(200, within(8.0));
    assertThat(inThePeak.lag()).isCloseTo(500, within(30L));
    assertThat(inThePeak.busy()).isNull();
  }

  @Test
  void whoIsFastEnoughIsNotOverloaded() {
    OverloadMeasures measured = OverloadMeter.measure(SCHEDULE, rows(400), List.of());

    assertThat(measured.overloaded()).isFalse();
    assertThat(measured.catchUpSeconds()).isLessThan(0.5);
  }

  @Test
  void whatHasNoRowIsStillWaiting() {
    OverloadMeter.Rows rows = rows(200);
    Arrays.fill(rows.done(), 3_000, rows.done().length, OverloadMeter.Rows.NEVER);
    Arrays.fill(rows.visible(), 3_000, rows.done().length, OverloadMeter.Rows.NEVER);
    OverloadMeasures measured = OverloadMeter.measure(SCHEDULE, rows, List.of());

    assertThat(measured.caughtUp()).isFalse();
    assertThat(measured.catchUpSeconds()).isNull();
    assertThat(measured.largestLag()).isEqualTo(3_000);
  }

  @Test
  void latencyIsToldForEachPart() {
    OverloadMeasures measured = OverloadMeter.measure(SCHEDULE, rows(200), List.of());

    assertThat(measured.periods()).extracting(Period::part).containsExactly(Part.values());
    assertThat(measured.periods())
        .extracting(Period::samples)
        .containsExactly(1_000L, 3_000L, 2_000L);
    assertThat(measured.periods().get(0).p99()).isCloseTo(5, within(0.1));
    // the last of the peak waits for the 1,000 before it
    assertThat(measured.periods().get(1).p99()).isCloseTo(4_950, within(60.0));
  }

  @Test
  void batchesCountFromThePeakOn() {
    List<Progress> progress =
        List.of(
            batch(1, 1_000, 40),
            batch(3, 1_000, 60),
            batch(5, 9_000, 100),
            batch(11, 1_000, 300),
            batch(12, 4_000, 1_000),
            batch(16, 5_000, 900));
    OverloadMeasures.Batches batches =
        OverloadMeter.measure(SCHEDULE, rows(200), progress).batches();

    // the one that began before the peak and ended in it had nothing of the peak: 200 in 11 s
    assertThat(batches.usual()).isEqualTo(60);
    assertThat(batches.usualPerSecond()).isCloseTo(200 / 11.0, within(1e-9));
    assertThat(batches.largest()).isEqualTo(1_000);
    assertThat(batches.largestPerSecond()).isEqualTo(250);
    assertThat(batches.longestSeconds()).isEqualTo(5);
    assertThat(batches.overTime())
        .containsExactly(
            new Batch(2, 40, 1),
            new Batch(4, 60, 1),
            new Batch(14, 100, 9),
            new Batch(12, 300, 1),
            new Batch(16, 1_000, 4),
            new Batch(21, 900, 5));
  }

  @Test
  void loadIsTheMeanOfASlot() {
    List<Progress> progress = List.of(load(14.9, 1.0, 0.5), load(14.95, 0.5, 0.0));
    OverloadMeasures measured = OverloadMeter.measure(SCHEDULE, rows(200), progress);

    assertThat(at(measured, 15).busy()).isEqualTo(0.75);
    assertThat(at(measured, 15).backPressured()).isEqualTo(0.25);
  }

  private static Moment at(OverloadMeasures measured, double seconds) {
    return measured.overTime().stream()
        .filter(moment -> moment.atSeconds() >= seconds)
        .findFirst()
        .orElseThrow();
  }

  /** Every record takes its turn: 5 ms after it was due, or after the one before it. */
  private static OverloadMeter.Rows rows(double capacity) {
    long[] due = new long[6_000];
    long[] done = new long[due.length];
    long last = 0;
    for (int i = 0; i < due.length; i++) {
      due[i] = START + dueAfter(i);
      last = Math.max(due[i] + 5_000, last + (long) (SECOND / capacity));
      done[i] = last;
    }
    return new OverloadMeter.Rows(due, done, done.clone());
  }

  private static long dueAfter(int record) {
    if (record < 1_000) {
      return record * SECOND / 100;
    }
    return record < 4_000
        ? 10 * SECOND + (record - 1_000) * SECOND / 300
        : 20 * SECOND + (record - 4_000) * SECOND / 100;
  }

  private static Progress batch(double fromSeconds, long millis, long records) {
    EngineEvent.Batch batch = new EngineEvent.Batch(instant(fromSeconds), millis, records);
    return progress(fromSeconds + millis / 1e3, batch, null);
  }

  private static Progress load(double atSeconds, double busy, double backPressured) {
    return progress(atSeconds, null, new EngineEvent.Load(busy, backPressured));
  }

  private static Progress progress(double at, EngineEvent.Batch batch, EngineEvent.Load load) {
    return new Progress(instant(at), Map.of(), Map.of(), null, 0, 0, 0, 0, 0, 0, batch, load, null);
  }

  private static Instant instant(double seconds) {
    return Instant.EPOCH.plus(START + (long) (seconds * SECOND), ChronoUnit.MICROS);
  }
}
