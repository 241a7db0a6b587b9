package tandem.harness.report;

import tandem.harness.report.page.Cell;
import tandem.harness.result.Measures.State;
import tandem.harness.stats.StateCurve;

/**
 * A contender's state in a variant.
 *
 * @param shade tells the variants of a contender apart, from 0
 */
record StateView(String name, int shade, Contender contender) {
  State state() {
    return contender.measures().state();
  }

  StateCurve curve() {
    return new StateCurve(state());
  }

  /** Whether the curve is of live traffic, and long enough to be read. */
  boolean live() {
    return contender.measures().latencyMs() != null;
  }

  Cell heading() {
    return Cell.engine(contender.engine(), name).as(contender.tone());
  }

  Cell number(String text) {
    return Cell.number(text).as(contender.tone());
  }
}
