package tandem.model.parity;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import tandem.model.parity.ParityResult.Difference;
import tandem.model.parity.ParityResult.Kind;

/** How many differences there are of each kind, and the first few of them, for people. */
final class Differences {
  private static final int SHOWN = 10;
  private static final long NO_CAUSE = -1;

  private final Map<Kind, Long> counts = new EnumMap<>(Kind.class);
  private final List<Difference> shown = new ArrayList<>();

  /** An expected row that did not come; the cause is the trace record that makes it ready. */
  void missing(String output, CanonicalRow expected, long cause) {
    add(Kind.MISSING, output, expected.show(), null, cause);
  }

  /** A row that nobody expects. */
  void extra(String output, CanonicalRow observed) {
    add(Kind.EXTRA, output, null, observed.show(), NO_CAUSE);
  }

  /** A row that came in the place of an expected one. */
  void different(String output, CanonicalRow expected, long cause, CanonicalRow observed) {
    add(Kind.DIFFERENT, output, expected.show(), observed.show(), cause);
  }

  private void add(Kind kind, String output, String expected, String observed, long cause) {
    counts.merge(kind, 1L, Long::sum);
    if (shown.size() < SHOWN) {
      shown.add(new Difference(kind, output, expected, observed, cause));
    }
  }

  long count(Kind kind) {
    return counts.getOrDefault(kind, 0L);
  }

  boolean none() {
    return counts.isEmpty();
  }

  List<Difference> shown() {
    return List.copyOf(shown);
  }
}
