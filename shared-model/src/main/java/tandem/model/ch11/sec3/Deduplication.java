package tandem.model.ch11.sec3;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import tandem.model.catalog.Exercise;
import tandem.model.catalog.Question;
import tandem.model.catalog.Service;
import tandem.model.catalog.Text;
import tandem.model.catalog.Variant;
import tandem.model.event.Evento;
import tandem.model.parity.RowSchema;
import tandem.model.run.RunSpec;
import tandem.model.store.SeenIdsStore;
import tandem.model.store.SeenIdsStore.Kind;

/**
 * Exercise 11.3.4, deduplication: each event once, however often its producer has sent it. What has
 * been seen is kept in the engine's state, for ever, until the watermark has passed, or for some
 * time; or in a store outside.
 */
public final class Deduplication {
  /** How far the watermark stays behind. */
  public static final Duration DELAY = Duration.ofHours(1);

  /** How long an id is known in {@link #TTL}: processing time, divided by the replay speed. */
  public static final Duration MEMORY = Duration.ofHours(1);

  /** The variants, the headline first: by id and timestamp, until the watermark has passed it. */
  public static final String WATERMARK = "watermark";

  /** By id, for ever. */
  public static final String UNBOUNDED = "unbounded";

  /** By id, until the watermark is {@link #DELAY} behind the first one. */
  public static final String WITHIN_WATERMARK = "within-watermark";

  /** By id, until {@link #MEMORY} has passed by the clock. */
  public static final String TTL = "ttl";

  /** By id, for ever, in a table outside. */
  public static final String POSTGRES = "postgres";

  /** {@link #POSTGRES} as one would write it first: it loses rows in a crash. */
  public static final String POSTGRES_NAIVE = "postgres-naive";

  /** By id, for ever, in a hash outside. */
  public static final String REDIS = "redis";

  /** An hour of event time passes in six seconds. */
  private static final double REPLAY_SPEED = 600;

  /** The memory of {@link #TTL} lasts two seconds. */
  private static final double SPEED_OF_THE_CLOCK = 1_800;

  private static final String ANSWERS = "doc:docs/answers/11.3.4.md#q";

  /** What identifies the exercise, and all its variants. */
  public static final Exercise EXERCISE =
      new Exercise(
          "11.3.4",
          Deduplication.class,
          new Text("Deduplication", "Deduplicación"),
          new Text(
              """
              A producer that retries sends an event twice; the job must let it through once.
              Whoever recognises a repetition has to remember what has been, and memory costs state.
              Without a watermark all ids are kept for ever; with one, those that it has not passed yet.
              What the watermark has passed is dropped as late, and so are late events that are no repetition.
              A store outside of the engine remembers all, but has to be right when the engine crashes.""",
              """
              Un productor que reintenta envía un evento dos veces; el job debe dejarlo pasar una.
              Quien reconoce una repetición tiene que recordar lo anterior, y la memoria cuesta estado.
              Sin watermark se guardan todos los ids para siempre; con él, los que aún no ha pasado.
              Lo que el watermark ha pasado se descarta por tardío, también los eventos tardíos que no son repetición.
              Un almacén externo lo recuerda todo, pero tiene que acertar cuando el motor se cae."""),
          variants(),
          List.of(
              new Question(1, "claim:" + DeduplicationClaims.BOUNDED),
              new Question(2, ANSWERS + "2"),
              new Question(3, "variant:" + POSTGRES),
              new Question(4, ANSWERS + "4")),
          DeduplicationClaims.all());

  private Deduplication() {}

  /** The store of a variant that has one outside of the engine. */
  public static SeenIdsStore store(RunSpec spec) {
    return switch (spec.variant()) {
      case POSTGRES -> new SeenIdsStore(Kind.POSTGRES, spec.service(Service.POSTGRES));
      case POSTGRES_NAIVE -> new SeenIdsStore(Kind.POSTGRES_NAIVE, spec.service(Service.POSTGRES));
      case REDIS -> new SeenIdsStore(Kind.REDIS, spec.service(Service.REDIS));
      default -> throw new IllegalArgumentException(spec.variant() + " has no store outside");
    };
  }

  private static List<Variant> variants() {
    return List.of(
        variant(WATERMARK, "by id and time, with a watermark", "por id y tiempo, con watermark")
            // what is one and the same event here
            .schema(RowSchema.of(Evento.class, Set.of("evento_id", "timestamp"), Set.of()))
            .watermarkDelay(DELAY)
            .rowsAtOnce()
            .oracle(DuplicateOracle::byIdAndTime)
            .state(DuplicateOracle::idsAndTimes)
            .build(),
        variant(UNBOUNDED, "by id, for ever", "por id, para siempre")
            .state(DuplicateOracle::ids)
            .timedWithHeadline()
            .build(),
        variant(
                WITHIN_WATERMARK,
                "by id, within the watermark's delay",
                "por id, dentro del retraso del watermark")
            .watermarkDelay(DELAY)
            .rowsAtOnce()
            .oracle(DuplicateOracle::withinDelay)
            .state(DuplicateOracle::idsWithinDelay)
            .timedWithHeadline()
            .build(),
        variant(TTL, "by id, for an hour of the clock", "por id, durante una hora de reloj")
            .replaySpeed(SPEED_OF_THE_CLOCK)
            .traffic(DuplicateTraffic::byTheClock)
            .oracle(DuplicateOracle::oncePerBurst)
            .parityOnly()
            .build(),
        variant(POSTGRES, "by id, in PostgreSQL", "por id, en PostgreSQL")
            .services(Service.POSTGRES)
            .build(),
        variant(
                POSTGRES_NAIVE,
                "in PostgreSQL, and wrong after a crash",
                "en PostgreSQL, y mal tras una caída")
            .services(Service.POSTGRES)
            .build(),
        variant(REDIS, "by id, in Redis", "por id, en Redis").services(Service.REDIS).build());
  }

  private static Variant.Builder variant(String name, String en, String es) {
    return Variant.named(name, en, es)
        .schema(RowSchema.of(Evento.class, Set.of("evento_id"), Set.of()))
        .replaySpeed(REPLAY_SPEED)
        .traffic(DuplicateTraffic::byEventTime)
        .oracle(DuplicateOracle::forEver);
  }
}
