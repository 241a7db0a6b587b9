package tandem.model.parity;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
  private static final int AT_A_TIME = 10_000;

  private final Variant variant;
  private final CanonicalRows canonical;
  private final boolean everyChange;
  private final Differences differences = new Differences();
  private final List<Match> matches = new ArrayList<>();
  private long sameKeys;

  private Parity(Variant variant, Meaning meaning) {
    this.variant = variant;
    this.canonical = new CanonicalRows(variant);
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

  /**
   * Walks both lists at once, some thousand rows at a time. They come in much the same order, so a
   * final row soon meets its match and both are let go of: of a million rows only few are held in
   * the form in which rows are compared.
   */
  private ParityResult run(List<ExpectedRow> expected, List<Observed> observed) {
    Map<String, Side> outputs = new LinkedHashMap<>();
    for (int from = 0; from < Math.max(expected.size(), observed.size()); from += AT_A_TIME) {
      List<Awaited> due = part(expected, from).parallelStream().map(this::awaited).toList();
      List<CanonicalRow> came = part(observed, from).parallelStream().map(canonical::of).toList();
      for (int i = 0; i < Math.max(due.size(), came.size()); i++) {
        if (i < due.size()) {
          String output = expected.get(from + i).output();
          outputs.computeIfAbsent(output, Side::new).expect(due.get(i));
        }
        if (i < came.size()) {
          String output = observed.get(from + i).output();
          outputs.computeIfAbsent(output, Side::new).observe(new Arrived(came.get(i), from + i));
        }
      }
    }
    outputs.values().forEach(Side::compareTheRest);
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

  private static <T> List<T> part(List<T> rows, int from) {
    return rows.subList(
        Math.min(from, rows.size()), (int) Math.min((long) from + AT_A_TIME, rows.size()));
  }

  private Awaited awaited(ExpectedRow row) {
    return new Awaited(canonical.of(row), canonical.orElse(row), row.cause());
  }

  /** The rows of one output by their keys, as far as they have not met their match. */
  private final class Side {
    private final String output;
    private final Emission emission;
    private final boolean countsKeys;
    private final Map<String, List<Awaited>> expected = new LinkedHashMap<>();
    private final Map<String, List<Arrived>> observed = new LinkedHashMap<>();
    private final Set<String> keys = new HashSet<>();

    Side(String output) {
      this.output = output;
      boolean result = !output.equals(DeadLetter.OUTPUT);
      this.emission = result ? variant.emission() : Emission.APPEND;
      this.countsKeys = output.equals(Variant.RESULT) && emission == Emission.APPEND;
    }

    void expect(Awaited awaited) {
      CanonicalRow row = awaited.row();
      List<Arrived> came =
          emission == Emission.APPEND ? observed.getOrDefault(row.key(), List.of()) : List.of();
      int found = indexOfMatch(row, came, 0);
      if (found < 0) {
        expected.computeIfAbsent(row.key(), key -> new ArrayList<>(1)).add(awaited);
        return;
      }
      matches.add(new Match(awaited.cause(), came.remove(found).position()));
      if (came.isEmpty()) {
        observed.remove(row.key());
      }
    }

    void observe(Arrived arrived) {
      CanonicalRow row = arrived.row();
      if (countsKeys && !keys.add(row.key())) {
        sameKeys++;
      }
      List<Awaited> due =
          emission == Emission.APPEND ? expected.getOrDefault(row.key(), List.of()) : List.of();
      int found = 0;
      while (found < due.size() && !due.get(found).row().matches(row)) {
        found++;
      }
      if (found == due.size()) {
        observed.computeIfAbsent(row.key(), key -> new ArrayList<>(1)).add(arrived);
        return;
      }
      matches.add(new Match(due.remove(found).cause(), arrived.position()));
      if (due.isEmpty()) {
        expected.remove(row.key());
      }
    }

    void compareTheRest() {
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
      observed.forEach(
          (key, rows) -> {
            if (!expected.containsKey(key)) {
              rows.forEach(row -> note(Kind.EXTRA, output, null, row));
            }
          });
    }
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

  private record Awaited(CanonicalRow row, CanonicalRow orElse, long cause) {}

  private record Arrived(CanonicalRow row, int position) {}
}
