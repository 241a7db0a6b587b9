package tandem.model.ch11.sec5;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tandem.model.catalog.DeltaWrite;
import tandem.model.catalog.DeltaWrite.Way;
import tandem.model.catalog.Emission;
import tandem.model.catalog.Exercise;
import tandem.model.catalog.Question;
import tandem.model.catalog.Text;
import tandem.model.catalog.Variant;
import tandem.model.event.Evento;
import tandem.model.parity.ExpectedRow;
import tandem.model.parity.Inputs;
import tandem.model.parity.Inputs.Input;
import tandem.model.parity.RowSchema;
import tandem.model.run.Engine;
import tandem.model.run.Failpoint;
import tandem.model.run.Gear;

/**
 * Exercise 11.5.2, complete mode into a Delta table: the metrics of each user, of which the table
 * shall hold one row each; overwritten as a whole, or merged.
 */
public final class CompleteIntoDelta {
  /** The variants, the headline first: only rows that have changed are merged. */
  public static final String MERGE_CHANGES = "merge-changes";

  /** Complete mode: all rows, with which the table is overwritten. */
  public static final String OVERWRITE = "overwrite";

  /** Complete mode: all rows, which are merged into the table. */
  public static final String MERGE = "merge";

  public static final String MERGE_TWICE = "merge-twice";

  /** Each batch's increments are added to what is there. */
  public static final String MERGE_ADDING = "merge-adding";

  public static final String MERGE_ADDING_TWICE = "merge-adding-twice";
  public static final String MERGE_CHANGES_KILLED = "merge-changes-killed";

  /** The same ways with a table that grows. */
  public static final String OVERWRITE_GROWING = "overwrite-growing";

  public static final String MERGE_GROWING = "merge-growing";
  public static final String MERGE_CHANGES_GROWING = "merge-changes-growing";

  /** Columns of the table. */
  public static final String USER_ID = "user_id";

  public static final String NUM_EVENTOS = "num_eventos";
  public static final String TOTAL = "total";

  private static final String ANSWERS = "doc:docs/answers/11.5.2.md#q";
  private static final Gear EXACTLY_ONCE = Gear.parse(Engine.FLINK, "exactly-once=1s");

  /**
   * A result row: what there is of a user so far; of increments, what one event adds to it.
   *
   * @param total sum of the amounts, 0 for those without
   */
  public record Metrica(String userId, long numEventos, double total) {

    /** The metric of one event. */
    public static Metrica of(Evento e) {
      return new Metrica(e.userId(), 1, e.monto() == null ? 0 : e.monto());
    }

    /** With what another adds to the same user. */
    public Metrica plus(Metrica other) {
      return new Metrica(userId, numEventos + other.numEventos, total + other.total);
    }
  }

