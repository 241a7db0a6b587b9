package tandem.model.parity;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tandem.model.catalog.Emission;
import tandem.model.catalog.Variant;
import tandem.model.event.DeadLetter;
import tandem.model.parity.ParityResult.Kind;
import tandem.model.parity.ParityResult.Match;

/**
 * Tells losses from repetitions in the output of an engine that was killed and continued: {@link
 * Parity} asks whether an output is as it should be, this asks how it is not.
 */
public final class DeliveryAudit {
  private static final int NONE = -1;

  private final Variant variant;
  private final List<Match> shown = new ArrayList<>();
  private final Differences differences = new Differences();
  private long duplicated;

  private DeliveryAudit(Variant variant) {
    this.variant = variant;
  }

  /**
   * Audits.
   *
   * @param expected the oracle's rows, changes of one key in order
   * @param observed the engine's rows, those of one partition in order
   */
  public static Delivery of(Variant variant, List<ExpectedRow> expected, List<Observed> observed) {
    return new DeliveryAudit(variant).run(expected, observed);
  }

  /** An expected row, and whether one that shows it has come. */
  private static final class Due {
    private final CanonicalRow row;
    private final long cause;
    private boolean came;

    Due(CanonicalRow row, long cause) {
      this.row = row;
      this.cause = cause;
    }
  }

  /** All rows of one key of one output. */
  private static final class Rows {
    private final List<Due> due = new ArrayList<>();
    private final List<CanonicalRow> came = new ArrayList<>();
    private final List<Integer> positions = new ArrayList<>();
  }

  private record Key(String output, String key) {}

  private Delivery run(List<ExpectedRow> expected, List<Observed> observed) {
    CanonicalRows canonical = new CanonicalRows(variant);
    Map<Key, Rows> keys = new LinkedHashMap<>(expected.size() * 2);
    for (ExpectedRow row : expected) {
      CanonicalRow made = canonical.of(row);
      rows(keys, row.output(), made).due.add(new Due(made, row.cause()));
    }
    for (int i = 0; i < observed.size(); i++) {
      CanonicalRow made = canonical.of(observed.get(i));
      Rows rows = rows(keys, observed.get(i).output(), made);
      rows.came.add(made);
      rows.positions.add(i);
    }
    keys.forEach(
        (key, rows) -> {
          boolean updates =
              variant.emission() == Emission.UPDATE && !key.output().equals(DeadLetter.OUTPUT);
          if (updates) {
            auditChanges(key.output(), rows);
          } else {
            auditMultiset(key.output(), rows);
          }
        });
    return new Delivery(
        expected.size(),
        observed.size(),
        differences.count(Kind.MISSING),
        duplicated,
        differences.count(Kind.EXTRA) + differences.count(Kind.DIFFERENT),
        differences.shown(),
        shown);
  }

  private static Rows rows(Map<Key, Rows> keys, String output, CanonicalRow row) {
    return keys.computeIfAbsent(new Key(output, row.key()), key -> new Rows());
  }

  private void auditMultiset(String output, Rows rows) {
    List<CanonicalRow> strays = new ArrayList<>();
    for (int i = 0; i < rows.came.size(); i++) {
      CanonicalRow row = rows.came.get(i);
      Due first = null;
      boolean known = false;
      for (Due due : rows.due) {
        boolean matches = due.row.matches(row);
        known |= matches;
        if (first == null && matches && !due.came) {
          first = due;
        }
      }
      if (first != null) {
        show(first, rows.positions.get(i));
      } else if (known) {
        duplicated++;
      } else {
        strays.add(row);
      }
    }
    List<Due> left = rows.due.stream().filter(due -> !due.came).toList();
    // a row with other values stands where the expected one should: it is altered, and not lost too
    for (int i = 0; i < Math.max(left.size(), strays.size()); i++) {
      note(output, i < left.size() ? left.get(i) : null, i < strays.size() ? strays.get(i) : null);
    }
  }

  /**
   * A change shows all changes before it, and a continued engine may go back and repeat some. The
   * order of arrival says nothing: rows of one key may lie in several partitions of the output.
   */
  private void auditChanges(String output, Rows rows) {
    Set<Integer> changes = new HashSet<>();
    boolean strayed = false;
    int next = 0;
    for (int i = 0; i < rows.came.size(); i++) {
      int change = change(rows, rows.came.get(i), next);
      if (change == NONE) {
        strayed = true;
        note(output, next < rows.due.size() ? rows.due.get(next) : null, rows.came.get(i));
      } else if (!changes.add(change)) {
        duplicated++;
      }
      while (next <= change) {
        show(rows.due.get(next++), rows.positions.get(i));
      }
    }
    if (next < rows.due.size() && !strayed) {
      note(output, rows.due.get(rows.due.size() - 1), null);
    }
  }

  /**
   * Counts a row that is lost or altered.
   *
   * @param expected null if nobody expects it
   * @param observed null if nothing came in its place
   */
  private void note(String output, Due expected, CanonicalRow observed) {
    if (observed == null) {
      differences.missing(output, expected.row, expected.cause);
    } else if (expected == null) {
      differences.extra(output, observed);
    } else {
      differences.different(output, expected.row, expected.cause, observed);
    }
  }

  /** The change that a row shows: one that is still to come, or an earlier one. */
  private static int change(Rows rows, CanonicalRow row, int next) {
    int size = rows.due.size();
    for (int i = 0; i < size; i++) {
      int change = (next + i) % size;
      if (rows.due.get(change).row.matches(row)) {
        return change;
      }
    }
    return NONE;
  }

  private void show(Due due, int position) {
    due.came = true;
    shown.add(new Match(due.cause, position));
  }
}
