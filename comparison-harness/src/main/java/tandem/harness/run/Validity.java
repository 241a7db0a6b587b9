package tandem.harness.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tandem.harness.result.ExerciseResult;
import tandem.harness.result.LatencyMeasures;
import tandem.harness.result.Measures;
import tandem.harness.result.ParityFinding;
import tandem.model.catalog.Text;
import tandem.model.catalog.Variant;
import tandem.model.run.Engine;
import tandem.model.run.Gear;
import tandem.model.run.StateBackend;

/** The rules by which figures of a variant count or don't, with the reasons for people. */
final class Validity {
  private static final double LAG_FLOOR_MS = 10;
  private static final double LAG_SHARE = 0.05;
  private static final double STALL_FLOOR_MS = 50;
  private static final double STALL_SHARE = 0.5;

  private final RunOptions options;
  private final Variant variant;
  private final Map<Engine, List<Cell>> cells;
  private final List<Text> warnings = new ArrayList<>();
  private boolean valid = true;

  Validity(RunOptions options, Variant variant, Map<Engine, List<Cell>> cells) {
    this.options = options;
    this.variant = variant;
    this.cells = cells;
  }

  /** Whether no rule was broken by what has been judged. */
  boolean valid() {
    return valid;
  }

  /** What people have to know of it. */
  List<Text> warnings() {
    return warnings;
  }

  /** Judges what an engine has put out and how it was measured. */
  void judge(Engine engine, ParityFinding parity, Measures measures) {
    cells.get(engine).forEach(cell -> warnings.addAll(cell.warnings));
    if (parity != null && !parity.equal()) {
      invalid(
          Text.formatted(
              "%s: the output is not what the oracle expects; its figures mean nothing",
              "%s: la salida no es la que espera el oráculo; sus cifras no significan nada",
              engine.label()));
    }
    Measures.State state = measures.state();
    if (state != null && !state.asExpected()) {
      invalid(
          Text.formatted(
              "%s: %d live entries of state, expected %d",
              "%s: %d entradas vivas de estado, se esperaban %d",
              engine.label(),
              state.keys(),
              state.expectedKeys()));
    }
    List<Cell> all = cells.get(engine);
    if (all.stream().anyMatch(cell -> cell.noisyLive)) {
      warnings.add(noise(engine, measures));
    }
    if (all.stream().anyMatch(cell -> cell.noisyDrain)) {
      warnings.add(
          Text.formatted(
              "%s: noisy machine while draining",
              "%s: máquina con ruido durante el drenaje", engine.label()));
    }
    all.stream().filter(Cell::stalled).forEach(cell -> warnings.add(stalled(engine.label(), cell)));
    if (measures.latencyMs() != null) {
      judgeLatency(engine, measures);
    }
  }

  private void judgeLatency(Engine engine, Measures measures) {
    LatencyMeasures.Latency latency = measures.latencyMs().endToEnd();
    if (latency.negative() > 0 || measures.latencyMs().broker().negative() > 0) {
      invalid(negative(engine.label(), latency.negative()));
    }
    Double p50 = latency.at("p50");
    if (p50 == null) {
      invalid(
          Text.formatted(
              "%s: only %d samples of latency; measure longer",
              "%s: solo %d muestras de latencia; hay que medir más tiempo",
              engine.label(),
              latency.samples()));
    } else if (late(measures.generatorLagMs(), p50)) {
      invalid(generatorLate(engine.label(), measures.generatorLagMs().p99()));
    }
  }

  private Text noise(Engine engine, Measures measures) {
    return Text.formatted(
        "%s: noisy machine, %.2f cores of foreign CPU (%.2f in the worst second) and %.1f %% steal while measuring",
        "%s: máquina con ruido, %.2f núcleos de CPU ajena (%.2f en el peor segundo) y %.1f %% de steal al medir",
        engine.label(),
        measures.foreignCpuCores(),
        cells.get(engine).stream().mapToDouble(cell -> cell.worstSecondCores).max().orElse(0),
        measures.stealPercent());
  }

  /** That the traffic was sent late, which is no fault of who had to take it. */
  static Text generatorLate(String who, double p99Ms) {
    return Text.formatted(
        "%s: the generator was late, p99 %.1f ms; lower --rate",
        "%s: el generador llegó tarde, p99 %.1f ms; hay que bajar --rate", who, p99Ms);
  }

  /** That the traffic came late to the broker, which is no fault of who had to take it either. */
  static Text stalled(String who, Cell cell) {
    return Text.formatted(
        "%s: the slow records were late at the broker already, p99 %.0f ms of %.0f",
        "%s: los registros lentos ya llegaron tarde al broker, p99 %.0f ms de %.0f",
        who,
        cell.takenIn.p99(),
        cell.percentile("p99"));
  }

  /** That something came before it was sent. */
  static Text negative(String who, long samples) {
    return Text.formatted(
        "%s: %d latencies below zero", "%s: %d latencias por debajo de cero", who, samples);
  }

  /**
   * Whether traffic was sent too late, at its 99th percentile, beside a median latency.
   *
   * @param p50Ms null where there are too few samples for one
   */
  static boolean late(Measures.Lag generator, Double p50Ms) {
    return generator.p99() > Math.max(LAG_FLOOR_MS, p50Ms == null ? 0 : LAG_SHARE * p50Ms);
  }

  /**
   * Whether what is slow, at the 99th percentile, is so mostly for coming late to the broker, where
   * no contender has a hand in it.
   *
   * @param takenIn when the broker held the records
   * @param p99Ms latency from end to end; null where there are too few samples for one
   */
  static boolean stalled(Measures.Lag takenIn, Double p99Ms) {
    return p99Ms != null && takenIn.p99() > Math.max(STALL_FLOOR_MS, STALL_SHARE * p99Ms);
  }

  /** What is off the engine's standard may be refused; the standard may not. */
  void judge(ExerciseResult.Unavailable refused) {
    Gear standard = Gear.standard(refused.engine());
    if (!isMeant(refused)
        && !variant.refusedBy(refused.engine())
        && options.state() == StateBackend.ROCKSDB
        && options.gear(refused.engine()).equals(standard)) {
      invalid(
          Text.formatted(
              "%s failed: %s", "%s falló: %s", refused.engine().label(), refused.words()));
    }
  }

  /** Refusing a damaged checkpoint is what an engine has to do. */
  private boolean isMeant(ExerciseResult.Unavailable refused) {
    return cells.getOrDefault(refused.engine(), List.of()).stream()
        .anyMatch(cell -> refused.words().equals(cell.refusal));
  }

  /** An engine has failed, and there is nothing of it to be judged. */
  void failed(String how) {
    invalid(Text.untranslated(how));
  }

  private void invalid(Text why) {
    valid = false;
    warnings.add(why);
  }
}
