package tandem.model.ch11.sec6;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tandem.model.catalog.Claim;
import tandem.model.catalog.Evidence;
import tandem.model.catalog.Exercise;
import tandem.model.catalog.Figure;
import tandem.model.catalog.Question;
import tandem.model.catalog.Text;
import tandem.model.catalog.Variant;
import tandem.model.codec.WireRecord;
import tandem.model.codec.WireSchema;
import tandem.model.codec.WireTopic;
import tandem.model.parity.RowSchema;
import tandem.model.run.Engine;

/**
 * Exercise 11.6.3, anomalies against a baseline: response times of services, each held against what
 * is usual for its service in the same five minutes, which comes as a slow stream. An anomaly is a
 * service and a window with a reading of more than three times the baseline.
 */
public final class AnomalyAgainstBaseline {
  /** The variants, the headline first. */
  public static final String ONCE = "once-per-window";

  public static final String EVERY_READING = "every-reading";
  public static final String CLOSED_5M = "closed-5m";
  public static final String CLOSED_15M = "closed-15m";
  public static final String CLOSED_30M = "closed-30m";

  /** What a reading and a baseline must have in common, besides the service. */
  public static final Duration WINDOW = Duration.ofMinutes(5);

  /** A reading is an anomaly above so many times the baseline; exactly as many is none. */
  public static final double TIMES = 3;

  /** The readings. */
  public static final WireTopic READINGS =
      new WireTopic(
          "metricas-realtime",
          WireSchema.of(
              WireSchema.text("metrica_id").needed(),
              WireSchema.number("valor_actual"),
              WireSchema.timestamp("timestamp").needed()));

  /** What is usual: for each service and window one record. */
  public static final WireTopic BASELINES =
      new WireTopic(
          "baseline-metricas",
          WireSchema.of(
              WireSchema.text("metrica_id").needed(),
              WireSchema.number("baseline_promedio"),
              WireSchema.timestamp("timestamp").needed()));

  static final String ONCE_EACH = "one-alert-per-anomaly";

  private static final Duration SLOW = Duration.ofHours(1);
  private static final double RATE = 2_000;
  private static final String ANSWERS = "doc:docs/answers/11.6.3.md#q";

  /** The delays of a variant's watermarks. */
  public record Delays(Duration readings, Duration baselines) {}

  /** A reading; its value may be null. */
  public record Lectura(String metricaId, Double valorActual, Instant timestamp) {

    /** Of a record that has been read. */
    public static Lectura of(WireRecord read) {
      return new Lectura(
          read.text("metrica_id"), read.number("valor_actual"), read.timestamp("timestamp"));
    }
  }

  /** A baseline; its value may be null, and then nothing is an anomaly. */
  public record Baseline(String metricaId, Double baselinePromedio, Instant timestamp) {

    /** Of a record that has been read. */
    public static Baseline of(WireRecord read) {
      return new Baseline(
          read.text("metrica_id"), read.number("baseline_promedio"), read.timestamp("timestamp"));
    }
  }

  /**
   * Result row of the alerts: one for each anomaly.
   *
   * @param peorValor the greatest reading of a window that is closed; null in an alert at once
   */
  public record Alerta(
      String metricaId, Instant inicio, Instant fin, Double baselinePromedio, Double peorValor) {}

  /** Result row of the join as the course has it: a reading that is too high. */
  public record LecturaAnomala(
      String metricaId,
      Instant timestamp,
      Double valorActual,
      Double baselinePromedio,
      Instant inicio) {}

