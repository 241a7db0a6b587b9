package tandem.model.ch11.sec6;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import tandem.model.catalog.Exercise;
import tandem.model.catalog.Question;
import tandem.model.catalog.Text;
import tandem.model.catalog.Variant;
import tandem.model.codec.WireRecord;
import tandem.model.codec.WireSchema;
import tandem.model.codec.WireTopic;
import tandem.model.parity.RowSchema;
import tandem.model.run.Engine;

/**
 * Exercise 11.6.4, a join of two streams on a key alone: the job as the course gives it, which is
 * said never to emit anything, and the same with a condition on time.
 */
public final class JoinThatNeverEmits {
  /** The variants, the headline first. */
  public static final String MENDED = "mended";

  public static final String AS_IT_STANDS = "as-it-stands";
  public static final String OUTER = "left-outer-as-it-stands";
  public static final String STANDS_STILL = "watermark-stands-still";

  /** How far apart both may lie in the mended job; the last instant is within. */
  public static final Duration REACH = Duration.ofMinutes(5);

  /** How far both watermarks stay behind. */
  public static final Duration DELAY = Duration.ofMinutes(1);

  /** The one stream. */
  public static final WireTopic STREAM_A = topic("stream_a", "ts_a");

  /** The other. */
  public static final WireTopic STREAM_B = topic("stream_b", "ts_b");

  /** Event-time seconds for a wall second of live traffic. */
  private static final double SPEED = 60;

  private static final double RATE = 2_000;
  private static final String ANSWERS = "doc:docs/answers/11.6.4.md#q";

  /** A record of either stream; the value may be null. */
  public record Lado(String key, Double valor, Instant ts) {

    /** Of the one stream. */
    public static Lado ofA(WireRecord read) {
      return new Lado(read.text("key"), read.number("valor"), read.timestamp("ts_a"));
    }

    /** Of the other. */
    public static Lado ofB(WireRecord read) {
      return new Lado(read.text("key"), read.number("valor"), read.timestamp("ts_b"));
    }
  }

  /** Result row: two records of one key. */
  public record Par(String key, Double valorA, Instant tsA, Double valorB, Instant tsB) {

    /** Of a record of each stream. */
    public static Par of(Lado a, Lado b) {
      return new Par(a.key(), a.valor(), a.ts(), b.valor(), b.ts());
    }
  }

  /** What identifies the exercise, and all its variants. */
  public static final Exercise EXERCISE =
      new Exercise(
          "11.6.4",
          JoinThatNeverEmits.class,
          new Text("The join that never emits", "El join que nunca emite resultados"),
          new Text(
              """
              Two streams joined on a key alone, each with a watermark: the course says that nothing comes out.
              A pair of an inner join never changes, so there is nothing to wait for: run it and see.
              What does fail is the state: without a condition on time every row may still find a match.
              An outer join is about what does not come; that one needs the condition, and Spark says so.
              The remedy is the same whatever the diagnosis: say how far apart both may lie.""",
              """
              Dos streams unidos solo por una clave, cada uno con watermark: el curso dice que no sale nada.
              Una pareja de un inner join nunca cambia, así que no hay nada que esperar: ejecútalo y mira.
              Lo que sí falla es el estado: sin condición temporal cualquier fila puede encontrar pareja aún.
              Un outer join trata de lo que no llega; ese sí necesita la condición, y Spark lo dice.
              El remedio es el mismo sea cual sea el diagnóstico: decir cuánto pueden distar ambos."""),
          variants(),
          List.of(
              new Question(1, "claim:" + NeverEmitsClaims.NO_OUTPUT),
              new Question(2, ANSWERS + "2"),
              new Question(3, "variant:" + MENDED),
              new Question(4, "claim:" + NeverEmitsClaims.PAIRS_WAIT)),
          NeverEmitsClaims.all());

  private JoinThatNeverEmits() {}

  /** Whether a variant's join has a condition on time. */
  public static boolean mended(String variant) {
    return Set.of(MENDED, STANDS_STILL).contains(variant);
  }

  private static WireTopic topic(String name, String time) {
    return new WireTopic(
        name,
        WireSchema.of(
            WireSchema.text("key").needed(),
            WireSchema.number("valor"),
            WireSchema.timestamp(time).needed()));
  }

  private static List<Variant> variants() {
    return List.of(
        variant(MENDED, "no more than five minutes apart", "a no más de cinco minutos").build(),
        variant(AS_IT_STANDS, "on the key alone", "solo por la clave").timedWithHeadline().build(),
        variant(OUTER, "left outer on the key alone", "left outer solo por la clave")
            .engines(Engine.SPARK)
            .refusedBy(Engine.SPARK)
            .parityOnly()
            .build(),
        variant(
                STANDS_STILL,
                "the watermark passes no row at all",
                "el watermark no pasa ninguna fila")
            .traffic(PairTraffic::standsStill)
            .parityOnly()
            .build());
  }

  private static Variant.Builder variant(String name, String en, String es) {
    PairOracle oracle = new PairOracle(mended(name) ? REACH : PairOracle.ANY);
    return Variant.named(name, en, es)
        .wires(STREAM_A, STREAM_B)
        .schema(RowSchema.of(Par.class, Set.of("key", "ts_a", "ts_b"), Set.of()))
        // as it stands no state goes by a watermark, and Spark runs no batch to move one: it is not
        // waited for
        .watermarkDelay(name.equals(AS_IT_STANDS) ? null : DELAY)
        .rowsAtOnce()
        .replaySpeed(SPEED)
        .defaultRate(RATE)
        .traffic(PairTraffic::ordinary)
        .oracle(oracle)
        .state(oracle);
  }
}
