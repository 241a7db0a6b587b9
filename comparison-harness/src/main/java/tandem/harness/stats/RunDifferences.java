package tandem.harness.stats;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import tandem.harness.result.Metric;
import tandem.harness.result.RunComparison.Difference;
import tandem.harness.result.RunComparison.Meaning;
import tandem.harness.result.RunInfo;
import tandem.harness.result.RunInfo.TraceInfo;
import tandem.model.run.Engine;
import tandem.model.trace.Purpose;

/** What is not the same around the figures of two runs, and which figures that keeps apart. */
final class RunDifferences {
  private static final Set<String> TRAFFIC =
      Set.of("rate", "durationSeconds", "warmupSeconds", "events");
  private static final Set<String> SETUP = Set.of("heap", "parallelism", "profile", "state");

  /** Shown row by row, or of no meaning for a figure. */
  private static final Set<String> ELSEWHERE =
      Set.of("engines", "gears", "rates", "order", "seed", "exercise", "variant");

  private final RunFigures a;
  private final RunFigures b;

  RunDifferences(RunFigures a, RunFigures b) {
    this.a = a;
    this.b = b;
  }

  /** All of them, the gravest first. */
  List<Difference> all() {
    List<Difference> all = new ArrayList<>();
    Map<String, String> left = options(a.run());
    Map<String, String> right = options(b.run());
    for (Meaning meaning : List.of(Meaning.TRAFFIC, Meaning.SETUP, Meaning.OPTION)) {
      compare(meaning, select(left, meaning), select(right, meaning), all);
    }
    compare(Meaning.MACHINE, machine(a.run().host()), machine(b.run().host()), all);
    compare(Meaning.VERSION, versions(a.run().versions()), versions(b.run().versions()), all);
    for (Engine engine : Engine.values()) {
      Map<String, String> ofA = a.settings().get(engine);
      Map<String, String> ofB = b.settings().get(engine);
      if (ofA != null && ofB != null) {
        compare(Meaning.SETTING, prefixed(engine, ofA), prefixed(engine, ofB), all);
      }
    }
    return all;
  }

  /** What differs with a meaning, in a line. */
  String told(Meaning meaning) {
    return all().stream()
        .filter(difference -> difference.meaning() == meaning)
        .map(each -> each.name() + " " + each.a() + " / " + each.b())
        .collect(Collectors.joining(", "));
  }

  /** Whether both were set up alike. */
  boolean sameSetup() {
    return told(Meaning.SETUP).isEmpty();
  }

  /** Whether a figure of both comes from the same records. */
  boolean sameTraffic(RunFigures.Key key) {
    Purpose purpose =
        key.metric() == Metric.DRAIN_RATE || key.metric() == Metric.DRAIN_CPU
            ? Purpose.DRAIN
            : Purpose.LIVE;
    List<TraceInfo> left = traces(a.run(), key, purpose);
    List<TraceInfo> right = traces(b.run(), key, purpose);
    return a.sweep() ? overlap(left, right) : hashes(left).equals(hashes(right));
  }

  /**
   * Traces of sweeps, where each rate has one and the rates need not all be the same: some must be
   * the same, and none of the same length another.
   */
  private static boolean overlap(List<TraceInfo> left, List<TraceInfo> right) {
    Map<Long, String> byLength = new HashMap<>();
    left.forEach(trace -> byLength.put(trace.records(), trace.sha256()));
    boolean contradicted =
        right.stream()
            .map(trace -> Map.entry(trace.sha256(), byLength.getOrDefault(trace.records(), "")))
            .anyMatch(pair -> !pair.getValue().isEmpty() && !pair.getValue().equals(pair.getKey()));
    Set<String> common = new HashSet<>(hashes(left));
    common.retainAll(hashes(right));
    return !contradicted && !common.isEmpty();
  }

  private static Set<String> hashes(List<TraceInfo> traces) {
    return traces.stream().map(TraceInfo::sha256).collect(Collectors.toSet());
  }

  /** A recorded trace is live traffic and drained alike: beside the drains' there is one then. */
  private static List<TraceInfo> traces(RunInfo run, RunFigures.Key key, Purpose purpose) {
    List<TraceInfo> own =
        run.traces().stream()
            .filter(trace -> trace.exercise().equals(key.exercise()))
            .filter(trace -> trace.variant().equals(key.variant()))
            .toList();
    List<TraceInfo> found = own.stream().filter(trace -> trace.purpose() == purpose).toList();
    boolean onlyWarmUp = purpose == Purpose.DRAIN && found.size() < 2;
    if (found.isEmpty() || onlyWarmUp) {
      // state without live traffic is measured in the parity phase
      Purpose other = onlyWarmUp ? Purpose.LIVE : Purpose.PARITY;
      found = new ArrayList<>(found);
      found.addAll(own.stream().filter(trace -> trace.purpose() == other).toList());
    }
    return found;
  }

  private static Map<String, String> options(RunInfo run) {
    Map<String, String> options = new TreeMap<>(run.options());
    options.keySet().removeIf(name -> ELSEWHERE.contains(name) || name.startsWith("gear."));
    options.put("seed", Long.toString(run.seed()));
    return options;
  }

  private static Map<String, String> select(Map<String, String> options, Meaning meaning) {
    Map<String, String> selected = new TreeMap<>(options);
    selected.keySet().removeIf(name -> meaning(name) != meaning);
    return selected;
  }

  private static Meaning meaning(String option) {
    if (TRAFFIC.contains(option) || option.equals("seed")) {
      return Meaning.TRAFFIC;
    }
    return SETUP.contains(option) ? Meaning.SETUP : Meaning.OPTION;
  }

  private static Map<String, String> machine(RunInfo.Host host) {
    Map<String, String> machine = new TreeMap<>();
    machine.put("cpus", Integer.toString(host.cpus()));
    machine.put("cpu", String.valueOf(host.cpuModel()));
    machine.put("memory", (host.memoryBytes() >> 20) + " MB");
    machine.put("system", host.os() + " " + host.arch());
    return machine;
  }

  private static Map<String, String> versions(RunInfo.Versions versions) {
    Map<String, String> known = new TreeMap<>();
    known.put("Tandem", versions.tandem());
    known.put("Java", versions.java());
    known.put("Spark", versions.spark());
    known.put("Flink", versions.flink());
    known.put("Kafka", versions.kafka());
    // a part that did not run has none
    known.values().removeIf(Objects::isNull);
    return known;
  }

  private static Map<String, String> prefixed(Engine engine, Map<String, String> settings) {
    Map<String, String> prefixed = new TreeMap<>();
    settings.forEach((name, value) -> prefixed.put(engine.label() + ": " + name, value));
    return prefixed;
  }

  private static void compare(
      Meaning meaning, Map<String, String> left, Map<String, String> right, List<Difference> into) {
    Set<String> names = new TreeSet<>(left.keySet());
    names.addAll(right.keySet());
    for (String name : names) {
      String ofA = left.get(name);
      String ofB = right.get(name);
      boolean missingPart = meaning == Meaning.VERSION && (ofA == null || ofB == null);
      if (!Objects.equals(ofA, ofB) && !missingPart) {
        into.add(new Difference(meaning, name, ofA, ofB));
      }
    }
  }
}
