package tandem.harness.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tandem.harness.result.ParityFinding;
import tandem.model.run.Engine;

/** Says what a sweep found, in words that are made from its figures only. */
final class SweepVerdict {
  /** More gears than this make no readable sentence; the fastest and slowest stand for the rest. */
  private static final int NAMED_GEARS = 4;

  private final SweepView view;
  private final Messages words;
  private final Figures figures;

  SweepVerdict(SweepView view, Messages words) {
    this.view = view;
    this.words = words;
    this.figures = words.figures();
  }

  /** What was found. */
  String verdict() {
    if (!view.wrong().isEmpty()) {
      List<String> names = view.wrong().stream().map(GearView::inSentence).toList();
      return words.text("verdict.wrong", words.list(names));
    }
    if (!view.sweep().valid()) {
      return words.text("verdict.invalid");
    }
    List<String> found = new ArrayList<>();
    latencies().ifPresent(found::add);
    capacity().ifPresent(found::add);
    if (found.isEmpty()) {
      return words.text("sweep.verdict.none");
    }
    if (!view.sweep().claimable()) {
      found.add(0, words.text("verdict.shape", words.text("sweep.shape")));
    }
    return String.join(" ", found);
  }

  /** Whether the outputs were right, and which gear worked cheapest. */
  String lead() {
    List<String> said = new ArrayList<>();
    said.add(parity());
    if (view.wrong().isEmpty() && view.sweep().valid()) {
      floor().ifPresent(said::add);
      cheapest().ifPresent(said::add);
    }
    return String.join(" ", said).strip();
  }

  /** Whether the outputs were right; empty where none was checked. */
  String parity() {
    if (!view.wrong().isEmpty()) {
      return view.wrong().stream().map(this::wrong).collect(Collectors.joining(" "));
    }
    long checked = view.right().stream().filter(gear -> gear.curve().parity() != null).count();
    return checked == 0 ? "" : words.text("sweep.lead.right", checked);
  }

  private String wrong(GearView gear) {
    ParityFinding finding = gear.curve().parity();
    return words.text(
        "lead.wrong", gear.name(), finding.missing(), finding.extra(), finding.different());
  }

  private Optional<String> latencies() {
    List<GearView> named = named();
    if (named.isEmpty()) {
      return Optional.empty();
    }
    List<String> parts = new ArrayList<>();
    for (GearView gear : named) {
      String key = parts.isEmpty() ? "sweep.verdict.first" : "sweep.verdict.next";
      parts.add(words.text(key, gear.inSentence(), figures.ms(p50(gear))));
    }
    return Optional.of(
        words.text("sweep.verdict.latency", figures.number(view.reference()), words.list(parts)));
  }

  private Optional<String> floor() {
    return compared(true).stream()
        .findFirst()
        .map(gear -> words.text("sweep.lead.floor", figures.ms(p50(gear))));
  }

  private Optional<String> capacity() {
    List<GearView> measured =
        engines(view.right()).stream().filter(gear -> gear.capacity() != null).toList();
    if (measured.size() < 2) {
      return Optional.empty();
    }
    return measured.stream()
        .max(Comparator.comparing(GearView::capacity))
        .map(
            gear ->
                words.text(
                    "sweep.verdict.capacity", gear.inSentence(), figures.number(gear.capacity())));
  }

  private Optional<String> cheapest() {
    List<GearView> measured = compared(false).stream().filter(gear -> cpu(gear) != null).toList();
    if (measured.size() < 2) {
      return Optional.empty();
    }
    return measured.stream()
        .min(Comparator.comparing(this::cpu))
        .map(
            gear ->
                words.text(
                    "sweep.lead.cheapest",
                    gear.inSentence(),
                    figures.number(cpu(gear)),
                    figures.ms(p50(gear))));
  }

  /** The engines' gears at the reference rate, fastest first, few enough for a sentence. */
  private List<GearView> named() {
    List<GearView> all = compared(false);
    if (all.size() <= NAMED_GEARS) {
      return all;
    }
    Set<GearView> kept = new LinkedHashSet<>();
    for (Engine engine : List.of(Engine.SPARK, Engine.FLINK)) {
      List<GearView> own = all.stream().filter(gear -> gear.engine() == engine).toList();
      if (!own.isEmpty()) {
        kept.add(own.get(0));
        kept.add(own.get(own.size() - 1));
      }
    }
    return kept.stream().sorted(Comparator.comparing(this::p50)).toList();
  }

  private List<GearView> compared(boolean floor) {
    return view.right().stream()
        .filter(gear -> (gear.engine() == Engine.FLOOR) == floor)
        .filter(gear -> view.compared(gear).isPresent())
        .sorted(Comparator.comparing(this::p50))
        .toList();
  }

  private static List<GearView> engines(List<GearView> gears) {
    return gears.stream().filter(gear -> gear.engine() != Engine.FLOOR).toList();
  }

  private Double p50(GearView gear) {
    return view.compared(gear).map(GearView::p50).orElse(null);
  }

  private Double cpu(GearView gear) {
    return view.compared(gear).map(GearView::cpu).orElse(null);
  }
}
