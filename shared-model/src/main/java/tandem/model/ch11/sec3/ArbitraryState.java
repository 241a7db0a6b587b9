package tandem.model.ch11.sec3;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import tandem.model.catalog.Emission;
import tandem.model.catalog.Exercise;
import tandem.model.catalog.Question;
import tandem.model.catalog.Text;
import tandem.model.catalog.Variant;
import tandem.model.ch11.sec3.TimeWindows.Shape;
import tandem.model.ch11.sec3.TimeWindows.Windows;
import tandem.model.ch11.sec3.WindowTraffic.Extra;
import tandem.model.parity.RowSchema;

/**
 * Exercise 11.3.3, arbitrary state: sessions per user kept by hand, with timers that close them. In
 * event time the result equals session windows; in processing time, and by the course's own rule,
 * it does not.
 */
public final class ArbitraryState {
  /** Silence that ends a session: event time, or processing time divided by the replay speed. */
  public static final Duration GAP = Duration.ofMinutes(5);

  /** How far the watermark stays behind. */
  public static final Duration DELAY = Duration.ofMinutes(10);

  /** The variants, the headline first. */
  public static final String EVENT_TIME = "event-time";

  /** A session ends when the clock has shown no event of its user for {@link #GAP}. */
  public static final String PROCESSING_TIME = "processing-time";

  /** {@link #EVENT_TIME} by the older interface (Spark: flatMapGroupsWithState). */
  public static final String LEGACY = "legacy";

  /**
   * The course's rule: the gap counts from the session's first event, and silence is measured by
   * the clock.
   */
  public static final String COURSE = "course";

  /** One running row per user (Spark: mapGroupsWithState). */
  public static final String MAP_GROUPS = "map-groups";

  /** As {@link #MAP_GROUPS}, but one final row per user and minute on both engines. */
  public static final String PER_MINUTE = "per-minute";

  /** {@link #EVENT_TIME} with a user who is silent for six hours. */
  public static final String IDLE_6H = "idle-6h";

  /**
   * Result row: a closed session. By the course's rule its end is the event that closed it, or the
   * clock's reading; otherwise its last event.
   */
  public record Sesion(
      String userId, long numEventos, Double valorTotal, Instant inicioSesion, Instant finSesion) {}

  /** Result row of {@link #MAP_GROUPS}: all events of a user so far. */
  public record Acumulado(String userId, long numEventos, Double valorTotal) {}

  /** Result row of {@link #PER_MINUTE}: the events of a user in a minute of event time. */
  public record PorMinuto(String userId, Instant inicio, long numEventos, Double valorTotal) {}

  /** The minutes of {@link #PER_MINUTE}. */
  public static final Duration MINUTE = Duration.ofMinutes(1);

  private static final Windows MINUTES = new Windows(Shape.TUMBLING, MINUTE, MINUTE, DELAY);

  private static final Windows SESSIONS = new Windows(Shape.SESSION, GAP, GAP, DELAY);

  /** A gap passes in 200 ms. */
  private static final double REPLAY_SPEED = GAP.toSeconds() * 5.0;

  /** What identifies the exercise, and all its variants. */
  public static final Exercise EXERCISE =
      new Exercise(
          "11.3.3",
          ArbitraryState.class,
          new Text("Arbitrary state: sessions by hand", "Estado arbitrario: sesiones a mano"),
          new Text(
              """
              When no built-in operator fits, the program keeps its own state per key and sets its own timers.
              Spark: transformWithState (and its older twins); Flink: KeyedProcessFunction.
              Event-time timers follow the watermark, so results do not depend on speed or on restarts;
              processing-time timers follow the clock, so they do.
              Whoever keeps state by hand must also empty it by hand.""",
              """
              Cuando ningún operador encaja, el programa guarda su propio estado por clave y pone sus propios timers.
              Spark: transformWithState (y sus gemelos más viejos); Flink: KeyedProcessFunction.
              Los timers de tiempo de evento siguen al watermark: el resultado no depende de la velocidad ni de reinicios;
              los de tiempo de proceso siguen al reloj, y el resultado sí depende.
              Quien guarda estado a mano también tiene que vaciarlo a mano."""),
          variants(),
          List.of(
              new Question(1, "variant:" + MAP_GROUPS),
              new Question(2, "doc:docs/answers/11.3.3.md#q2"),
              new Question(3, "variant:" + PROCESSING_TIME),
              new Question(4, "doc:docs/answers/11.3.3.md#q4"),
              new Question(5, "variant:" + IDLE_6H)));

  private ArbitraryState() {}

  private static List<Variant> variants() {
    return List.of(
        eventTime(EVENT_TIME, "event-time timers", "timers de tiempo de evento").build(),
        byTheClock(
                PROCESSING_TIME, Set.of(), "processing-time timers", "timers de tiempo de proceso")
            .build(),
        eventTime(LEGACY, "the older interface", "la interfaz más vieja").build(),
        byTheClock(COURSE, Set.of("fin_sesion"), "the course's rule", "la regla del curso").build(),
        Variant.named(MAP_GROUPS, "a running row per user", "una fila acumulada por usuario")
            .schema(RowSchema.of(Acumulado.class, Set.of("user_id"), Set.of()))
            .emission(Emission.UPDATE)
            .replaySpeed(REPLAY_SPEED)
            .traffic(new WindowTraffic(SESSIONS, Extra.NONE))
            .oracle(SessionOracle::running)
            .state(SessionOracle::users)
            .normalisedBy(PER_MINUTE)
            .build(),
        Variant.named(PER_MINUTE, "one row per user and minute", "una fila por usuario y minuto")
            .schema(RowSchema.of(PorMinuto.class, Set.of("user_id", "inicio"), Set.of()))
            .watermarkDelay(DELAY)
            .replaySpeed(MINUTE.toSeconds() * 5.0)
            .traffic(new WindowTraffic(MINUTES, Extra.NONE))
            .oracle(MinuteOracle::expected)
            .state(MinuteOracle::open)
            .build(),
        eventTime(IDLE_6H, "a user who is silent for 6 hours", "un usuario callado durante 6 horas")
            .traffic(new WindowTraffic(SESSIONS, Extra.IDLE_6H))
            .build());
  }

  private static Variant.Builder eventTime(String name, String en, String es) {
    return Variant.named(name, en, es)
        .schema(schema(Set.of()))
        .watermarkDelay(DELAY)
        .replaySpeed(REPLAY_SPEED)
        .traffic(new WindowTraffic(SESSIONS, Extra.NONE))
        .oracle(SessionOracle::byEventTime)
        .state(SessionOracle::openSessions);
  }

  private static Variant.Builder byTheClock(String name, Set<String> clocks, String en, String es) {
    return Variant.named(name, en, es)
        .schema(schema(clocks))
        // five minutes of silence pass in two seconds
        .replaySpeed(150)
        .traffic(new BurstTraffic())
        .oracle(name.equals(COURSE) ? SessionOracle::byTheCourse : SessionOracle::byBurst)
        .parityOnly();
  }

  private static RowSchema schema(Set<String> clocks) {
    return RowSchema.of(Sesion.class, Set.of("user_id", "inicio_sesion"), clocks);
  }
}
