package tandem.model.parity;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tandem.model.catalog.Emission;
import tandem.model.catalog.Meaning;
import tandem.model.catalog.Variant;
import tandem.model.event.DeadLetter;
import tandem.model.parity.ParityResult.Kind;
import tandem.model.parity.ParityResult.Match;

/**
 * Compares the rows that an engine put out with the rows that the oracle expects (docs/method.md,
 * section 2).
 */
public final class Parity {
  private final Variant variant;
  private final boolean everyChange;
  private final Differences differences = new Differences();
  private final List<Match> matches = new ArrayList<>();
  private long sameKeys;

  private Parity(Variant variant, Meaning meaning) {
    this.variant = variant;
    this.everyChange = meaning.updates() == Meaning.Updates.PER_INPUT;
  }

  /**
   * Compares.
   *
   * @param expected the oracle's rows, changes of one key in order
   * @param observed the engine's rows, those of one partition in order
   * @param meaning what the engine documents its words to mean
   */
  public static ParityResult compare(
      Variant variant, List<ExpectedRow> expected, List<Observed> observed, Meaning meaning) {
    return new Parity(variant, meaning).run(expected, observed);
  }

  private ParityResult run(List<ExpectedRow> expected, List<Observed> observed) {
    CanonicalRows canonical = new CanonicalRows(variant);
    Map<String, Side> outputs = new LinkedHashMap<>();
    for (ExpectedRow row : expected) {
      outputs
          .computeIfAbsent(row.output(), name -> new Side())
          .expected
          .add(new Awaited(canonical.of(row), canonical.orElse(row), row.cause()));
    }
    for (int i = 0; i < observed.size(); i++) {
      Side side = outputs.computeIfAbsent(observed.get(i).output(), name -> new Side());
      side.observed.add(new Arrived(canonical.of(observed.get(i)), i));
    }
    outputs.forEach(this::compareOutput);
    long deadLetters =
        observed.stream().filter(row -> row.output().equals(DeadLetter.OUTPUT)).count();
    boolean equal = differences.none();
    return new ParityResult(
        equal,
        expected.size(),
        observed.size(),
        differences.count(Kind.MISSING),
        differences.count(Kind.EXTRA),
        differences.count(Kind.DIFFERENT),
        0,
        sameKeys,
        deadLetters,
        differences.shown(),
        List.copyOf(matches));
  }

  private void compareOutput(String output, Side side) {
    Map<String, List<Awaited>> expected = new LinkedHashMap<>();
    side.expected.forEach(
        row -> expected.computeIfAbsent(row.row().key(), key -> new ArrayList<>()).add(row));
    Map<String, List<Arrived>> observed = new HashMap<>();
    side.observed.forEach(
        row -> observed.computeIfAbsent(row.row().key(), key -> new ArrayList<>()).add(row));
    Emission emission = output.equals(DeadLetter.OUTPUT) ? Emission.APPEND : variant.emission();
    expected.forEach(
        (key, rows) -> {
          List<Arrived> came = observed.getOrDefault(key, List.of());
          switch (emission) {
            case UPDATE -> compareChanges(output, rows, came);
            case SHARE -> compareShares(output, rows, came);
            case APPEND -> compareMultiset(output, rows, came);
            case UPSERT -> compareMultiset(output, rows, last(came));
            case SEQUENCE -> compareSequence(output, rows, came);
          }
        });
    if (output.equals(Variant.RESULT) && emission == Emission.APPEND) {
      sameKeys = (long) side.observed.size() - observed.size();
    }
    observed.forEach(
        (key, rows) -> {
          if (!expected.containsKey(key)) {
            rows.forEach(row -> note(Kind.EXTRA, output, null, row));
          }
        });
  }