  /** What identifies the exercise, and all its variants. */
  public static final Exercise EXERCISE =
      new Exercise(
          "11.5.2",
          CompleteIntoDelta.class,
          new Text("Complete mode into a Delta table", "Modo complete hacia una tabla Delta"),
          new Text(
              """
              Complete mode gives all rows of the result with each batch, however few have changed.
              Overwriting the table with them costs the whole table each time; merging them costs that and the search for each row.
              In update mode only changed rows come, and a merge rewrites the files in which they are.
              A total that is merged twice is still that total; an increment that is merged twice is counted twice.
              Flink gives changes and knows no merge: its committer rewrites the files of the changed keys, once for each checkpoint.""",
              """
              El modo complete da todas las filas del resultado en cada batch, por pocas que hayan cambiado.
              Sobrescribir la tabla con ellas cuesta la tabla entera cada vez; fusionarlas cuesta eso y buscar cada fila.
              En modo update solo llegan las filas cambiadas, y una fusión reescribe los ficheros donde están.
              Un total fusionado dos veces sigue siendo ese total; un incremento fusionado dos veces se cuenta dos veces.
              Flink da cambios y no conoce merge: su committer reescribe los ficheros de las claves cambiadas, una vez por checkpoint."""),
          List.of(
              base(MERGE_CHANGES, "changed rows, merged", "filas cambiadas, fusionadas")
                  .delta(DeltaWrite.by(Way.MERGE))
                  .build(),
              spark(OVERWRITE, "all rows, overwritten", "todas las filas, sobrescritas")
                  .delta(DeltaWrite.by(Way.OVERWRITE))
                  .build(),
              spark(MERGE, "all rows, merged", "todas las filas, fusionadas")
                  .delta(DeltaWrite.by(Way.MERGE))
                  .build(),
              spark(
                      MERGE_TWICE,
                      "all rows, each batch merged twice",
                      "todas las filas, cada batch fusionado dos veces")
                  .delta(DeltaWrite.by(Way.MERGE).again())
                  .build(),
              spark(MERGE_ADDING, "increments, added", "incrementos, sumados")
                  .delta(DeltaWrite.by(Way.MERGE_ADDING))
                  .build(),
              spark(
                      MERGE_ADDING_TWICE,
                      "increments, each batch added twice",
                      "incrementos, cada batch sumado dos veces")
                  .delta(DeltaWrite.by(Way.MERGE_ADDING).again())
                  .oracle((inputs, meaning) -> expected(inputs, 2))
                  .build(),
              base(
                      MERGE_CHANGES_KILLED,
                      "changed rows, killed before the checkpoint",
                      "filas cambiadas, muerto antes del checkpoint")
                  .delta(DeltaWrite.by(Way.MERGE))
                  .traffic(MetricTraffic::killed)
                  .killedAt(Failpoint.WRITTEN)
                  // the state of at-least-once checkpoints may count an event twice
                  .gear(Engine.FLINK, EXACTLY_ONCE)
                  .exactlyOnce(Engine.SPARK, Engine.FLINK)
                  .build(),
              growing(
                  spark(
                      OVERWRITE_GROWING,
                      "a table that grows, overwritten",
                      "una tabla que crece, sobrescrita"),
                  Way.OVERWRITE),
              growing(
                  spark(
                      MERGE_GROWING,
                      "a table that grows, all rows merged",
                      "una tabla que crece, todas las filas fusionadas"),
                  Way.MERGE),
              growing(
                  base(
                      MERGE_CHANGES_GROWING,
                      "a table that grows, changed rows merged",
                      "una tabla que crece, filas cambiadas fusionadas"),
                  Way.MERGE)),
          List.of(
              new Question(1, "claim:" + CompleteClaims.MERGE_FASTER),
              new Question(2, "claim:" + CompleteClaims.IDEMPOTENT),
              new Question(3, ANSWERS + "3")),
          CompleteClaims.all());

  private CompleteIntoDelta() {}

  /** Whether a variant's rows are increments, where others are totals. */
  public static boolean adds(String variant) {
    return EXERCISE.variant(variant).deltaWrite().way() == Way.MERGE_ADDING;
  }

  /** Whether a variant gives all rows with each batch, where others give those that changed. */
  public static boolean complete(String variant) {
    return Set.of(OVERWRITE, MERGE, MERGE_TWICE, OVERWRITE_GROWING, MERGE_GROWING)
        .contains(variant);
  }

  private static Variant growing(Variant.Builder variant, Way way) {
    return variant.delta(DeltaWrite.by(way)).traffic(MetricTraffic::growing).build();
  }

  /** Flink has no mode that gives all rows, and no batches that come twice. */
  private static Variant.Builder spark(String name, String en, String es) {
    return base(name, en, es).engines(Engine.SPARK);
  }

  private static Variant.Builder base(String name, String en, String es) {
    return Variant.named(name, en, es)
        .schema(RowSchema.of(Metrica.class, Set.of(USER_ID), Set.of()))
        .emission(Emission.UPSERT)
        .traffic(MetricTraffic::write)
        .oracle((inputs, meaning) -> expected(inputs, 1));
  }

  /**
   * One row for each user, as it is at the end.
   *
   * @param times how often each event is counted
   */
  private static List<ExpectedRow> expected(Inputs inputs, int times) {
    List<ExpectedRow> rows = new ArrayList<>(inputs.deadLetters());
    Map<String, List<Input>> users = new LinkedHashMap<>();
    for (Input input : inputs.accepted()) {
      users.computeIfAbsent(input.evento().userId(), user -> new ArrayList<>()).add(input);
    }
    users.forEach(
        (user, events) -> {
          double sum = 0;
          for (Input event : events) {
            sum += event.evento().monto() != null ? event.evento().monto() : 0;
          }
          rows.add(
              new ExpectedRow(
                  Variant.RESULT,
                  new Metrica(user, (long) times * events.size(), times * sum),
                  events.get(events.size() - 1).message().index()));
        });
    return rows;
  }
}
