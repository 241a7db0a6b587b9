package tandem.harness.report;

import static tandem.harness.result.Samples.right;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import tandem.harness.result.ClaimFinding;
import tandem.harness.result.ExerciseResult;
import tandem.harness.result.GearMeasures;
import tandem.harness.result.HistogramName;
import tandem.harness.result.HistogramName.Clock;
import tandem.harness.result.LatencyAnatomy;
import tandem.harness.result.LatencyAnatomy.Band;
import tandem.harness.result.LatencyAnatomy.Part;
import tandem.harness.result.LatencyHistogram;
import tandem.harness.result.LatencyMeasures;
import tandem.harness.result.LatencyMeasures.LatencyAt;
import tandem.harness.result.LatencyMeasures.Population;
import tandem.harness.result.Measures;
import tandem.harness.result.Measures.Drain;
import tandem.harness.result.Measures.Repetition;
import tandem.harness.result.Measures.State;
import tandem.harness.result.Measures.StateAt;
import tandem.harness.result.ParityFinding;
import tandem.harness.result.ParityFinding.Difference;
import tandem.harness.result.ParityFinding.TableLook;
import tandem.harness.result.PerEngine;
import tandem.harness.result.Result;
import tandem.harness.result.RunInfo;
import tandem.harness.result.Samples;
import tandem.harness.result.SettingDifference;
import tandem.harness.stats.Comparer;
import tandem.model.catalog.Claim;
import tandem.model.catalog.Emission;
import tandem.model.catalog.Text;
import tandem.model.parity.ParityResult.Kind;
import tandem.model.run.Engine;
import tandem.model.run.Stage;
import tandem.model.trace.Purpose;

/** Results with made-up figures, in the shapes that a run can have. */
final class Fixture {
  static final String HOSTILE = "</script><script>alert('x')</script> & \"quoted\" | piped";

  static final List<ClaimFinding> CLAIMS =
      List.of(
          new ClaimFinding(
              "11.1.2",
              "moon",
              new Text("The moon is made of cheese.", "La luna es de queso."),
              new Text("By a taste of it.", "Probándola."),
              Claim.Verdict.REFUTED,
              Map.of("kafka/spark/p99Ms", 480.0),
              null),
          new ClaimFinding(
              "11.1.2",
              "sun",
              new Text("The sun is, too.", "El sol, también."),
              new Text("The same.", "Igual."),
              Claim.Verdict.NOT_SHOWN,
              Map.of(),
              new Text("nobody came near", "nadie se acercó")));

  private static final List<String> PARITY = List.of("parity");

  final Map<HistogramName, LatencyHistogram> histograms = new LinkedHashMap<>();
  private final List<ExerciseResult> exercises = new ArrayList<>();
  private final boolean quick;

  private Fixture(boolean quick) {
    this.quick = quick;
  }

  /** One stateless exercise with the floor, right and repeated. */
  static Fixture full() {
    return new Fixture(false).stateless();
  }

  /** The same as a quick run. */
  static Fixture quick() {
    return new Fixture(true).stateless();
  }

  /** One exercise that was checked and not timed: its measures are empty. */
  static Fixture parityOnly() {
    Fixture fixture = new Fixture(true);
    fixture.checked("11.1.2", "kafka", new PerEngine<>(right(128), right(128), null));
    return fixture;
  }

  /** Killed in the middle: one variant may lose rows, and Spark has lost some. */
  static Fixture losing() {
    Fixture fixture = new Fixture(true);
    ParityFinding lost =
        new ParityFinding(
            true, 128, 120, 8, 0, 0, 0, 0, 12, List.of(), List.of(), List.of(), PARITY);
    fixture.checked("11.3.4", "postgres-naive-killed", new PerEngine<>(lost, right(128), null));
    return fixture;
  }

  /** A variant in which the engines mean different things by a watermark. */
  static Fixture meanings() {
    Fixture fixture = new Fixture(true);
    fixture.checked(
        "11.4.1",
        "cut-off",
        new PerEngine<>(right(128), right(128), null),
        List.of(
            new Difference(
                Kind.DIFFERENT, "result", "count=2 ", "count=5 ", 17, "{\"evento_id\":\"e-17\"}"),
            new Difference(Kind.EXTRA, "result", null, "count=6 ", -1, null)));
    return fixture;
  }

  /** Two variants whose tables were read after each kill. */
  static Fixture looks() {
    Fixture fixture = new Fixture(true);
    fixture.checked(
        "11.2.5", "overwrite-killed", new PerEngine<>(looked(180, 120), looked(180, 60), null));
    fixture.checked(
        "11.2.5", "delta-killed", new PerEngine<>(looked(180, 180), looked(120, 120), null));
    return fixture;
  }

