package tandem.model.ch11.sec1;

import java.util.List;
import java.util.stream.Stream;
import tandem.model.catalog.Claim;
import tandem.model.catalog.Evidence;
import tandem.model.catalog.Figure;
import tandem.model.catalog.Text;
import tandem.model.run.Engine;

/**
 * What the course says in 11.1.1 of micro-batches and of record by record, judged by a sweep at
 * 5,000 events per second.
 */
final class GearClaims {
  static final String SECONDS = "micro-batch-seconds";
  static final String MILLISECONDS = "flink-milliseconds";
  static final String THROUGHPUT = "micro-batch-throughput";
  static final String OUT_OF_REACH = "spark-under-100ms";
  static final String CONTINUOUS_WITHOUT_STATE = "continuous-without-state";

  private static final double RATE = 5_000;
  private static final double SECOND_MS = 1_000;
  private static final double FRAUD_MS = 100;

  /** A difference is one from here on (method, section 7). */
  private static final double EFFECT = 1.05;

  private static final String ASAP = "asap";
  private static final String REAL_TIME = "realtime=5m";
  private static final String CONTINUOUS = "continuous=1s";
  private static final String RECORD_BY_RECORD = "buffer=10ms,at-least-once";

  private GearClaims() {}

  static List<Claim> all() {
    return List.of(
        new Claim(
            SECONDS,
            new Text(
                "Micro-batch latency is seconds at least.",
                "La latencia de los micro-batches es de segundos como mínimo."),
            new Text(
                "Upheld if the median of the fastest micro-batch gear (asap) is 1 s or more at 5,000 events/s.",
                "Confirmada si la mediana de la marcha de micro-batch más rápida (asap) es de 1 s o más a 5.000 eventos/s."),
            evidence -> at(evidence, Engine.SPARK, ASAP, Figure.P50_MS) >= SECOND_MS),
        new Claim(
            MILLISECONDS,
            new Text(
                "Record by record, latency is milliseconds.",
                "Registro a registro, la latencia es de milisegundos."),
            new Text(
                "Upheld if Flink's p99 (at-least-once, buffer 10 ms) stays below 100 ms at 5,000 events/s.",
                "Confirmada si el p99 de Flink (at-least-once, buffer de 10 ms) queda por debajo de 100 ms a 5.000 eventos/s."),
            evidence -> at(evidence, Engine.FLINK, RECORD_BY_RECORD, Figure.P99_MS) < FRAUD_MS),
        new Claim(
            THROUGHPUT,
            new Text(
                "Micro-batches have the higher throughput, because a batch spreads the overhead.",
                "Los micro-batches tienen mayor throughput, porque el batch reparte el coste fijo."),
            new Text(
                "Upheld if Spark (asap) works off a full topic more than 5 % faster than Flink (at-least-once).",
                "Confirmada si Spark (asap) vacía un topic lleno más de un 5 % más rápido que Flink (at-least-once)."),
            evidence ->
                drain(evidence, Engine.SPARK, ASAP)
                    > EFFECT * drain(evidence, Engine.FLINK, RECORD_BY_RECORD)),
        new Claim(
            OUT_OF_REACH,
            new Text(
                "Answers within 100 ms are out of Spark's reach.",
                "Responder en menos de 100 ms queda fuera del alcance de Spark."),
            new Text(
                "Upheld if neither asap nor real-time mode has a p99 below 100 ms at 5,000 events/s.",
                "Confirmada si ni asap ni el modo real-time tienen un p99 por debajo de 100 ms a 5.000 eventos/s."),
            evidence ->
                Stream.of(ASAP, REAL_TIME)
                    .mapToDouble(gear -> at(evidence, Engine.SPARK, gear, Figure.P99_MS))
                    .allMatch(p99 -> p99 >= FRAUD_MS)),
        new Claim(
            CONTINUOUS_WITHOUT_STATE,
            new Text(
                "Continuous mode gives up operators with state.",
                "El modo continuo renuncia a los operadores con estado."),
            new Text(
                "Upheld if Spark counts per user with asap and refuses to with continuous=1s, which passes events through.",
                "Confirmada si Spark cuenta por usuario con asap y se niega con continuous=1s, que sí deja pasar eventos."),
            GearClaims::continuousRefusesState));
  }

  private static boolean continuousRefusesState(Evidence evidence) {
    Figure able =
        Figure.of(
            MicroBatchVersusContinuous.PASS_THROUGH, Engine.SPARK, CONTINUOUS, Figure.AVAILABLE);
    if (evidence.of(able) == 0 || counts(evidence, ASAP) == 0) {
      throw evidence.notShown(
          "a gear that runs nothing gives nothing up",
          "una marcha que no ejecuta nada no renuncia a nada");
    }
    return counts(evidence, CONTINUOUS) == 0;
  }

  private static double counts(Evidence evidence, String gear) {
    return evidence.of(
        Figure.of(MicroBatchVersusContinuous.PER_USER, Engine.SPARK, gear, Figure.AVAILABLE));
  }

  private static double at(Evidence evidence, Engine engine, String gear, String what) {
    return evidence.of(
        Figure.of(MicroBatchVersusContinuous.PASS_THROUGH, engine, gear, what).at(RATE));
  }

  private static double drain(Evidence evidence, Engine engine, String gear) {
    return evidence.of(
        Figure.of(
            MicroBatchVersusContinuous.PASS_THROUGH, engine, gear, Figure.DRAIN_EVENTS_PER_SECOND));
  }
}
