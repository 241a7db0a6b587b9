package tandem.harness.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import tandem.harness.result.CrashResult;
import tandem.harness.result.CrashResult.Rows;

/** Says what a crash test found, in words that are made from its figures only. */
final class CrashVerdict {
  private final CrashResult crash;
  private final List<RecoveryView> views;
  private final Messages words;
  private final Figures figures;

  CrashVerdict(CrashResult crash, List<RecoveryView> views, Messages words) {
    this.crash = crash;
    this.views = views;
    this.words = words;
    this.figures = words.figures();
  }

  /** What was found. */
  String verdict() {
    List<String> found = new ArrayList<>();
    views.stream().filter(RecoveryView::broken).map(this::broken).forEach(found::add);
    times().ifPresent(found::add);
    if (found.isEmpty()) {
      return words.text("crash.verdict.none");
    }
    if (!crash.claimable() && !crash.broken()) {
      found.add(0, words.text("verdict.shape", words.text("crash.quick")));
    }
    return String.join(" ", found);
  }

  /** Whether the promises were kept, and what it took. */
  String lead() {
    List<String> said = new ArrayList<>();
    said.add(promises());
    for (RecoveryView view : views) {
      if (view.kept() && view.recovery().committed().duplicated() > 0) {
        said.add(
            words.text(
                "crash.lead.again",
                view.name(),
                figures.number(view.recovery().committed().duplicated())));
      }
    }
    return String.join(" ", said).strip();
  }

  /** Whether the promises were kept; empty where none was looked at. */
  String promises() {
    if (crash.broken()) {
      return words.text("crash.lead.broken");
    }
    long kept = views.stream().filter(RecoveryView::kept).count();
    return kept == 0 ? "" : words.text("crash.lead.kept", kept);
  }

  private String broken(RecoveryView view) {
    Rows rows = view.recovery().committed();
    return words.text(
        "crash.verdict.broken", view.name(), rows.lost(), rows.duplicated(), rows.altered());
  }

  private Optional<String> times() {
    List<RecoveryView> back =
        views.stream()
            .filter(view -> view.kept() && view.recovery().times().firstRowSeconds() != null)
            .sorted(Comparator.comparing(view -> view.recovery().times().firstRowSeconds()))
            .toList();
    if (back.isEmpty()) {
      return Optional.empty();
    }
    List<String> parts = new ArrayList<>();
    for (RecoveryView view : back) {
      String key = parts.isEmpty() ? "crash.verdict.first" : "crash.verdict.next";
      double seconds = view.recovery().times().firstRowSeconds();
      parts.add(words.text(key, view.name(), figures.duration(seconds)));
    }
    return Optional.of(
        words.text(
            "crash.verdict.times", figures.number(crash.offeredPerSecond()), words.list(parts)));
  }
}