  /** What identifies the exercise, and all its variants. */
  public static final Exercise EXERCISE =
      new Exercise(
          "11.6.3",
          AnomalyAgainstBaseline.class,
          new Text(
              "Anomalies against a baseline in another stream",
              "Anomalías frente a un baseline en otro stream"),
          new Text(
              """
              A join by metric and window gives every reading that is too high: many for one anomaly.
              To alert once, something must remember which anomalies have been told, until their window is over.
              Told at once, an alert does not wait for any watermark; how bad it was is not known then.
              Told when its window closes, it knows the worst, and waits for the watermark: for the slower of two.
              A slow baseline with a long delay keeps every window open, and each alert waiting, as long.""",
              """
              Un join por métrica y ventana da cada lectura demasiado alta: muchas para una sola anomalía.
              Para avisar una vez, algo debe recordar qué anomalías ya se avisaron, hasta que acabe su ventana.
              Avisada al momento, una alerta no espera a ningún watermark; aún no se sabe lo grave que fue.
              Avisada al cerrarse la ventana, conoce lo peor y espera al watermark: al más lento de los dos.
              Un baseline lento con un retraso largo mantiene abierta cada ventana, y en espera cada alerta."""),
          variants(),
          List.of(
              new Question(1, "variant:" + ONCE),
              new Question(2, ANSWERS + "2"),
              new Question(3, "claim:" + ONCE_EACH),
              new Question(4, ANSWERS + "4")),
          List.of(
              new Claim(
                  ONCE_EACH,
                  new Text(
                      "The join gives several rows for one anomaly; with what was told remembered, there is one alert.",
                      "El join da varias filas para una anomalía; recordando lo ya avisado, hay una sola alerta."),
                  new Text(
                      "Rows of one metric and window beyond the first, of the small trace. Upheld if both engines give some from"
                          + " the join as the course has it, and none where alerts are told once.",
                      "Filas de una misma métrica y ventana además de la primera, en la traza pequeña. Se sostiene si los dos"
                          + " motores dan alguna con el join del curso y ninguna donde se avisa una vez."),
                  AnomalyAgainstBaseline::onceEach)));

  private AnomalyAgainstBaseline() {}

  /** The delays of a variant's watermarks. */
  public static Delays delays(String variant) {
    return switch (variant) {
      case CLOSED_5M -> new Delays(Duration.ofMinutes(5), Duration.ofMinutes(5));
      case CLOSED_15M -> new Delays(Duration.ofMinutes(15), Duration.ofMinutes(15));
      case CLOSED_30M -> new Delays(Duration.ofMinutes(30), Duration.ofMinutes(30));
      default -> new Delays(Duration.ofMinutes(5), SLOW);
    };
  }

  /** Whether a variant alerts when the window is over. */
  public static boolean whenClosed(String variant) {
    return Set.of(CLOSED_5M, CLOSED_15M, CLOSED_30M).contains(variant);
  }

  /** Whether a reading is too high. */
  public static boolean anomalous(Double valor, Double baseline) {
    return valor != null && baseline != null && valor > TIMES * baseline;
  }

  private static boolean onceEach(Evidence evidence) {
    boolean upheld = true;
    for (Engine engine : List.of(Engine.SPARK, Engine.FLINK)) {
      upheld &= evidence.of(EVERY_READING, engine, Figure.SAME_KEYS) > 0;
      upheld &= evidence.of(ONCE, engine, Figure.SAME_KEYS) == 0;
    }
    return upheld;
  }

  private static List<Variant> variants() {
    return List.of(
        alerts(ONCE, "one alert for each anomaly, at once", "una alerta por anomalía, al momento")
            .rowsAtOnce()
            .build(),
        variant(
                EVERY_READING,
                "every reading that is too high, as the course has it",
                "cada lectura demasiado alta, como en el curso")
            .schema(RowSchema.of(LecturaAnomala.class, Set.of("metrica_id", "inicio"), Set.of()))
            .rowsAtOnce()
            .parityOnly()
            .build(),
        alerts(CLOSED_5M, "when the window closes, 5 min delay", "al cerrar la ventana, 5 min")
            .timedWithHeadline()
            .comparesDelays()
            .build(),
        alerts(CLOSED_15M, "when the window closes, 15 min delay", "al cerrar la ventana, 15 min")
            .timedWithHeadline()
            .comparesDelays()
            .build(),
        alerts(CLOSED_30M, "when the window closes, 30 min delay", "al cerrar la ventana, 30 min")
            .timedWithHeadline()
            .comparesDelays()
            .build());
  }

  private static Variant.Builder alerts(String name, String en, String es) {
    return variant(name, en, es)
        .schema(RowSchema.of(Alerta.class, Set.of("metrica_id", "inicio"), Set.of()));
  }

  private static Variant.Builder variant(String name, String en, String es) {
    Delays delays = delays(name);
    // the watermark of the join is the slower stream's
    Duration slower =
        delays.readings().compareTo(delays.baselines()) > 0
            ? delays.readings()
            : delays.baselines();
    return Variant.named(name, en, es)
        .wires(READINGS, BASELINES)
        .watermarkDelay(slower)
        .replaySpeed(WINDOW.toSeconds() * 5.0)
        .defaultRate(RATE)
        .traffic(new AnomalyTraffic(slower))
        .oracle(
            new AnomalyOracle(
                name, Map.of(READINGS, delays.readings(), BASELINES, delays.baselines())));
  }
}
