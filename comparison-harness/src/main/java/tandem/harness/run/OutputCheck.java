package tandem.harness.run;

import java.util.List;
import tandem.harness.collect.Collector;
import tandem.model.catalog.Meaning;
import tandem.model.catalog.Variant;
import tandem.model.event.DeadLetter;
import tandem.model.parity.Delivery;
import tandem.model.parity.DeliveryAudit;
import tandem.model.parity.ExpectedRow;
import tandem.model.parity.Observed;
import tandem.model.parity.Parity;
import tandem.model.parity.ParityResult;

/** Compares what comes out of an engine with what is due, as often as it is asked. */
final class OutputCheck {
  private final Variant variant;
  private final Meaning meaning;
  private final Promise promise;
  private ParityResult compared;
  private int comparedDue;
  private int comparedRows;

  /**
   * A check.
   *
   * @param promise what the sink promises where the engine's process is killed; null where it is
   *     not, and each row is due once
   */
  OutputCheck(Variant variant, Meaning meaning, Promise promise) {
    this.variant = variant;
    this.meaning = meaning;
    this.promise = promise;
  }

  /**
   * Whether all rows that are due have come, of those that come by themselves: what is in a table
   * is seen when it is read, and till then the engine's own word counts for it; so it does where a
   * row may never come.
   */
  boolean came(List<ExpectedRow> due, Collector collector) {
    if (promise != null && promise.mayLose()) {
      return true;
    }
    return collector.count() >= least(due)
        && compare(onTopics(due), collector.rows()).missing() == 0;
  }

  private List<ExpectedRow> onTopics(List<ExpectedRow> due) {
    return variant.sink().isTable()
        ? due.stream().filter(row -> row.output().equals(DeadLetter.OUTPUT)).toList()
        : due;
  }

  /** Rows that must be there before it is worth comparing. */
  long least(List<ExpectedRow> due) {
    boolean everyRow =
        switch (variant.emission()) {
          case APPEND, SEQUENCE -> true;
          case UPDATE -> meaning.updates() == Meaning.Updates.PER_INPUT;
          case SHARE, UPSERT -> false;
        };
    return everyRow ? onTopics(due).size() : 0;
  }

  /** Compares; what was just compared and has not grown since is not worked out again. */
  ParityResult compare(List<ExpectedRow> due, List<Collector.Row> rows) {
    if (compared == null || comparedDue != due.size() || comparedRows != rows.size()) {
      List<Observed> observed = rows.stream().map(Collector.Row::row).toList();
      compared =
          promise == null ? Parity.compare(variant, due, observed, meaning) : audit(due, observed);
      comparedDue = due.size();
      comparedRows = rows.size();
    }
    return compared;
  }

  private ParityResult audit(List<ExpectedRow> due, List<Observed> observed) {
    Delivery delivery = DeliveryAudit.of(variant, due, observed);
    boolean kept = promise.keptBy(delivery);
    return new ParityResult(
        kept,
        delivery.expected(),
        delivery.observed(),
        delivery.lost(),
        0,
        delivery.altered(),
        delivery.duplicated(),
        0,
        observed.stream().filter(row -> row.output().equals(DeadLetter.OUTPUT)).count(),
        kept ? List.of() : delivery.differences(),
        delivery.shown());
  }
}