  private static ParityFinding looked(long first, long second) {
    List<TableLook> looks =
        List.of(
            new TableLook(first, 0), new TableLook(second, first - second), new TableLook(240, 0));
    return new ParityFinding(
        true, 240, 240, 0, 0, 0, 0, 0, 12, List.of(), looks, List.of(), PARITY);
  }

  private void checked(String id, String variant, PerEngine<ParityFinding> parity) {
    checked(id, variant, parity, List.of());
  }

  private void checked(
      String id, String variant, PerEngine<ParityFinding> parity, List<Difference> meanings) {
    Measures nothing = Samples.nothing();
    exercises.add(
        new ExerciseResult(
            id,
            variant,
            "Checked",
            new Text("Checked only", "Solo comprobado"),
            true,
            Emission.APPEND,
            parity,
            true,
            PerEngine.none(),
            new PerEngine<>(nothing, nothing, null),
            List.of(),
            List.of(),
            true,
            false,
            List.of(),
            List.of(),
            meanings));
  }

  /** Three exercises: a wrong output, windows with state, and one that was not timed. */
  static Fixture several() {
    return new Fixture(true).wrong().windows().untimed();
  }

  /** An exercise with two timed variants that keep state: one that levels off, one that grows. */
  static Fixture states() {
    Fixture fixture = new Fixture(true).windows();
    fixture.exercise(
        new ExerciseShape("11.3.2", "growing", "TimeWindows", false, Population.WINDOWS, 1_500),
        new Text("Windows of time", "Ventanas de tiempo"),
        new PerEngine<>(right(720), right(720), null),
        new PerEngine<>(
            contender(Engine.SPARK, 610, 0.3, 73_400, 23.3, growing()),
            contender(Engine.FLINK, 210, 0.45, 55_200, 19.4, growing()),
            null),
        List.of());
    return fixture;
  }

  /** An exercise with variants that differ in the watermark's delay alone. */
  static Fixture delays() {
    Fixture fixture = new Fixture(true);
    fixture.delayed("once-per-window", Population.INPUTS, null, 1_400, 95);
    fixture.delayed("closed-5m", Population.WINDOWS, 300.0, 900, 210);
    fixture.delayed("closed-15m", Population.WINDOWS, 900.0, 900, 210);
    fixture.delayed("closed-30m", Population.WINDOWS, 1_800.0, 900, 210);
    return fixture;
  }

  private void delayed(
      String variant, Population population, Double wait, double spark, double flink) {
    exercise(
        new ExerciseShape(
            "11.6.3", variant, "AnomalyAgainstBaseline", wait == null, population, 1_500, wait),
        new Text("Anomalies", "Anomalías"),
        new PerEngine<>(right(720), right(720), null),
        new PerEngine<>(
            contender(Engine.SPARK, spark, 0.3, 73_400, 23.3, null),
            contender(Engine.FLINK, flink, 0.45, 55_200, 19.4, null),
            null),
        List.of());
  }

  Result result() {
    RunInfo run =
        new RunInfo(
            "2024-02-30-made-up",
            Instant.parse("2024-02-29T12:34:56Z"),
            "./tandem run 11.1.2 --repeat 5 --seed 1234 # " + HOSTILE,
            1234,
            List.of(
                new RunInfo.TraceInfo("11.1.2", "kafka", Purpose.PARITY, "ab".repeat(32), 6_000),
                new RunInfo.TraceInfo("11.1.2", "kafka", Purpose.LIVE, "cd".repeat(32), 100_000)),
            "cd".repeat(32),
            new RunInfo.Versions("0.1.0", "17.0.99", "4.2.0", "2.3.0", "4.4.0"),
            new RunInfo.Host(
                "Madeup Linux 1.0", "amd64", 2, 8_000_000_000L, "Imaginary CPU", false),
            Map.of("repeat", "5", "profile", "default"));
    return Result.of(
        run,
        new PerEngine<>(
            Map.of("spark.sql.shuffle.partitions", "2", "trigger", "asap"),
            Map.of("parallelism.default", "2", "execution.buffer-timeout", "100 ms"),
            Map.of("threads", "2")),
        List.of(
            new SettingDifference("parallelism", "2", "2", SettingDifference.Kind.EQUAL, null),
            new SettingDifference(
                "checkpoint",
                "every batch",
                "1 s",
                SettingDifference.Kind.INTRINSIC,
                "Spark checkpoints with every batch"),
            new SettingDifference("heap", "1 GB", "1 GB", SettingDifference.Kind.EQUAL, null)),
        exercises,
        CLAIMS,
        List.of(Text.untranslated("a made-up warning: " + HOSTILE)));
  }

