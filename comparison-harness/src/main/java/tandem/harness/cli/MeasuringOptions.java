package tandem.harness.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import tandem.harness.ExitCode;
import tandem.harness.HarnessException;
import tandem.harness.process.Installation;
import tandem.harness.resources.Machine;
import tandem.harness.run.Forecast;
import tandem.harness.run.RunOptions;
import tandem.harness.run.RunOptions.Selected;
import tandem.harness.services.Addresses;
import tandem.model.catalog.Service;
import tandem.model.run.Engine;
import tandem.model.run.Gear;
import tandem.model.run.Profile;
import tandem.model.run.StateBackend;

/** The options that all measuring commands have, and what they do with them. */
final class MeasuringOptions {
  private static final int HIGHEST_PARALLELISM = 64;

  @Option(names = "--variant", description = "One variant by name, or all.")
  String variant;

  @Option(
      names = "--quick",
      description =
          "Short: one JVM per engine, 20 s live (10 s where several exercises are run); shows shapes, proves no difference.")
  boolean quick;

  @Option(names = "--duration", description = "Measured seconds (default: 60, quick 20 or 10).")
  Integer duration;

  @Option(
      names = "--warmup",
      description = "Seconds of traffic before the measured part (default: 15, quick 8 or 5).")
  Integer warmup;

  @Option(
      names = "--events",
      description = "Records of the drain; 0 for no drain (default: 1000000, quick 500000 or 0).")
  Long events;

  @Option(
      names = "--seed",
      defaultValue = "42",
      description = "Seed of all traffic (default: ${DEFAULT-VALUE}).")
  long seed;

  @Option(
      names = "--parallelism",
      defaultValue = "2",
      description = "Partitions, slots and shuffle partitions (default: ${DEFAULT-VALUE}).")
  int parallelism;

  @Option(
      names = "--heap",
      defaultValue = "2g",
      description = "Heap of each engine (default: ${DEFAULT-VALUE}).")
  String heap;

  @Option(
      names = "--profile",
      defaultValue = "default",
      description = "Settings: default or tuned.")
  Profile profile;

  @Option(
      names = "--state",
      defaultValue = "rocksdb",
      description = "State store: rocksdb or memory.")
  StateBackend state;

  @Option(
      names = "--bootstrap",
      description = "Use this Kafka (host:port) instead of starting one.")
  String bootstrap;

  @Option(
      names = "--postgres",
      paramLabel = "URL",
      description =
          "Use this PostgreSQL (jdbc:postgresql://host:port/db?user=...&password=...) instead of "
              + "starting one where a variant needs it.")
  String postgres;

  @Option(
      names = "--redis",
      paramLabel = "ADDRESS",
      description =
          "Use this Redis (host:port, or redis://user:password@host:port/db) instead of starting one "
              + "where a variant needs it.")
  String redis;

  @Option(names = "--keep", description = "Leave topics and folders behind.")
  boolean keep;

  @Option(names = "--out", description = "Folder of the results (default: runs/<time>).")
  Path out;

  /**
   * Looks at what stands by itself.
   *
   * @throws HarnessException naming the option and its mend
   */
  void check() {
    positive("--duration", duration);
    if (parallelism < 1 || parallelism > HIGHEST_PARALLELISM) {
      throw usage(
          "--parallelism " + parallelism + " is out of range; give 1 to " + HIGHEST_PARALLELISM);
    }
    if (!heap.matches("[1-9][0-9]*[mMgG]")) {
      throw usage("--heap '" + heap + "' is no size; give for instance 2g");
    }
    if (events != null && events < 0) {
      throw usage("--events " + events + " is negative; give 0 for no drain");
    }
    if (warmup != null && warmup < 0) {
      throw usage("--warmup " + warmup + " is negative");
    }
  }

  /**
   * The options of a command that takes one variant through gears of its own choice, a process
   * each.
   *
   * @param seconds measured, unless the user said it
   * @param leadIn seconds before, unless the user said it
   * @param drained records of a drain, unless the user said it
   */
  RunOptions gearByGear(Selected selected, int seconds, int leadIn, long drained) {
    return gearByGear(selected, Optional.empty(), seconds, leadIn, drained);
  }

