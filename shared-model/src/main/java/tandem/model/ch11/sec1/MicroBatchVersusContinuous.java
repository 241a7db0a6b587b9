package tandem.model.ch11.sec1;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tandem.model.catalog.Emission;
import tandem.model.catalog.Exercise;
import tandem.model.catalog.Meaning;
import tandem.model.catalog.Question;
import tandem.model.catalog.Text;
import tandem.model.catalog.Variant;
import tandem.model.event.Evento;
import tandem.model.parity.ExpectedRow;
import tandem.model.parity.Inputs;
import tandem.model.parity.Inputs.Input;
import tandem.model.parity.RowSchema;

/**
 * Exercise 11.1.1, micro-batches against record by record: every event of {@code eventos} is read
 * and written as it is. The work is as small as can be, so what is measured is how an engine takes
 * work up; meant for all gears of both engines ({@code tandem sweep 11.1.1}).
 */
public final class MicroBatchVersusContinuous {
  /** The variants, the headline first. */
  public static final String PASS_THROUGH = "pass-through";

  /** With state: what not every gear takes. */
  public static final String PER_USER = "per-user";

  /**
   * A row of {@link #PER_USER}.
   *
   * @param numEventos events of the user so far
   */
  public record Cuenta(String userId, long numEventos) {}

  private static final String ANSWERS = "doc:docs/answers/11.1.1.md#q";

  /** What identifies the exercise, and all its variants. */
  public static final Exercise EXERCISE =
      new Exercise(
          "11.1.1",
          MicroBatchVersusContinuous.class,
          new Text(
              "Micro-batches against record by record",
              "Micro-batches frente a registro a registro"),
          new Text(
              """
              Events go through as they are: read, parsed, written. Nothing else takes time.
              Spark collects what has arrived into a batch job; its trigger decides how long it waits.
              Flink sends each record on; its buffer timeout and its checkpoints decide how long it waits.
              Each gear buys latency with processor time or with a guarantee: the sweep draws both.
              Spark's real-time mode keeps a batch open for minutes and answers within it.""",
              """
              Los eventos pasan tal cual: leer, interpretar, escribir. Nada más consume tiempo.
              Spark reúne lo llegado en un job batch; su trigger decide cuánto se espera.
              Flink envía cada registro; su buffer timeout y sus checkpoints deciden cuánto se espera.
              Cada marcha compra latencia con CPU o con una garantía: el barrido dibuja ambas.
              El modo real-time de Spark deja un batch abierto minutos y responde dentro de él."""),
          List.of(
              Variant.named(PASS_THROUGH, "each event as it is", "cada evento tal cual")
                  .schema(RowSchema.of(Evento.class, Set.of("evento_id"), Set.of()))
                  .traffic(StatelessTraffic::steady)
                  .oracle(MicroBatchVersusContinuous::expected)
                  .perRecord(evento -> evento)
                  .build(),
              Variant.named(PER_USER, "events counted per user", "eventos contados por usuario")
                  .schema(RowSchema.of(Cuenta.class, Set.of("user_id"), Set.of()))
                  .emission(Emission.UPDATE)
                  .traffic(StatelessTraffic::steady)
                  .oracle(MicroBatchVersusContinuous::counted)
                  .parityOnly()
                  .build()),
          List.of(
              new Question(1, "claim:" + GearClaims.OUT_OF_REACH),
              new Question(2, ANSWERS + "2"),
              new Question(3, "claim:" + GearClaims.CONTINUOUS_WITHOUT_STATE),
              new Question(4, ANSWERS + "4"),
              new Question(5, ANSWERS + "5")),
          GearClaims.all());

  private MicroBatchVersusContinuous() {}

  private static List<ExpectedRow> expected(Inputs inputs, Meaning meaning) {
    List<ExpectedRow> rows = new ArrayList<>();
    for (Input input : inputs.all()) {
      rows.add(
          input.defect() != null
              ? inputs.deadLetter(input)
              : new ExpectedRow(Variant.RESULT, input.evento(), input.message().index()));
    }
    return rows;
  }

  /** One more with each event of the user. */
  private static List<ExpectedRow> counted(Inputs inputs, Meaning meaning) {
    List<ExpectedRow> rows = new ArrayList<>(inputs.deadLetters());
    Map<String, Long> counts = new HashMap<>();
    for (Input input : inputs.accepted()) {
      String user = input.evento().userId();
      long count = counts.merge(user, 1L, Long::sum);
      rows.add(new ExpectedRow(Variant.RESULT, new Cuenta(user, count), input.message().index()));
    }
    return rows;
  }
}
