package tandem.harness.stats;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import tandem.harness.result.AaMetric;
import tandem.harness.result.AaResult;
import tandem.harness.result.AaResult.Arm;
import tandem.harness.result.Metric;
import tandem.model.catalog.Text;

/** Takes from a suite the runs that count, and judges each figure by them. */
public final class AaPools {
  /** What the planted work shows in, and what the planted wait shows in. */
  public static final List<Metric> METRICS =
      List.of(Metric.LATENCY_P50, Metric.LATENCY_P99, Metric.DRAIN_CPU, Metric.DRAIN_RATE);

  private final AaResult suite;
  private final List<AaResult.Run> valid;
  private final List<AaResult.Run> counted;

  private AaPools(AaResult suite) {
    this.suite = suite;
    this.valid = suite.runs().stream().filter(run -> !run.generatorLate()).toList();
    List<AaResult.Run> quiet = valid.stream().filter(run -> !run.figures().noisy()).toList();
    this.counted = enough(quiet) ? quiet : valid;
  }

  /**
   * The suite with its judgement. A run whose traffic was sent late does not count. A disturbed one
   * counts only where the quiet ones are too few to judge by, and then nothing may be claimed.
   */
  public static AaResult judge(AaResult suite) {
    AaPools pools = new AaPools(suite);
    List<AaMetric> metrics = METRICS.stream().map(pools::metric).toList();
    boolean quiet = pools.counted.stream().noneMatch(run -> run.figures().noisy());
    return suite.judged(metrics, quiet && enough(pools.counted) && !quick(suite), pools.warnings());
  }

  private AaMetric metric(Metric metric) {
    return AaAnalysis.judge(
        metric, values(metric, Arm.PLAIN), values(metric, Arm.PLANTED), suite.run().seed());
  }

  private double[] values(Metric metric, Arm arm) {
    return counted.stream()
        .filter(run -> run.arm() == arm)
        .map(run -> metric.in(run.figures()))
        .filter(Objects::nonNull)
        .mapToDouble(Double::doubleValue)
        .filter(value -> value > 0)
        .toArray();
  }

  private static boolean quick(AaResult suite) {
    return Boolean.parseBoolean(suite.run().options().get("quick"));
  }

  private static boolean enough(List<AaResult.Run> runs) {
    return of(runs, Arm.PLAIN) >= 2 * AaAnalysis.DEFAULT_REPETITIONS
        && of(runs, Arm.PLANTED) >= AaAnalysis.DEFAULT_REPETITIONS;
  }

  private static long of(List<AaResult.Run> runs, Arm arm) {
    return runs.stream().filter(run -> run.arm() == arm).count();
  }

  private List<Text> warnings() {
    List<Text> warnings = new ArrayList<>();
    int late = suite.runs().size() - valid.size();
    if (late > 0) {
      warnings.add(
          Text.formatted(
              "sent late: the traffic of %d of the runs, which do not count; lower --rate",
              "enviado tarde: el tráfico de %d de las ejecuciones, que no cuentan; hay que bajar --rate",
              late));
    }
    long noisy = valid.stream().filter(run -> run.figures().noisy()).count();
    if (noisy > 0) {
      boolean left = counted.size() < valid.size();
      warnings.add(
          left
              ? Text.formatted(
                  "disturbed by other processes: %d of the runs; they do not count",
                  "perturbadas por otros procesos: %d de las ejecuciones; no cuentan", noisy)
              : Text.formatted(
                  "disturbed by other processes: %d of the runs; they count, as the quiet ones are too few",
                  "perturbadas por otros procesos: %d de las ejecuciones; cuentan, porque las tranquilas son muy pocas",
                  noisy));
    }
    if (!enough(counted)) {
      warnings.add(
          Text.formatted(
              "fewer than %d plain and %d planted runs count: the shares are by resampling and judge nothing",
              "cuentan menos de %d ejecuciones normales y %d con lentitud añadida: las proporciones son por remuestreo y no juzgan nada",
              2 * AaAnalysis.DEFAULT_REPETITIONS,
              AaAnalysis.DEFAULT_REPETITIONS));
    }
    return warnings;
  }
}