  /** The same at one offered rate; empty takes the variant's own. */
  RunOptions gearByGear(
      Selected selected, Optional<Double> rate, int seconds, int leadIn, long drained) {
    return new RunOptions(
        List.of(selected),
        List.of(Engine.values()),
        quick,
        false,
        rate,
        Duration.ofSeconds(duration != null ? duration : seconds),
        Duration.ofSeconds(warmup != null ? warmup : leadIn),
        events != null ? events : drained,
        1,
        seed,
        Optional.empty(),
        parallelism,
        heap,
        profile,
        state,
        Map.of(),
        RunOptions.Order.AB,
        Optional.ofNullable(bootstrap),
        services(),
        keep,
        folder());
  }

  /** The servers beside Kafka that exist. */
  Map<Service, String> services() {
    Map<Service, String> given = new EnumMap<>(Service.class);
    if (postgres != null) {
      given.put(Service.POSTGRES, Addresses.parsed(Service.POSTGRES, postgres));
    }
    if (redis != null) {
      given.put(Service.REDIS, Addresses.parsed(Service.REDIS, redis));
    }
    return given;
  }

  /** The folder of the results. */
  Path folder() {
    String name = String.valueOf(System.currentTimeMillis() / 1000);
    Path folder = out != null ? out : Installation.locate().home().resolve("runs").resolve(name);
    return folder.toAbsolutePath();
  }

  /** The gear of a name, or the usage error that says which there are. */
  static Gear gear(Engine engine, String name) {
    try {
      return Gear.parse(engine, name);
    } catch (IllegalArgumentException e) {
      throw usage(e.getMessage());
    }
  }

  /** Makes a folder, or says that it can not be written. */
  static Path writable(Path folder) {
    try {
      Path absolute = Files.createDirectories(folder);
      Files.delete(Files.createTempFile(absolute, "write", ".probe"));
      return absolute;
    } catch (IOException e) {
      throw usage("can't write to --out " + folder + "; name a folder that you may write");
    }
  }

  /** Sees that the machine has what is needed. */
  static void ready(Forecast forecast) {
    for (Machine.Check check :
        Machine.checks(forecast.memoryBytes(), Forecast.scratch(), forecast.diskBytes())) {
      if (!check.fine()) {
        throw new HarnessException(ExitCode.ENVIRONMENT, check.what() + ": " + check.mend());
      }
    }
  }

  static void positive(String option, Number value) {
    if (value != null && !(value.doubleValue() > 0)) {
      throw usage(option + " " + value + " must be greater than 0");
    }
  }

  static HarnessException usage(String message) {
    return new HarnessException(ExitCode.USAGE, message);
  }

  /** The command line that was given, without the passwords in it. */
  static String commandLine(CommandSpec spec) {
    List<String> arguments = spec.commandLine().getParent().getParseResult().originalArgs();
    return "./tandem " + String.join(" ", arguments.stream().map(Addresses::masked).toList());
  }

  /** The options for people. */
  static Map<String, String> effective(RunOptions options) {
    Map<String, String> effective = new TreeMap<>();
    effective.put(
        "engines", String.join(",", options.engines().stream().map(Engine::label).toList()));
    effective.put("quick", Boolean.toString(options.quick()));
    effective.put("rate", options.rate().map(Object::toString).orElse("variant"));
    effective.put("durationSeconds", Long.toString(options.duration().toSeconds()));
    effective.put("warmupSeconds", Long.toString(options.leadIn().toSeconds()));
    effective.put("events", Long.toString(options.events()));
    effective.put("repeat", Integer.toString(options.repeat()));
    effective.put("parallelism", Integer.toString(options.parallelism()));
    effective.put("heap", options.heap());
    effective.put("profile", options.profile().name().toLowerCase(Locale.ROOT));
    effective.put("state", options.state().name().toLowerCase(Locale.ROOT));
    options.engines().forEach(e -> effective.put("gear." + e.label(), options.gear(e).name()));
    effective.put("order", options.order().name());
    options
        .services()
        .forEach((service, address) -> effective.put(service.label(), Addresses.masked(address)));
    return effective;
  }
}
