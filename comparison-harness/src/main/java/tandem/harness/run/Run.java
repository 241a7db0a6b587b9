package tandem.harness.run;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import oshi.SystemInfo;
import oshi.hardware.HardwareAbstractionLayer;
import tandem.harness.claims.Claims;
import tandem.harness.process.Installation;
import tandem.harness.resources.Scheduler;
import tandem.harness.result.ExerciseResult;
import tandem.harness.result.ExerciseResult.Unavailable;
import tandem.harness.result.HistogramName;
import tandem.harness.result.LatencyHistogram;
import tandem.harness.result.PerEngine;
import tandem.harness.result.Result;
import tandem.harness.result.RunInfo;
import tandem.harness.run.RunOptions.Selected;
import tandem.model.catalog.Text;
import tandem.model.run.Engine;
import tandem.model.trace.Purpose;
import tandem.model.trace.Trace;

/** A whole run, from its options to its result. */
public final class Run {
  /** Version of the project. */
  public static final String VERSION = "0.1.0";

  private static final DateTimeFormatter ID =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

  private final RunOptions options;
  private final Installation installation;
  private final Instant time = Instant.now();
  private final Map<HistogramName, LatencyHistogram> histograms = new HashMap<>();

  public Run(RunOptions options, Installation installation) {
    this.options = options;
    this.installation = installation;
  }

  /** Name of the run. */
  public String id() {
    return id(time);
  }

  static String id(Instant time) {
    return ID.format(time);
  }

  /** The merged histograms, once it has run. */
  public Map<HistogramName, LatencyHistogram> histograms() {
    return histograms;
  }

  /**
   * Runs.
   *
   * @param command the command line that repeats it
   * @param effective the options for people
   * @param say is told what is being done
   */
  public Result run(String command, Map<String, String> effective, Watcher say) {
    Runner.Outcome outcome = new Runner(options, installation, id(), say).run();
    List<ExerciseResult> exercises = new ArrayList<>();
    for (Selected selected : options.selection()) {
      Map<Engine, List<Cell>> cells = outcome.cells().getOrDefault(selected, Map.of());
      List<Unavailable> refused = outcome.unavailable().getOrDefault(selected, List.of());
      List<String> failures = outcome.failures().getOrDefault(selected, List.of());
      if (!cells.isEmpty() || !refused.isEmpty() || !failures.isEmpty()) {
        exercises.add(new Assembly(options, selected, cells, histograms).result(refused, failures));
      }
    }
    Map<Engine, Map<String, String>> settings = new EnumMap<>(Engine.class);
    outcome.settings().forEach((engine, values) -> settings.put(engine, new TreeMap<>(values)));
    RunInfo info =
        info(time, command, options.seed(), outcome.traces(), outcome.versions(), effective);
    Manifest manifest = new Manifest(outcome.settings());
    List<Text> warnings = new ArrayList<>(manifest.undeclared());
    Result result =
        Result.of(
            info,
            PerEngine.of(settings),
            manifest.differences(),
            exercises,
            Claims.judge(exercises),
            warnings);
    return manifest.undeclared().isEmpty() ? result : invalid(result);
  }

  /** What identifies a run, and its surroundings. */
  static RunInfo info(
      Instant time,
      String command,
      long seed,
      Traces traces,
      Map<Engine, String> versions,
      Map<String, String> effective) {
    return new RunInfo(
        id(time),
        time,
        command,
        seed,
        traces(traces),
        identity(traces),
        new RunInfo.Versions(
            VERSION,
            System.getProperty("java.version"),
            versions.get(Engine.SPARK),
            versions.get(Engine.FLINK),
            kafkaVersion()),
        host(),
        effective);
  }

  private static Result invalid(Result r) {
    return new Result(
        r.schemaVersion(),
        r.run(),
        r.settings(),
        r.settingDifferences(),
        r.exercises(),
        r.gears(),
        r.comparison(),
        r.claims(),
        false,
        false,
        r.warnings());
  }

  private static List<RunInfo.TraceInfo> traces(Traces traces) {
    return traces.all().stream()
        .map(
            t ->
                new RunInfo.TraceInfo(
                    t.header().exercise(),
                    t.header().variant(),
                    purpose(t),
                    t.sha256(),
                    t.records()))
        .toList();
  }

  private static String identity(Traces traces) {
    return traces.all().stream()
        .filter(trace -> purpose(trace) == Purpose.LIVE)
        .findFirst()
        .or(() -> traces.all().stream().findFirst())
        .map(Trace::sha256)
        .orElse(null);
  }

  private static Purpose purpose(Trace trace) {
    return trace.header().request() == null ? Purpose.LIVE : trace.header().request().purpose();
  }

  /** The version of the clients, which is the broker's where the run started it. */
  private static String kafkaVersion() {
    try (InputStream file = Run.class.getResourceAsStream("/kafka/kafka-version.properties")) {
      Properties properties = new Properties();
      properties.load(file);
      return properties.getProperty("version");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static RunInfo.Host host() {
    HardwareAbstractionLayer hardware = new SystemInfo().getHardware();
    return new RunInfo.Host(
        System.getProperty("os.name") + " " + System.getProperty("os.version"),
        System.getProperty("os.arch"),
        Runtime.getRuntime().availableProcessors(),
        hardware.getMemory().getTotal(),
        hardware.getProcessor().getProcessorIdentifier().getName(),
        Scheduler.autogroup().orElse(null));
  }
}
