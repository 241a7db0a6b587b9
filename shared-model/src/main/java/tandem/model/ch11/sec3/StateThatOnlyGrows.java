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
import tandem.model.ch11.sec3.DayTraffic.Late;
import tandem.model.parity.RowSchema;
import tandem.model.run.Engine;

/**
 * Exercise 11.3.5, state that only grows: events counted per user and day, while thirty days pass
 * in half a minute. The same counts with state that is never dropped, with a watermark beside it,
 * with a window that the watermark closes, and with state that expires by the clock.
 */
public final class StateThatOnlyGrows {
  /** The variants, the headline first. */
  public static final String ONLY_GROWS = "only-grows";

  /**
   * The same grouping behind a watermark: Spark's withWatermark above the day as an expression;
   * Flink's watermark strategy above the same keyed state.
   */
  public static final String WATERMARK = "watermark";

  /** The day as a window, which the watermark closes; a row with each change. */
  public static final String WINDOW = "window";

  /** Flink's state time-to-live, which goes by the clock. */
  public static final String TTL = "ttl";

  /** As {@link #WINDOW}, but one final row per user and day on both engines. */
  public static final String WINDOW_FINAL = "window-final";

  /** {@link #TTL} with events for a day whose state has expired. */
  public static final String TTL_LATE = "ttl-late";

  /** What is counted in. */
  public static final Duration DAY = Duration.ofDays(1);

  /** How far the watermark stays behind: the course's two days. */
  public static final Duration DELAY = Duration.ofDays(2);

  /**
   * Event time after which untouched state expires, divided by the replay speed: as long as a day
   * and the watermark's delay together, so that it forgets nothing that a window would still count.
   */
  public static final Duration TIME_TO_LIVE = DAY.plus(DELAY);

  /** A day passes in 0.9 s: thirty in the lead-in and measured part of a quick run. */
  private static final double REPLAY_SPEED = 96_000;

  private static final String ANSWERS = "doc:docs/answers/11.3.5.md#q";

  /** A result row: the events of a user in a day of event time, UTC. */
  public record ConteoDiario(String userId, Instant dia, long count) {}

  /** What identifies the exercise, and all its variants. */
  public static final Exercise EXERCISE =
      new Exercise(
          "11.3.5",
          StateThatOnlyGrows.class,
          new Text("State that only grows", "El estado que no para de crecer"),
          new Text(
              """
              Events per user and day: each day brings new keys, and no old key is ever looked at again.
              Nobody told the engine that a day is over, so it keeps all of them.
              A watermark says how far event time has come; it drops nothing by itself.
              Only an operator that knows when a key ends can drop it: a window does, a plain grouping does not.
              Flink can also let state expire by the clock, which knows nothing of event time.""",
              """
              Eventos por usuario y día: cada día trae claves nuevas, y nadie vuelve a mirar las viejas.
              Nadie le ha dicho al motor que un día ha terminado, así que los guarda todos.
              Un watermark dice hasta dónde ha llegado el tiempo de evento; por sí solo no descarta nada.
              Solo puede descartar quien sabe cuándo acaba una clave: una ventana lo sabe, una agrupación simple no.
              Flink también puede dejar caducar el estado por reloj, que nada sabe del tiempo de evento."""),
          variants(),
          List.of(
              new Question(1, ANSWERS + "1"),
              new Question(2, "variant:" + ONLY_GROWS),
              new Question(3, "claim:" + GrowingStateClaims.BOUNDED),
              new Question(4, "claim:" + GrowingStateClaims.TWO_DAYS),
              new Question(5, "claim:" + GrowingStateClaims.HISTORY_STAYS)),
          GrowingStateClaims.all());

  private StateThatOnlyGrows() {}

  private static List<Variant> variants() {
    CountOracle all = CountOracle.running(DAY, ConteoDiario::new);
    CountOracle closed = all.closedBehind(DELAY);
    Duration expires = Duration.ofNanos((long) (TIME_TO_LIVE.toNanos() / REPLAY_SPEED));
    return List.of(
        updates(ONLY_GROWS, all, Late.KNOWN, "nothing is dropped", "no se descarta nada")
            .state(all::liveEntriesAt)
            .build(),
        updates(
                WATERMARK,
                all,
                Late.KNOWN,
                "a watermark beside the same grouping",
                "un watermark junto a la misma agrupación")
            .watermarkDelay(DELAY)
            .state(all::liveEntriesAt)
            .timedWithHeadline()
            .build(),
        updates(WINDOW, closed, Late.KNOWN, "the day as a window", "el día como ventana")
            .watermarkDelay(DELAY)
            .state(closed::liveEntriesAt)
            .timedWithHeadline()
            .build(),
        updates(
                TTL,
                all,
                Late.STRANGERS,
                "state that expires by the clock",
                "estado que caduca por reloj")
            .engines(Engine.FLINK)
            .stateByTheClock()
            .timedWithHeadline()
            .build(),
        counts(
                WINDOW_FINAL,
                closed.onceClosed(),
                Late.KNOWN,
                "one row per user and day",
                "una fila por usuario y día")
            .watermarkDelay(DELAY)
            .state(closed::liveEntriesAt)
            .build(),
        updates(
                TTL_LATE,
                all.forgettingAfter(expires),
                Late.EXPIRED,
                "late events after the state has expired",
                "eventos tardíos cuando el estado ha caducado")
            .engines(Engine.FLINK)
            .parityOnly()
            .build());
  }

  private static Variant.Builder updates(
      String name, CountOracle oracle, Late late, String en, String es) {
    return counts(name, oracle, late, en, es).emission(Emission.UPDATE).normalisedBy(WINDOW_FINAL);
  }

  private static Variant.Builder counts(
      String name, CountOracle oracle, Late late, String en, String es) {
    return Variant.named(name, en, es)
        .schema(RowSchema.of(ConteoDiario.class, Set.of("user_id", "dia"), Set.of()))
        .replaySpeed(REPLAY_SPEED)
        .traffic(new DayTraffic(late))
        .oracle(oracle::expected);
  }
}
