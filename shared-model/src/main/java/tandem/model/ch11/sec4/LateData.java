package tandem.model.ch11.sec4;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import tandem.model.catalog.Emission;
import tandem.model.catalog.Exercise;
import tandem.model.catalog.Question;
import tandem.model.catalog.Text;
import tandem.model.catalog.Variant;
import tandem.model.ch11.sec4.LateTraffic.Cause;
import tandem.model.parity.RowSchema;

/**
 * Exercise 11.4.1, why data arrive late: events counted per minute behind a watermark, while they
 * are late for four reasons, and while a producer stamps them a year too early or too late.
 */
public final class LateData {
  /** The windows in which events are counted. */
  public static final Duration MINUTE = Duration.ofMinutes(1);

  /** How far the watermark stays behind, where the variant does not say otherwise. */
  public static final Duration DELAY = Duration.ofMinutes(10);

  /** The variants, the headline first: the network takes now and then three seconds. */
  public static final String JITTER = "jitter";

  /** One event in ten is sent at the second try, half a minute later. */
  public static final String RETRIES = "retries";

  /** A data centre, which writes to a partition of its own, is cut off for two hours. */
  public static final String CUT_OFF = "cut-off";

  /** Phones without a signal send what they have when they get one, two and a half hours later. */
  public static final String OFFLINE = "offline";

  /** The same with a watermark that waits for them. */
  public static final String OFFLINE_6H = "offline-6h";

  /** Events behind the watermark, of a minute that it has not passed and of some that it has. */
  public static final String EDGE = "edge";

  /** A batch of events that a producer stamps with last year. */
  public static final String YEAR_PAST = "year-past";

  /** A single event that is stamped with next year. */
  public static final String YEAR_FUTURE = "year-future";

  /** One such event in each partition. */
  public static final String YEAR_FUTURE_EVERYWHERE = "year-future-everywhere";

  /** Nothing is ever final, and nothing is too late. */
  public static final String WITHOUT_WATERMARK = "without-watermark";

  /** Sensors that may be offline for 72 hours. */
  public static final String IOT_72H = "iot-72h";

  /** A minute of event time passes in a fifth of a second. */
  private static final double REPLAY_SPEED = 300;

  /** A result row: the events of a minute. */
  public record EventosPorMinuto(Instant inicio, Instant fin, long count) {}

  /** What identifies the exercise, and all its variants. */
  public static final Exercise EXERCISE =
      new Exercise(
          "11.4.1",
          LateData.class,
          new Text("Why data arrive late", "Por qué los datos llegan tarde"),
          new Text(
              """
              An event happens at one time and arrives at another: by network, retries, cut lines, phones without a signal.
              A watermark is a statement about event time: nothing older is waited for.
              Spark takes the greatest event time of all partitions; what another partition held back is lost.
              Flink takes the least over the partitions: it waits for the slowest, and so do its rows.
              It only goes forward, so one event from the future can make all later ones late.""",
              """
              Un evento ocurre en un momento y llega en otro: por la red, reintentos, cortes, móviles sin señal.
              Un watermark es una afirmación sobre el tiempo de evento: no se espera nada más antiguo.
              Spark toma el mayor tiempo de evento de todas las particiones; lo que otra partición retuvo se pierde.
              Flink toma el menor entre las particiones: espera a la más lenta, y sus filas también.
              Solo avanza, así que un evento del futuro puede volver tardíos todos los siguientes."""),
          variants(),
          List.of(
              new Question(1, "claim:" + LateDataClaims.GREATEST),
              new Question(2, "claim:" + LateDataClaims.OLD_EVENTS),
              new Question(3, "claim:" + LateDataClaims.NEVER_BACK),
              new Question(4, "doc:docs/answers/11.4.1.md#q4"),
              new Question(5, "claim:" + LateDataClaims.TRADE_OFF)),
          LateDataClaims.all());

  private LateData() {}

  /** How far a variant's watermark stays behind; empty where it has none. */
  public static Optional<Duration> delay(String variant) {
    return switch (variant) {
      case WITHOUT_WATERMARK -> Optional.empty();
      case OFFLINE_6H -> Optional.of(Duration.ofHours(6));
      case IOT_72H -> Optional.of(Duration.ofDays(3));
      default -> Optional.of(DELAY);
    };
  }

  private static List<Variant> variants() {
    return Stream.concat(causes(), extremes()).toList();
  }

  private static Stream<Variant> causes() {
    return Stream.of(
        counts(JITTER, Cause.NETWORK, "the network's jitter", "variaciones de la red").build(),
        counts(RETRIES, Cause.RETRIES, "a producer's retries", "reintentos del productor")
            .parityOnly()
            .build(),
        exact(
                CUT_OFF,
                Cause.CUT_OFF,
                "a partition that was cut off for two hours",
                "una partición aislada dos horas")
            .meaningsDiffer()
            .build(),
        exact(OFFLINE, Cause.OFFLINE, "phones without a signal", "móviles sin señal").build(),
        exact(
                OFFLINE_6H,
                Cause.OFFLINE,
                "the same with a watermark of six hours",
                "lo mismo con un watermark de seis horas")
            .build(),
        exact(
                IOT_72H,
                Cause.SENSORS,
                "sensors that may be offline for 72 hours",
                "sensores que pueden estar 72 horas sin conexión")
            .build());
  }

  private static Stream<Variant> extremes() {
    return Stream.of(
        exact(EDGE, Cause.EDGE, "just behind the watermark", "justo por detrás del watermark")
            .build(),
        exact(YEAR_PAST, Cause.LAST_YEAR, "events of last year", "eventos del año pasado").build(),
        exact(YEAR_FUTURE, Cause.NEXT_YEAR, "an event of next year", "un evento del año que viene")
            .meaningsDiffer()
            .build(),
        exact(
                YEAR_FUTURE_EVERYWHERE,
                Cause.NEXT_YEAR_EVERYWHERE,
                "an event of next year in each partition",
                "un evento del año que viene en cada partición")
            .build(),
        counts(WITHOUT_WATERMARK, Cause.TOMORROW, "nothing is ever final", "nada es definitivo")
            .emission(Emission.UPDATE)
            .parityOnly()
            .build());
  }

  /** A variant whose traffic is clear about what is late only where the watermark is known. */
  private static Variant.Builder exact(String name, Cause cause, String en, String es) {
    return counts(name, cause, en, es).exactLateness().parityOnly();
  }

  private static Variant.Builder counts(String name, Cause cause, String en, String es) {
    MinuteCounts oracle = new MinuteCounts(delay(name).orElse(null));
    Variant.Builder builder =
        Variant.named(name, en, es)
            .schema(RowSchema.of(EventosPorMinuto.class, Set.of("inicio"), Set.of()))
            .replaySpeed(REPLAY_SPEED)
            .traffic(new LateTraffic(cause, delay(name).orElse(DELAY)))
            .oracle(oracle)
            .state(oracle::liveEntriesAt);
    delay(name).ifPresent(builder::watermarkDelay);
    return builder;
  }
}
