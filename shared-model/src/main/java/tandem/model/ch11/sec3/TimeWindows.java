package tandem.model.ch11.sec3;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tandem.model.catalog.Emission;
import tandem.model.catalog.Exercise;
import tandem.model.catalog.Question;
import tandem.model.catalog.Text;
import tandem.model.catalog.Variant;
import tandem.model.ch11.sec3.WindowTraffic.Extra;
import tandem.model.parity.RowSchema;

/**
 * Exercise 11.3.2, time windows: events counted and summed per region in tumbling windows, averaged
 * in sliding ones, and joined into sessions per user. Rows come out when the watermark has passed
 * the end of their window.
 */
public final class TimeWindows {
  /** The variants, the headline first. */
  public static final String TUMBLING = "tumbling";

  public static final String SLIDING = "sliding";
  public static final String SESSION = "session";
  public static final String TUMBLING_5M = "tumbling-5m";
  public static final String SLIDING_10M = "sliding-10m";
  public static final String AVERAGE_7D = "average-7d";
  public static final String ENDLESS_SESSION = "endless-session";
  public static final String TUMBLING_UPDATE = "tumbling-update";

  /** Shape of the windows. */
  public enum Shape {
    TUMBLING,
    SLIDING,
    SESSION
  }

  /**
   * The windows of a variant, in event time.
   *
   * @param size length of a window; for sessions the gap that ends one
   * @param slide time between the starts of windows; equal to the size for tumbling ones and
   *     sessions
   * @param delay how far the watermark stays behind
   */
  public record Windows(Shape shape, Duration size, Duration slide, Duration delay) {}

  private static final Map<String, Windows> WINDOWS =
      Map.of(
          TUMBLING, tumbling(Duration.ofMinutes(1)),
          TUMBLING_5M, tumbling(Duration.ofMinutes(5)),
          TUMBLING_UPDATE, tumbling(Duration.ofMinutes(1)),
          SLIDING, sliding(Duration.ofMinutes(5), Duration.ofMinutes(1), Duration.ofMinutes(15)),
          SLIDING_10M,
              sliding(Duration.ofMinutes(10), Duration.ofMinutes(5), Duration.ofMinutes(15)),
          AVERAGE_7D, sliding(Duration.ofDays(7), Duration.ofDays(1), Duration.ofDays(1)),
          SESSION, session(Duration.ofMinutes(5), Duration.ofMinutes(30)),
          ENDLESS_SESSION, session(Duration.ofMinutes(5), Duration.ofMinutes(30)));

  /** Result row of tumbling windows; the revenue is null where no event had an amount. */
  public record RegionTotals(
      Instant inicio, Instant fin, String region, long eventos, Double revenue) {}

  /** Result row of sliding windows; the average is null where no event had an amount. */
  public record RegionAverage(Instant inicio, Instant fin, String region, Double mediaMovil) {}

  /**
   * Result row of sessions: from the first event to the last; the value is null where no event had
   * an amount.
   */
  public record UserSession(
      String userId,
      long eventosPorSesion,
      Double valorSesion,
      Instant inicioSesion,
      Instant finSesion) {}

  /** What identifies the exercise, and all its variants. */
  public static final Exercise EXERCISE =
      new Exercise(
          "11.3.2",
          TimeWindows.class,
          new Text(
              "Time windows: tumbling, sliding, session",
              "Ventanas de tiempo: tumbling, sliding, session"),
          new Text(
              """
              Events are grouped by when they happened, not by when they arrive.
              A tumbling window holds each event once, a sliding one several times, a session has no fixed length.
              A window's row is final when the watermark has passed its end: until then its state is kept.
              Spark moves the watermark between batches and closes windows in the next one;
              Flink closes a window in the instant in which the watermark arrives.""",
              """
              Los eventos se agrupan por cuándo ocurrieron, no por cuándo llegan.
              Una ventana tumbling contiene cada evento una vez, una sliding varias, una sesión no tiene longitud fija.
              La fila de una ventana es definitiva cuando el watermark ha pasado su final: hasta entonces guarda estado.
              Spark mueve el watermark entre batches y cierra las ventanas en el siguiente;
              Flink cierra una ventana en el instante en que llega el watermark."""),
          variants(),
          List.of(
              new Question(1, "variant:" + SLIDING),
              new Question(2, "doc:docs/answers/11.3.2.md#q2"),
              new Question(3, "variant:" + AVERAGE_7D),
              new Question(4, "variant:" + ENDLESS_SESSION),
              new Question(5, "variant:" + TUMBLING_UPDATE)));

  private TimeWindows() {}

  /** The windows of a variant. */
  public static Windows windows(String variant) {
    return WINDOWS.get(variant);
  }

  private static Windows tumbling(Duration size) {
    return new Windows(Shape.TUMBLING, size, size, Duration.ofMinutes(10));
  }

  private static Windows sliding(Duration size, Duration slide, Duration delay) {
    return new Windows(Shape.SLIDING, size, slide, delay);
  }

  private static Windows session(Duration gap, Duration delay) {
    return new Windows(Shape.SESSION, gap, gap, delay);
  }

  private static List<Variant> variants() {
    return List.of(
        variant(
                TUMBLING,
                "1-minute tumbling windows per region",
                "ventanas tumbling de 1 minuto por región")
            .build(),
        variant(SLIDING, "5-minute windows each minute", "ventanas de 5 minutos cada minuto")
            .build(),
        variant(
                SESSION,
                "sessions with a gap of 5 minutes per user",
                "sesiones con pausa de 5 minutos por usuario")
            .build(),
        variant(TUMBLING_5M, "5-minute tumbling windows", "ventanas tumbling de 5 minutos").build(),
        variant(SLIDING_10M, "10-minute windows every 5", "ventanas de 10 minutos cada 5").build(),
        variant(AVERAGE_7D, "average of 7 days, each day", "media de 7 días, cada día").build(),
        variant(ENDLESS_SESSION, "a session that never ends", "una sesión que nunca termina")
            .build(),
        variant(
                TUMBLING_UPDATE,
                "rows while the window is open",
                "filas mientras la ventana está abierta")
            .emission(Emission.UPDATE)
            .normalisedBy(TUMBLING)
            .build());
  }

  private static Variant.Builder variant(String name, String en, String es) {
    Windows windows = windows(name);
    return Variant.named(name, en, es)
        .schema(schema(windows.shape()))
        .watermarkDelay(windows.delay())
        .replaySpeed(windows.slide().toSeconds() * 5.0)
        .traffic(new WindowTraffic(windows, extra(name)))
        .oracle(WindowOracle.of(name))
        .state(WindowOracle.of(name)::liveEntriesAt);
  }

  private static Extra extra(String variant) {
    return switch (variant) {
      case ENDLESS_SESSION -> Extra.ENDLESS;
      case TUMBLING_UPDATE -> Extra.REGIONS_APART;
      default -> Extra.NONE;
    };
  }

  private static RowSchema schema(Shape shape) {
    return switch (shape) {
      case TUMBLING -> RowSchema.of(RegionTotals.class, Set.of("inicio", "region"), Set.of());
      case SLIDING -> RowSchema.of(RegionAverage.class, Set.of("inicio", "region"), Set.of());
      case SESSION -> RowSchema.of(UserSession.class, Set.of("user_id", "inicio_sesion"), Set.of());
    };
  }
}