  private Fixture stateless() {
    exercise(
        new ExerciseShape("11.1.2", "kafka", "FirstStreamingJob", true, Population.INPUTS, 20_000),
        new Text("The first streaming job", "El primer job de streaming"),
        new PerEngine<>(right(40_000), right(40_000), right(40_000)),
        new PerEngine<>(
            contender(Engine.SPARK, 270, 0.35, 69_100, 22.1, null),
            contender(Engine.FLINK, 5.5, 0.6, 181_000, 6.3, null),
            contender(Engine.FLOOR, 4.9, 0.5, 187_000, 5.8, null)),
        List.of());
    return this;
  }

  private Fixture wrong() {
    ParityFinding wrong =
        new ParityFinding(
            false,
            40_000,
            39_999,
            1,
            0,
            1,
            0,
            0,
            12,
            List.of(
                new Difference(
                    Kind.MISSING, "result", "evento_id=e17 monto=#", null, 17, "{\"a\":1}"),
                new Difference(
                    Kind.DIFFERENT, "result", "evento_id=e18", HOSTILE, 18, "{\"b\":" + HOSTILE)),
            List.of(),
            List.of(),
            List.of("parity", "live"));
    exercise(
        new ExerciseShape("11.1.2", "kafka", "FirstStreamingJob", true, Population.INPUTS, 20_000),
        new Text("The first streaming job", "El primer job de streaming"),
        new PerEngine<>(right(40_000), wrong, right(40_000)),
        new PerEngine<>(
            contender(Engine.SPARK, 270, 0.35, 69_100, 22.1, null),
            contender(Engine.FLINK, 5.5, 0.6, 181_000, 6.3, null),
            contender(Engine.FLOOR, 4.9, 0.5, 187_000, 5.8, null)),
        List.of());
    return this;
  }

  private Fixture windows() {
    exercise(
        new ExerciseShape("11.3.2", "tumbling", "TimeWindows", true, Population.WINDOWS, 1_500),
        new Text("Windows of time", "Ventanas de tiempo"),
        new PerEngine<>(right(720), right(720), null),
        new PerEngine<>(
            contender(Engine.SPARK, 610, 0.3, 73_400, 23.3, state(1.0)),
            contender(Engine.FLINK, 210, 0.45, 55_200, 19.4, state(1.4)),
            null),
        List.of(
            new ExerciseResult.Unavailable(
                Engine.SPARK, "asap", "asap, memory", "RocksDB is required for this operator")));
    return this;
  }

  private Fixture untimed() {
    exercise(
        new ExerciseShape("11.1.2", "console", "FirstStreamingJob", false, Population.INPUTS, 0),
        new Text("The first streaming job", "El primer job de streaming"),
        new PerEngine<>(right(100), right(100), null),
        PerEngine.none(),
        List.of());
    return this;
  }

  private record ExerciseShape(
      String id,
      String variant,
      String name,
      boolean headline,
      Population population,
      int samples,
      Double waitSeconds) {

    ExerciseShape(
        String id,
        String variant,
        String name,
        boolean headline,
        Population population,
        int samples) {
      this(
          id,
          variant,
          name,
          headline,
          population,
          samples,
          population == Population.WINDOWS ? 600.0 : null);
    }
  }

  private record Contending(
      Engine engine, double median, double spread, double rate, double cpu, State state) {}

  private static Contending contender(
      Engine engine, double median, double spread, double rate, double cpu, State state) {
    return new Contending(engine, median, spread, rate, cpu, state);
  }

  private void exercise(
      ExerciseShape shape,
      Text title,
      PerEngine<ParityFinding> parity,
      PerEngine<Contending> contending,
      List<ExerciseResult.Unavailable> unavailable) {
    Map<Engine, Measures> measures = new LinkedHashMap<>();
    List<GearMeasures> gears = new ArrayList<>();
    for (Engine engine : contending.engines()) {
      Measures of = measures(shape, contending.get(engine));
      measures.put(engine, of);
      gears.add(new GearMeasures(shape.id(), shape.variant(), engine, "standard", of));
    }
    PerEngine<Measures> all = PerEngine.of(measures);
    boolean right = parity.engines().stream().allMatch(engine -> parity.get(engine).equal());
    exercises.add(
        new ExerciseResult(
            shape.id(),
            shape.variant(),
            shape.name(),
            title,
            shape.headline(),
            Emission.APPEND,
            parity,
            right,
            PerEngine.none(),
            all,
            gears,
            Comparer.compare(
                new Comparer.Subject(
                    shape.id(), shape.variant(), Emission.APPEND, quick, true, 1234),
                parity,
                all),
            right,
            right && !quick,
            List.of(),
            unavailable,
            List.of()));
  }

