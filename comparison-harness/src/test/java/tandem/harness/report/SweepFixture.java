package tandem.harness.report;

import static tandem.harness.result.Samples.right;
import static tandem.harness.result.Samples.wrong;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tandem.harness.result.LatencyMeasures.Latency;
import tandem.harness.result.Measures.Drain;
import tandem.harness.result.Measures.Lag;
import tandem.harness.result.ParityFinding;
import tandem.harness.result.PerEngine;
import tandem.harness.result.RunInfo;
import tandem.harness.result.Samples;
import tandem.harness.result.SweepResult;
import tandem.harness.result.SweepResult.GearCurve;
import tandem.harness.result.SweepResult.Point;
import tandem.model.catalog.Text;
import tandem.model.run.Engine;
import tandem.model.trace.Purpose;

/** Sweeps with made-up figures, in the shapes that a sweep can have. */
final class SweepFixture {
  static final String REFUSAL = "Real-time mode doesn't support <update> output here";

  private static final double[] RATES = {1_000, 5_000, 20_000, 60_000};

  private SweepFixture() {}

  /** Six gears that ran, some saturated, and one that could not run. */
  static SweepResult full() {
    return of(gears(right(40_000)), true, true);
  }

  /** The same, quick. */
  static SweepResult quick() {
    return of(gears(right(40_000)), true, false);
  }

  /** The same with a wrong output of the gear {@code asap}. */
  static SweepResult withWrongOutput() {
    return of(gears(wrong(40_000)), false, false);
  }

  /** Everything null that may be null, and a gear without points. */
  static SweepResult withNulls() {
    Point bare = Samples.point(1_000, null, null, 0, false, null, false, 0, 0, false);
    Point tailless =
        Samples.point(1_000, latency(4.0, null), null, 0.1, false, null, false, 5, 0, false);
    Point lost = Samples.point(5_000, null, null, 30, true, null, true, 0, 0, true);
    return of(
        List.of(
            new GearCurve(
                Engine.SPARK, "asap", null, null, false, List.of(bare, lost), List.of(), null),
            new GearCurve(
                Engine.FLINK,
                "at-least-once",
                null,
                null,
                false,
                List.of(tailless),
                List.of(),
                null),
            new GearCurve(Engine.FLOOR, "floor", null, null, false, List.of(), List.of(), null)),
        true,
        false);
  }

  /** A sweep in which nothing could run. */
  static SweepResult withNothing() {
    return of(
        List.of(
            new GearCurve(
                Engine.SPARK, "continuous=1s", null, null, false, List.of(), List.of(), REFUSAL)),
        true,
        false);
  }

  static SweepResult of(List<GearCurve> gears, boolean valid, boolean claimable) {
    RunInfo run =
        new RunInfo(
            "2024-02-30-made-up-sweep",
            Instant.parse("2024-02-29T12:34:56Z"),
            "./tandem sweep 11.1.2 --rates 1000,5000,20000,60000 --seed 1234 # " + Fixture.HOSTILE,
            1234,
            List.of(new RunInfo.TraceInfo("11.1.2", "kafka", Purpose.LIVE, "cd".repeat(32), 9_000)),
            "cd".repeat(32),
            new RunInfo.Versions("0.1.0", "17.0.99", "4.2.0", "2.3.0", "4.4.0"),
            new RunInfo.Host(
                "Madeup Linux 1.0", "amd64", 2, 8_000_000_000L, "Imaginary CPU", false),
            Map.of("rates", "1000,5000,20000,60000"));
    return new SweepResult(
        SweepResult.SCHEMA_VERSION,
        run,
        "11.1.2",
        "kafka",
        new Text("The first streaming job", "El primer job de streaming"),
        PerEngine.none(),
        List.of(),
        gears,
        List.of(),
        valid,
        claimable,
        List.of(Text.untranslated("a made-up warning: " + Fixture.HOSTILE)));
  }

