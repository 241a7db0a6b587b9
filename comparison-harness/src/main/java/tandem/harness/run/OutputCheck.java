package tandem.harness.run;

import java.util.List;
import tandem.harness.collect.Collector;
import tandem.model.catalog.Meaning;
import tandem.model.catalog.Variant;
import tandem.model.parity.ExpectedRow;
import tandem.model.parity.Observed;
import tandem.model.parity.Parity;
import tandem.model.parity.ParityResult;

/** Compares what comes out of an engine with what is due, as often as it is asked. */
final class OutputCheck {
  private final Variant variant;
  private final Meaning meaning;
  private ParityResult compared;
  private int comparedDue;
  private int comparedRows;

  OutputCheck(Variant variant, Meaning meaning) {
    this.variant = variant;
    this.meaning = meaning;
  }

  /** Whether all rows that are due have come. */
  boolean came(List<ExpectedRow> due, Collector collector) {
    return collector.count() >= least(due) && compare(due, collector.rows()).missing() == 0;
  }

  /** Rows that must be there before it is worth comparing. */
  long least(List<ExpectedRow> due) {
    boolean everyRow =
        switch (variant.emission()) {
          case APPEND -> true;
          case UPDATE -> meaning.updates() == Meaning.Updates.PER_INPUT;
          case SHARE -> false;
        };
    return everyRow ? due.size() : 0;
  }

  /** Compares; what was just compared and has not grown since is not worked out again. */
  ParityResult compare(List<ExpectedRow> due, List<Collector.Row> rows) {
    if (compared == null || comparedDue != due.size() || comparedRows != rows.size()) {
      List<Observed> observed = rows.stream().map(Collector.Row::row).toList();
      compared = Parity.compare(variant, due, observed, meaning);
      comparedDue = due.size();
      comparedRows = rows.size();
    }
    return compared;
  }
}
