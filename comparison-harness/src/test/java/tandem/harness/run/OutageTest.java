package tandem.harness.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tandem.harness.result.CrashResult.Slice;
import tandem.harness.run.Outage.Seen;

/**
 * An outage with made-up rows: one input each 100 ms, visible 10 ms later; killed at 2 s, back at 5
 * s, from when a row comes each 50 ms.
 */
final class OutageTest {
  private static final long MILLI = 1_000;
  private static final long KILLED = 2_000 * MILLI;
  private static final long BACK = 5_000 * MILLI;
  private static final long USUAL = 10 * MILLI;

  @Test
  void theUsualLatencyIsThatBeforeTheKill() {
    assertThat(new Outage(rows(), KILLED).usualLatency(0)).isBetween(USUAL, USUAL + 20);
    assertThat(new Outage(rows(), KILLED).usualLatency(KILLED)).isNull();
    List<Seen> slowAtFirst = new ArrayList<>(rows());
    slowAtFirst.add(new Seen(100 * MILLI, 900 * MILLI));
    assertThat(new Outage(slowAtFirst, KILLED).usualLatency(0)).isGreaterThan(700 * MILLI);
    assertThat(new Outage(slowAtFirst, KILLED).usualLatency(KILLED / 2))
        .isBetween(USUAL, USUAL + 20);
  }

  @Test
  void theBacklogIsGoneWhenEveryDueRowIsVisible() {
    // the row due at 2000 + 100 k comes at 5000 + 50 k: level with the schedule when k is 60
    Long caughtUp = new Outage(rows(), KILLED).caughtUp(BACK, USUAL);
    assertThat(caughtUp).isBetween(7_800 * MILLI, 8_000 * MILLI);
  }

  @Test
  void oneRowThatIsLateAgainLaterIsNoBacklogOfTheOutage() {
    List<Seen> rows = new ArrayList<>(rows());
    rows.add(new Seen(9_000 * MILLI, 9_700 * MILLI));
    assertThat(new Outage(rows, KILLED).caughtUp(BACK, USUAL))
        .isEqualTo(new Outage(rows(), KILLED).caughtUp(BACK, USUAL));
  }

  @Test
  void aLostRowKeepsTheBacklogOpenForEver() {
    List<Seen> rows = new ArrayList<>(rows());
    rows.add(new Seen(2_500 * MILLI, Outage.NEVER));
    Outage outage = new Outage(rows, KILLED);
    assertThat(outage.caughtUp(BACK, USUAL)).isNull();
    assertThat(outage.overTime(KILLED)).extracting(Slice::samples).doesNotContain(11L);
  }

  @Test
  void secondsAreThoseOfTheSchedule() {
    List<Slice> slices = new Outage(rows(), KILLED).overTime(KILLED);
    assertThat(slices.get(0).atSeconds()).isEqualTo(-2);
    assertThat(slices).extracting(Slice::samples).containsOnly(10L);
    Slice first = slices.stream().filter(slice -> slice.atSeconds() == 0).findFirst().orElseThrow();
    assertThat(first.max()).isBetween(3_000.0, 3_010.0);
    assertThat(first.p50()).isLessThan(first.max());
  }

  @Test
  void aRowBeforeItsInputIsCounted() {
    assertThat(new Outage(List.of(new Seen(5, 4), new Seen(5, 6)), KILLED).negative()).isEqualTo(1);
  }

  private static List<Seen> rows() {
    List<Seen> rows = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      long due = 100L * i * MILLI;
      long owed = BACK + (due - KILLED) / 2;
      rows.add(new Seen(due, due < KILLED ? due + USUAL : Math.max(due + USUAL, owed)));
    }
    return rows;
  }
}
