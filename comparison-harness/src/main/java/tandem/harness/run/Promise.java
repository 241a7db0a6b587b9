package tandem.harness.run;

import tandem.model.catalog.PostgresWrite.Conflict;
import tandem.model.catalog.Variant;
import tandem.model.parity.Delivery;
import tandem.model.run.Engine;
import tandem.model.run.Gear;
import tandem.model.run.Gear.Guarantee;

/**
 * What an engine's output must be worth after its process was killed.
 *
 * @param guarantee of the sink
 * @param recounts whether the state may count an input twice, and so a row be altered: Flink's
 *     at-least-once checkpoints do not align their barriers; Spark's state is exactly-once whatever
 *     its sink promises
 */
record Promise(Guarantee guarantee, boolean recounts) {

  /** What a gear promises, whatever it is killed in. */
  static Promise of(Gear gear, Engine engine, Variant variant) {
    return new Promise(gear.guarantee(), recounts(gear, engine, variant));
  }

  /** What a variant's own sink promises; null where nobody is killed, and each row is due once. */
  static Promise inVariant(Gear gear, Engine engine, Variant variant) {
    return variant.failpoint().isEmpty()
        ? null
        : new Promise(
            variant.guarantee(engine),
            recounts(gear, engine, variant) || addsAgain(engine, variant));
  }

  /** A row that comes again is no row of its own where rows are added up: it alters a sum. */
  private static boolean addsAgain(Engine engine, Variant variant) {
    return variant.guarantee(engine) == Guarantee.AT_LEAST_ONCE
        && variant.postgres().filter(write -> write.conflict() == Conflict.ADD).isPresent();
  }

  private static boolean recounts(Gear gear, Engine engine, Variant variant) {
    return engine == Engine.FLINK
        && gear.guarantee() == Guarantee.AT_LEAST_ONCE
        && variant.perRecord().isEmpty();
  }

  /** Whether the output keeps it. */
  boolean keptBy(Delivery delivery) {
    return delivery.keeps(guarantee, recounts);
  }
}