  private Measures measures(ExerciseShape shape, Contending contender) {
    Random random =
        new Random(contender.engine().label().length() * 7L + Math.round(contender.median()));
    LatencyHistogram reader = new LatencyHistogram();
    LatencyHistogram broker = new LatencyHistogram();
    for (int i = 0; i < shape.samples(); i++) {
      double ms = contender.median() * Math.exp(contender.spread() * random.nextGaussian());
      reader.recordMicros(Math.round(ms * 1000));
      broker.recordMicros(Math.round(ms * 800));
    }
    add(shape, contender.engine(), Clock.END_TO_END, reader);
    add(shape, contender.engine(), Clock.BROKER, broker);
    List<LatencyAt> overTime = new ArrayList<>();
    for (int second = 1; second <= 20; second++) {
      double median = contender.median() * (1 + 0.1 * random.nextGaussian());
      overTime.add(new LatencyAt(second, median, median * 1.8, 1000));
    }
    boolean windows = shape.population() == Population.WINDOWS;
    return new Measures(
        new LatencyMeasures(
            reader.summary(), broker.summary(), overTime, shape.waitSeconds(), shape.population()),
        new Drain(contender.rate(), contender.cpu(), 500_000, 500_000 / contender.rate(), "sink"),
        contender.state(),
        contender.engine() == Engine.FLOOR ? 210_000_000L : 1_420_000_000L,
        31.25,
        420L,
        new Measures.Lag(0.14, 0.92, 4.5),
        9.5,
        0.02,
        0.1,
        false,
        repetitions(contender, random),
        windows ? null : anatomy(contender),
        null);
  }

  /**
   * Of micro-batches in stages, of which too much is unexplained in the tail; the floor as a whole.
   */
  private static LatencyAnatomy anatomy(Contending contender) {
    double ms = contender.median();
    if (contender.engine() == Engine.FLOOR) {
      Band band =
          new Band(
              500,
              ms,
              List.of(new Part(Stage.PRODUCE, ms / 2), new Part(Stage.ENGINE, ms / 2)),
              0,
              0.1,
              null);
      return new LatencyAnatomy(band, null);
    }
    List<Part> parts =
        List.of(
            new Part(Stage.PRODUCE, ms * 0.1),
            new Part(Stage.WAIT, ms * 0.4),
            new Part(Stage.TASK, ms * 0.45),
            new Part(Stage.VISIBLE, ms * 0.03));
    return new LatencyAnatomy(
        new Band(500, ms, parts, 2, 0.1, ms * 0.5), new Band(50, ms * 1.4, parts, 30, 0.1, ms));
  }

  private List<Repetition> repetitions(Contending contender, Random random) {
    List<Repetition> repetitions = new ArrayList<>();
    for (int i = 0; i < (quick ? 1 : 5); i++) {
      double near = 1 + 0.03 * random.nextGaussian();
      repetitions.add(
          new Repetition(
              contender.median() * near,
              contender.median() * near * 2.2,
              contender.rate() / near,
              contender.cpu() * near,
              false));
    }
    return repetitions;
  }

  private void add(ExerciseShape shape, Engine engine, Clock clock, LatencyHistogram histogram) {
    histograms.put(new HistogramName(shape.id(), shape.variant(), engine, clock), histogram);
  }

  private static State state(double factor) {
    List<StateAt> overTime = new ArrayList<>();
    Instant start = Instant.parse("2024-01-01T00:00:00Z");
    for (int minute = 0; minute < 30; minute++) {
      long keys = Math.round(Math.min(12, minute + 1) * 5 * factor);
      overTime.add(Samples.stateAt(start.plusSeconds(60L * minute), keys, keys * 310));
    }
    return new State(60L, 60L, 18_600L, 25_400L, 423.0, overTime);
  }

  private static State growing() {
    List<StateAt> overTime = new ArrayList<>();
    Instant start = Instant.parse("2024-01-01T00:00:00Z");
    for (int minute = 0; minute <= 30; minute++) {
      long keys = 100L * minute;
      Instant at = start.plusSeconds(60L * minute);
      overTime.add(new StateAt(at, keys, keys * 310, keys * 200, 0.2 + minute / 100.0, null, null));
    }
    // the oracle does not know: the clock decides
    return new State(3_000L, null, 930_000L, 600_000L, 200.0, overTime);
  }
}
