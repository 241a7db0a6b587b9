package tandem.model.ch11.sec3;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import tandem.model.catalog.Exercise;
import tandem.model.catalog.Question;
import tandem.model.catalog.Service;
import tandem.model.catalog.Text;
import tandem.model.catalog.Variant;
import tandem.model.event.Evento;
import tandem.model.parity.RowSchema;
import tandem.model.run.Engine;
import tandem.model.run.Failpoint;
import tandem.model.run.Gear;
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

  /** {@link #UNBOUNDED}, killed before and after the write of a batch or of a checkpoint. */
  public static final String UNBOUNDED_KILLED = "unbounded-killed";

  /** {@link #POSTGRES} and the same two kills. */
  public static final String POSTGRES_KILLED = "postgres-killed";

  /** The same with a transaction of Kafka for each checkpoint. */
  public static final String POSTGRES_EXACTLY_ONCE_KILLED = "postgres-exactly-once-killed";

  /** {@link #POSTGRES_NAIVE}, killed when it knows ids whose rows the sink does not have yet. */
  public static final String POSTGRES_NAIVE_KILLED = "postgres-naive-killed";

  /** {@link #REDIS} and the two kills. */
  public static final String REDIS_KILLED = "redis-killed";

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

  /** How a variant remembers: its own name, or that of the variant that is killed in it. */
  public static String memory(String variant) {
    return switch (variant) {
      case UNBOUNDED_KILLED -> UNBOUNDED;
      case POSTGRES_KILLED, POSTGRES_EXACTLY_ONCE_KILLED -> POSTGRES;
      case POSTGRES_NAIVE_KILLED -> POSTGRES_NAIVE;
      case REDIS_KILLED -> REDIS;
      default -> variant;
    };
  }

  /** The store of a variant that has one outside of the engine. */
  public static SeenIdsStore store(RunSpec spec) {
    return switch (memory(spec.variant())) {
      case POSTGRES -> new SeenIdsStore(Kind.POSTGRES, spec.service(Service.POSTGRES));
      case POSTGRES_NAIVE -> new SeenIdsStore(Kind.POSTGRES_NAIVE, spec.service(Service.POSTGRES));
      case REDIS -> new SeenIdsStore(Kind.REDIS, spec.service(Service.REDIS));
      default -> throw new IllegalArgumentException(spec.variant() + " has no store outside");
    };
  }

  private static List<Variant> variants() {
    return Stream.of(inTheEngine(), outside(), killed()).flatMap(List::stream).toList();
  }

  private static List<Variant> inTheEngine() {
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
            .build());
  }

  private static List<Variant> outside() {
    return List.of(
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

  private static List<Variant> killed() {
    return List.of(
        killed(UNBOUNDED_KILLED, "by id, for ever, and killed", "por id, para siempre, y muerto")
            .build(),
        killed(POSTGRES_KILLED, "in PostgreSQL, and killed", "en PostgreSQL, y muerto")
            .services(Service.POSTGRES)
            .build(),
        killed(
                POSTGRES_EXACTLY_ONCE_KILLED,
                "the same, with a transaction for each checkpoint",
                "lo mismo, con una transacción por checkpoint")
            .services(Service.POSTGRES)
            .engines(Engine.FLINK)
            .gear(Engine.FLINK, Gear.parse(Engine.FLINK, "exactly-once=1s"))
            .exactlyOnce(Engine.FLINK)
            .build(),
        killed(
                POSTGRES_NAIVE_KILLED,
                "in PostgreSQL, wrong, and killed",
                "en PostgreSQL, mal, y muerto")
            .services(Service.POSTGRES)
            .killedAt(Failpoint.BEFORE_WRITE)
            .atMostOnce(Engine.SPARK, Engine.FLINK)
            .build(),
        killed(REDIS_KILLED, "in Redis, and killed", "en Redis, y muerto")
            .services(Service.REDIS)
            .build());
  }

  /** First when ids are known whose rows the sink does not have, then when it has them. */
  private static Variant.Builder killed(String name, String en, String es) {
    return variant(name, en, es)
        .traffic(DuplicateTraffic::killed)
        .killedAt(Failpoint.BEFORE_WRITE, Failpoint.WRITTEN);
  }

  private static Variant.Builder variant(String name, String en, String es) {
    return Variant.named(name, en, es)
        .schema(RowSchema.of(Evento.class, Set.of("evento_id"), Set.of()))
        .replaySpeed(REPLAY_SPEED)
        .traffic(DuplicateTraffic::byEventTime)
        .oracle(DuplicateOracle::forEver);
  }
}
