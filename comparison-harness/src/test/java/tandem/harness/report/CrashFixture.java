package tandem.harness.report;

import java.util.ArrayList;
import java.util.List;
import tandem.harness.result.CrashResult;
import tandem.harness.result.CrashResult.Recovery;
import tandem.harness.result.CrashResult.Rows;
import tandem.harness.result.CrashResult.Slice;
import tandem.harness.result.CrashResult.Times;
import tandem.harness.result.Measures.Lag;
import tandem.model.catalog.Text;
import tandem.model.run.Engine;
import tandem.model.run.Gear.Guarantee;

/** Crash tests with made-up figures, in the shapes that they can have. */
final class CrashFixture {
  private static final Rows WHOLE = new Rows(9_876, 9_876, 0, 0, 0);
  private static final Rows AGAIN = new Rows(9_876, 10_127, 0, 251, 0);

  private CrashFixture() {}

  /** Three gears that came back, one with rows once more. */
  static CrashResult kept() {
    return of(List.of(spark(), atLeastOnce(), exactlyOnce(WHOLE, true)), true);
  }

  /** Exactly-once with a loss. */
  static CrashResult broken() {
    return of(
        List.of(spark(), atLeastOnce(), exactlyOnce(new Rows(9_876, 9_880, 3, 7, 0), false)), true);
  }

  /** Everything null that may be null. */
  static CrashResult withNulls() {
    Recovery bare =
        new Recovery(
            Engine.SPARK,
            "every=5s",
            Guarantee.AT_LEAST_ONCE,
            false,
            new Times(9, 3, null, null, null),
            new Rows(10, 2, 8, 0, 0),
            null,
            null,
            List.of(),
            new Lag(0.1, 0.2, 0.3),
            false,
            true,
            null);
    return of(List.of(bare), false);
  }

  /** A test in which nothing came back. */
  static CrashResult withNothing() {
    return of(
        List.of(
            Recovery.failed(
                Engine.SPARK, "continuous=1s", Guarantee.AT_LEAST_ONCE, SweepFixture.REFUSAL)),
        false);
  }

  private static CrashResult of(List<Recovery> recoveries, boolean valid) {
    return new CrashResult(
        CrashResult.SCHEMA_VERSION,
        SweepFixture.quick().run(),
        "11.1.2",
        "kafka",
        new Text("The first streaming job", "El primer job de streaming"),
        1_500,
        10,
        15,
        recoveries,
        valid,
        false,
        List.of(Text.untranslated("a made-up warning: " + Fixture.HOSTILE)));
  }

  private static Recovery spark() {
    return recovery(
        Engine.SPARK,
        "asap",
        Guarantee.AT_LEAST_ONCE,
        new Times(9.25, 3.5, 17.2, 20.5, 480.0),
        WHOLE,
        null,
        true);
  }

  private static Recovery atLeastOnce() {
    return recovery(
        Engine.FLINK,
        "at-least-once",
        Guarantee.AT_LEAST_ONCE,
        new Times(3.5, 2.5, 6.25, 7.5, 65.0),
        AGAIN,
        null,
        true);
  }

  private static Recovery exactlyOnce(Rows rows, boolean kept) {
    return recovery(
        Engine.FLINK,
        "exactly-once=1s",
        Guarantee.EXACTLY_ONCE,
        new Times(3.75, 2.75, 7.75, 9.25, 1_070.0),
        rows,
        AGAIN,
        kept);
  }

  private static Recovery recovery(
      Engine engine,
      String gear,
      Guarantee guarantee,
      Times times,
      Rows committed,
      Rows uncommitted,
      boolean kept) {
    return new Recovery(
        engine,
        gear,
        guarantee,
        false,
        times,
        committed,
        uncommitted,
        kept,
        slices(times),
        new Lag(0.1, 9.5, 40.0),
        false,
        false,
        null);
  }

  /** Usual before the kill, a saw's tooth after it. */
  private static List<Slice> slices(Times times) {
    List<Slice> slices = new ArrayList<>();
    for (int second = -10; second < 15; second++) {
      double waited = second < 0 ? 0 : Math.max(0, times.caughtUpSeconds() - second) * 1e3;
      double p50 = Math.max(times.usualP99Ms() / 2, waited - 500);
      slices.add(new Slice(second, p50, Math.max(times.usualP99Ms(), waited), 400));
    }
    return slices;
  }
}