  private void compareMultiset(String output, List<Awaited> expected, List<Arrived> observed) {
    List<Arrived> rest = new ArrayList<>(observed);
    Deque<Awaited> unmatched = new ArrayDeque<>();
    for (Awaited row : expected) {
      int found = indexOfMatch(row.row(), rest, 0);
      if (found < 0 && row.orElse() != null) {
        found = indexOfMatch(row.orElse(), rest, 0);
      }
      if (found >= 0) {
        matches.add(new Match(row.cause(), rest.remove(found).position()));
      } else {
        unmatched.add(row);
      }
    }
    for (Arrived row : rest) {
      Awaited instead = unmatched.poll();
      note(instead == null ? Kind.EXTRA : Kind.DIFFERENT, output, instead, row);
    }
    unmatched.forEach(row -> note(Kind.MISSING, output, row, null));
  }

  /** Row for row. */
  private void compareSequence(String output, List<Awaited> expected, List<Arrived> observed) {
    for (int i = 0; i < Math.max(expected.size(), observed.size()); i++) {
      Awaited due = i < expected.size() ? expected.get(i) : null;
      Arrived came = i < observed.size() ? observed.get(i) : null;
      if (came == null) {
        note(Kind.MISSING, output, due, null);
      } else if (due == null) {
        note(Kind.EXTRA, output, null, came);
      } else if (due.row().matches(came.row())) {
        matches.add(new Match(due.cause(), came.position()));
      } else {
        note(Kind.DIFFERENT, output, due, came);
      }
    }
  }

  /** What is left of a key's rows where each takes the place of the one before. */
  private static List<Arrived> last(List<Arrived> observed) {
    return observed.isEmpty() ? observed : observed.subList(observed.size() - 1, observed.size());
  }

  /**
   * Rows that came must follow the changes in order and end in the last; each shows all changes
   * since the one before it.
   */
  private void compareChanges(String output, List<Awaited> changes, List<Arrived> observed) {
    int next = 0;
    for (Arrived row : observed) {
      int change = next;
      while (change < changes.size() && !changes.get(change).row().matches(row.row())) {
        change++;
      }
      if (change == changes.size()) {
        note(Kind.EXTRA, output, null, row);
        continue;
      }
      for (int shown = next; shown < change; shown++) {
        if (everyChange) {
          note(Kind.MISSING, output, changes.get(shown), null);
        } else {
          matches.add(new Match(changes.get(shown).cause(), row.position()));
        }
      }
      matches.add(new Match(changes.get(change).cause(), row.position()));
      next = change + 1;
    }
    int required = everyChange ? next : Math.max(next, changes.size() - 1);
    for (int lost = required; lost < changes.size(); lost++) {
      note(Kind.MISSING, output, changes.get(lost), null);
    }
  }

  /** Each row takes as many of the inputs as it counts; in the end none may be left. */
  private void compareShares(String output, List<Awaited> inputs, List<Arrived> observed) {
    String form = inputs.get(0).row().text();
    int next = 0;
    for (Arrived row : observed) {
      boolean counts = row.row().text().equals(form);
      double share = counts ? row.row().numbers()[0] : 0;
      if (share < 1 || share > inputs.size() - next) {
        note(Kind.EXTRA, output, null, row);
        continue;
      }
      for (int taken = 0; taken < share; taken++) {
        matches.add(new Match(inputs.get(next++).cause(), row.position()));
      }
    }
    for (Awaited left : inputs.subList(next, inputs.size())) {
      note(Kind.MISSING, output, left, null);
    }
  }

  private static int indexOfMatch(CanonicalRow row, List<Arrived> among, int from) {
    for (int i = from; i < among.size(); i++) {
      if (row.matches(among.get(i).row())) {
        return i;
      }
    }
    return -1;
  }

  private void note(Kind kind, String output, Awaited expected, Arrived observed) {
    switch (kind) {
      case MISSING -> differences.missing(output, expected.row(), expected.cause());
      case EXTRA -> differences.extra(output, observed.row());
      case DIFFERENT ->
          differences.different(output, expected.row(), expected.cause(), observed.row());
    }
  }

  private static final class Side {
    private final List<Awaited> expected = new ArrayList<>();
    private final List<Arrived> observed = new ArrayList<>();
  }

  private record Awaited(CanonicalRow row, CanonicalRow orElse, long cause) {}

  private record Arrived(CanonicalRow row, int position) {}
}