  private static List<GearCurve> gears(ParityFinding asap) {
    List<GearCurve> gears = new ArrayList<>();
    gears.add(
        gear(
            Engine.SPARK,
            "asap",
            asap,
            69_100,
            22,
            points(1.7, new double[] {210, 270, 480, 9_400})));
    gears.add(
        gear(
            Engine.SPARK,
            "every=1s",
            right(40_000),
            76_300,
            6,
            points(1.9, new double[] {590, 640, 760, 1_350})));
    gears.add(
        gear(
            Engine.SPARK,
            "realtime=5m",
            right(40_000),
            41_000,
            31,
            points(2.6, new double[] {11, 13, 27_000})));
    gears.add(
        new GearCurve(
            Engine.SPARK, "continuous=1s", null, null, false, List.of(), List.of(), REFUSAL));
    gears.add(
        gear(
            Engine.FLINK,
            "buffer=10ms,at-least-once",
            right(40_000),
            181_000,
            8,
            points(2.1, new double[] {5.2, 5.5, 6.9, 14})));
    gears.add(transactions());
    gears.add(
        gear(
            Engine.FLOOR,
            "floor",
            right(40_000),
            187_000,
            5,
            points(1.8, new double[] {2.1, 2.2, 2.9, 4.8})));
    return gears;
  }

  /** Written soon, visible with the next commit; at one rate the machine was busy. */
  private static GearCurve transactions() {
    List<Point> points = new ArrayList<>();
    for (Point point : points(1.9, new double[] {520, 530, 540, 610})) {
      points.add(
          Samples.point(
              point.offeredPerSecond(),
              point.endToEndMs(),
              latency(7.5, 19.0),
              point.catchUpSeconds(),
              false,
              point.generatorLagMs(),
              false,
              point.cpuSecondsPerMillion() * 1.2,
              point.rssBytes(),
              point.offeredPerSecond() == 5_000));
    }
    return gear(Engine.FLINK, "buffer=10ms,exactly-once=1s", right(40_000), 162_000, 10, points);
  }

  private static GearCurve gear(
      Engine engine,
      String name,
      ParityFinding parity,
      double rate,
      double cpu,
      List<Point> points) {
    // Costs fall with the rate towards those of the drain, as a fixed part is shared by more.
    List<Point> costed =
        points.stream()
            .map(
                point ->
                    Samples.point(
                        point.offeredPerSecond(),
                        point.endToEndMs(),
                        point.brokerMs(),
                        point.catchUpSeconds(),
                        point.saturated(),
                        point.generatorLagMs(),
                        point.generatorLate(),
                        cpu * (1 + 40_000 / point.offeredPerSecond() / 5),
                        point.rssBytes(),
                        point.noisy()))
            .toList();
    return new GearCurve(
        engine,
        name,
        parity,
        new Drain(rate, cpu, 500_000, 500_000 / rate, "sink"),
        false,
        costed,
        List.of(),
        null);
  }

  /** More than nine seconds is a backlog here. */
  private static List<Point> points(double tail, double[] medians) {
    List<Point> points = new ArrayList<>();
    for (int i = 0; i < medians.length; i++) {
      boolean saturated = medians[i] > 9_000;
      points.add(
          Samples.point(
              RATES[i],
              latency(medians[i], medians[i] * tail),
              latency(medians[i] * 0.8, medians[i] * tail * 0.8),
              saturated ? 17.5 : 0.2,
              saturated,
              new Lag(0.14, 0.92, 4.5),
              false,
              1,
              1_420_000_000L,
              false));
    }
    return points;
  }

  private static Latency latency(Double p50, Double p99) {
    Map<String, Double> percentiles = new LinkedHashMap<>();
    percentiles.put("p50", p50);
    percentiles.put("p90", null);
    percentiles.put("p99", p99);
    percentiles.put("p999", null);
    return new Latency(percentiles, 20_000, 0, 1.0, 5.0, 50_000.0);
  }
}
