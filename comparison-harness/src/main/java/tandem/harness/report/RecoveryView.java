package tandem.harness.report;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import tandem.harness.report.page.Cell;
import tandem.harness.report.page.Tone;
import tandem.harness.result.CrashResult;
import tandem.harness.result.CrashResult.Recovery;
import tandem.model.run.Engine;

/**
 * A recovery of a crash test as it is shown.
 *
 * @param variant its place among its engine's gears, from 0: its shade and dash
 * @param name its name in the reader's language, such as {@code Spark asap}
 * @param tone {@link Tone#VOID} where its promise was broken, so that its times count for nothing
 */
record RecoveryView(Recovery recovery, int variant, String name, Tone tone) {

  /** All in order, those that failed too. */
  static List<RecoveryView> of(CrashResult crash, Messages words) {
    Map<Engine, Integer> seen = new EnumMap<>(Engine.class);
    List<RecoveryView> views = new ArrayList<>();
    for (Recovery recovery : crash.recoveries()) {
      views.add(
          new RecoveryView(
              recovery,
              seen.merge(recovery.engine(), 1, Integer::sum) - 1,
              words.engine(recovery.engine()) + " " + recovery.gear(),
              Boolean.FALSE.equals(recovery.kept()) ? Tone.VOID : Tone.PLAIN));
    }
    return views;
  }

  /** Its name as a cell: the engine, and the gear beneath. */
  Cell heading(Messages words) {
    return Cell.engine(recovery.engine(), words.engine(recovery.engine()))
        .with(recovery.gear())
        .as(tone);
  }

  /** One of its figures as a cell. */
  Cell figure(String text) {
    return Cell.number(text).as(tone);
  }

  /** Whether it was measured to its end. */
  boolean ran() {
    return recovery.times() != null && recovery.committed() != null;
  }

  /** Whether its promise was broken. */
  boolean broken() {
    return tone == Tone.VOID;
  }

  /** Whether its promise was kept, as far as is known. */
  boolean kept() {
    return Boolean.TRUE.equals(recovery.kept());
  }
}
