package tandem.model.ch11.sec1;

import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tandem.model.catalog.Exercise;
import tandem.model.catalog.Meaning;
import tandem.model.catalog.Overload;
import tandem.model.catalog.Question;
import tandem.model.catalog.Text;
import tandem.model.catalog.Variant;
import tandem.model.event.Evento;
import tandem.model.parity.ExpectedRow;
import tandem.model.parity.Inputs;
import tandem.model.parity.Inputs.Input;
import tandem.model.parity.RowSchema;
import tandem.model.run.Engine;

/**
 * Exercise 11.1.5, a job that can't keep up: each event costs a fixed amount of processor time, and
 * for a while more of them come than all threads can do.
 *
 * <p>The cost is a seal: a power modulo a prime, multiplied step by step. It is long to work out
 * and short to check, as the oracle has the power from squares.
 */
public final class FallingBehind {
  /** The variants, the headline first. */
  public static final String UNLIMITED = "unlimited";

  public static final String BOUNDED = "bounded";
  public static final String OLD_BACKPRESSURE = "old-backpressure";

  /** Steps of a seal: about a fifth of a millisecond. */
  public static final int STEPS = 60_000;

  /** A prime below 2^31, so that no product overflows. */
  public static final long PRIME = 2_147_483_647L;

  /** Where the limit stands: the records of two seconds of normal traffic. */
  private static final Duration LIMIT = Duration.ofSeconds(2);

  private static final Overload OVERLOAD =
      new Overload(0.2, 1.5, 0.2, 0.45, Duration.ofSeconds(32));

  private static final String ANSWERS = "doc:docs/answers/11.1.5.md#q";

  /** A result row: the event and its seal. */
  public record Sellado(String eventoId, String userId, long sello) {}

  /** What identifies the exercise, and all its variants. */
  public static final Exercise EXERCISE =
      new Exercise(
          "11.1.5",
          FallingBehind.class,
          new Text("A job that falls behind", "Un job que se queda atrás"),
          new Text(
              """
              Each event costs a fifth of a millisecond; for a while more come than two threads can do.
              Spark takes all that has arrived into its next batch: batches grow with the backlog.
              maxOffsetsPerTrigger cuts the batches; what is not taken stays on the topic as lag.
              Flink reads no faster than it works: full buffers hold the source back (backpressure).
              Neither makes the job faster: what differs is what is seen, and how the backlog ends.""",
              """
              Cada evento cuesta un quinto de milisegundo; un rato llegan más de los que dos hilos pueden.
              Spark mete todo lo llegado en su siguiente batch: los batches crecen con el atraso.
              maxOffsetsPerTrigger recorta los batches; lo no tomado se queda en el topic como lag.
              Flink no lee más rápido de lo que trabaja: los buffers llenos frenan la fuente (backpressure).
              Nada de ello acelera el job: cambia lo que se ve y cómo se acaba el atraso."""),
          variants(),
          List.of(
              new Question(1, ANSWERS + "1"),
              new Question(2, "claim:" + FallingBehindClaims.WORSE),
              new Question(3, "claim:" + FallingBehindClaims.CURE),
              new Question(4, "claim:" + FallingBehindClaims.OLD),
              new Question(5, ANSWERS + "5")),
          FallingBehindClaims.all());

  private FallingBehind() {}

  /** The rule of the exercise for one event. */
  public static Sellado apply(Evento e) {
    return new Sellado(e.eventoId(), e.userId(), seal(e.eventoId(), STEPS));
  }

  /**
   * An id's seal: its {@link #base} to the power of the steps, modulo {@link #PRIME}; each step
   * needs the one before, so that no compiler can shorten it.
   */
  public static long seal(String id, int steps) {
    long base = base(id);
    long seal = 1;
    for (int step = 0; step < steps; step++) {
      seal = seal * base % PRIME;
    }
    return seal;
  }

  /** What is multiplied: the id's hash as a number from 2 to the prime less 2. */
  private static long base(String id) {
    return 2 + Math.floorMod(id.hashCode(), PRIME - 3);
  }

  private static List<Variant> variants() {
    return List.of(
        base(UNLIMITED, "batches take all there is", "los batches toman todo lo que hay").build(),
        base(BOUNDED, "batches limited by maxOffsetsPerTrigger", "batches con maxOffsetsPerTrigger")
            .engines(Engine.SPARK)
            .timedWithHeadline()
            .batchLimit(LIMIT)
            .build(),
        base(
                OLD_BACKPRESSURE,
                "with the old setting spark.streaming.backpressure.enabled",
                "con la vieja opción spark.streaming.backpressure.enabled")
            .engines(Engine.SPARK)
            .timedWithHeadline()
            .setting(Engine.SPARK, "spark.streaming.backpressure.enabled", "true")
            .build());
  }

  private static Variant.Builder base(String name, String en, String es) {
    return Variant.named(name, en, es)
        .schema(RowSchema.of(Sellado.class, Set.of("evento_id"), Set.of()))
        .defaultRate(1_000)
        .overload(OVERLOAD)
        .traffic(StatelessTraffic.overloaded(OVERLOAD))
        .oracle(FallingBehind::expected)
        .perRecord(FallingBehind::apply);
  }

  private static List<ExpectedRow> expected(Inputs inputs, Meaning meaning) {
    List<ExpectedRow> rows = new ArrayList<>();
    for (Input input : inputs.all()) {
      rows.add(
          input.defect() != null
              ? inputs.deadLetter(input)
              : new ExpectedRow(Variant.RESULT, sealed(input.evento()), input.message().index()));
    }
    return rows;
  }

  /** The same number by another way than {@link #seal}: the oracle must not share its faults. */
  private static Sellado sealed(Evento e) {
    BigInteger prime = BigInteger.TWO.pow(31).subtract(BigInteger.ONE);
    BigInteger base =
        BigInteger.valueOf(e.eventoId().hashCode()).mod(prime.subtract(BigInteger.valueOf(3)));
    BigInteger seal = base.add(BigInteger.TWO).modPow(BigInteger.valueOf(60_000), prime);
    return new Sellado(e.eventoId(), e.userId(), seal.longValueExact());
  }
}
