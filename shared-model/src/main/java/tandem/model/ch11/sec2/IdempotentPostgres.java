package tandem.model.ch11.sec2;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tandem.model.catalog.Emission;
import tandem.model.catalog.Exercise;
import tandem.model.catalog.PostgresWrite;
import tandem.model.catalog.PostgresWrite.Conflict;
import tandem.model.catalog.PostgresWrite.Control;
import tandem.model.catalog.PostgresWrite.Way;
import tandem.model.catalog.Question;
import tandem.model.catalog.Text;
import tandem.model.catalog.Variant;
import tandem.model.codec.Timestamps;
import tandem.model.event.Evento;
import tandem.model.parity.ExpectedRow;
import tandem.model.parity.Inputs;
import tandem.model.parity.Inputs.Input;
import tandem.model.parity.RowSchema;
import tandem.model.run.Engine;
import tandem.model.run.Failpoint;
import tandem.model.run.Gear;

/**
 * Exercise 11.2.4, an idempotent sink in PostgreSQL: the revenue of each region and month, kept in
 * a table while batches are tried again, written by two at once, and the server is away.
 *
 * <p>Totals replace the row of their key, so a repeated write changes nothing; increments are added
 * to it, so each repeated write shows. What recognises a repetition is tested with increments.
 */
public final class IdempotentPostgres {
  /** The variants, the headline first: totals, with batches entered as they are written. */
  public static final String BATCH_CONTROL = "batch-control";

  /** Increments in place of totals. */
  public static final String INCREMENTS = "increments";

  public static final String TOTALS_KILLED = "totals-killed";
  public static final String INCREMENTS_KILLED = "increments-killed";
  public static final String BATCH_CONTROL_KILLED = "batch-control-killed";
  public static final String BATCH_CONTROL_KILLED_AMID = "batch-control-killed-amid";

  /** Two writers of each batch, which look for its entry before they write. */
  public static final String TWO_TRANSACTIONS = "two-transactions";

  /** Two writers of each batch, which make its entry as they write. */
  public static final String ONE_TRANSACTION = "one-transaction";

  /** The server is away for a while. */
  public static final String OUTAGE = "outage";

  /** Large batches, each written in one of the ways. */
  public static final String BATCHED = "batched";

  public static final String COLLECTED = "collected";
  public static final String ROW_BY_ROW = "row-by-row";
  public static final String COPY_MERGE = "copy-merge";

  /** Columns of the table, beside {@code revenue}. */
  public static final String REGION = "region";

  public static final String MES = "mes";
  public static final String REVENUE = "revenue";

  /** The kind of event that is revenue. */
  public static final String COMPRA = "compra";

  /** How a day is written to its month. */
  public static final String MONTH_PATTERN = "yyyy-MM";

  private static final int MONTH_LENGTH = 7;
  private static final String TABLE = "metricas";
  private static final String ANSWERS = "doc:docs/answers/11.2.4.md#q";

  /**
   * A result row: what was sold in a region in a month; of increments, what one event adds to it.
   *
   * @param region {@link Evento#REGION_DESCONOCIDA} without one
   * @param mes month of the event in UTC, {@link #MONTH_PATTERN}
   * @param revenue sum of the purchases' amounts, 0 for those without
   */
  public record MetricaMensual(String region, String mes, double revenue) {

    /** The metric of one purchase. */
    public static MetricaMensual of(Evento e) {
      return new MetricaMensual(
          e.region() == null ? Evento.REGION_DESCONOCIDA : e.region(),
          e.timestamp().atOffset(ZoneOffset.UTC).toString().substring(0, MONTH_LENGTH),
          e.monto() == null ? 0 : e.monto());
    }

    /** With the revenue of another of the same region and month. */
    public MetricaMensual plus(MetricaMensual other) {
      return new MetricaMensual(region, mes, revenue + other.revenue);
    }

    /** What metrics of the same region and month have in common. */
    public String key() {
      return region + '\n' + mes;
    }
  }

  /** What identifies the exercise, and all its variants. */
  public static final Exercise EXERCISE =
      new Exercise(
          "11.2.4",
          IdempotentPostgres.class,
          new Text("An idempotent sink in PostgreSQL", "Un sink idempotente en PostgreSQL"),
          new Text(
              """
              The revenue of each region and month is kept in a table of PostgreSQL.
              A total takes its row's place, and may be written twice; an increment may not.
              An entry for each batch says that it was written, and counts only if it is made in the same transaction.
              Looked for in a transaction of its own, it lets two writers through that come at the same time.
              Flink has no batches: it prepares a transaction with each checkpoint, and commits it when that is complete.""",
              """
              Los ingresos de cada región y mes se guardan en una tabla de PostgreSQL.
              Un total ocupa el lugar de su fila y puede escribirse dos veces; un incremento no.
              Una entrada por batch dice que se escribió, y solo vale si se hace en la misma transacción.
              Si se busca en una transacción aparte, deja pasar a dos escritores que llegan a la vez.
              Flink no tiene batches: prepara una transacción con cada checkpoint, y la confirma cuando este está completo."""),
          variants(),
          List.of(
              new Question(1, ANSWERS + "1"),
              new Question(2, ANSWERS + "2"),
              new Question(3, "variant:" + COPY_MERGE),
              new Question(4, "variant:" + OUTAGE)),
          PostgresClaims.all());

  private IdempotentPostgres() {}

  /** Whether a variant writes increments, where others write totals. */
  public static boolean adds(String variant) {
    return EXERCISE
        .variant(variant)
        .postgres()
        .filter(write -> write.conflict() == Conflict.ADD)
        .isPresent();
  }

  private static List<Variant> variants() {
    List<Variant> variants = new ArrayList<>(undisturbed());
    variants.addAll(killed());
    variants.addAll(raced());
    variants.add(outage());
    variants.addAll(large());
    return List.copyOf(variants);
  }

  private static List<Variant> undisturbed() {
    return List.of(
        base(
                BATCH_CONTROL,
                "totals, with an entry for each batch",
                "totales, con una entrada por batch")
            .postgres(totals().with(Control.SAME_TRANSACTION))
            .build(),
        base(INCREMENTS, "increments, without entries", "incrementos, sin entradas")
            .postgres(increments())
            .build());
  }

  private static List<Variant> killed() {
    return List.of(
        exactly(
                killed(
                    TOTALS_KILLED,
                    "totals without entries, killed before the checkpoint",
                    "totales sin entradas, muerto antes del checkpoint"))
            .postgres(totals())
            .build(),
        killed(
                INCREMENTS_KILLED,
                "increments without entries, killed before the checkpoint",
                "incrementos sin entradas, muerto antes del checkpoint")
            .postgres(increments())
            .build(),
        exactly(
                killed(
                    BATCH_CONTROL_KILLED,
                    "increments with entries, killed before the checkpoint",
                    "incrementos con entradas, muerto antes del checkpoint"))
            .postgres(increments().with(Control.SAME_TRANSACTION))
            .build(),
        base(
                BATCH_CONTROL_KILLED_AMID,
                "increments with entries, killed amid the transaction",
                "incrementos con entradas, muerto en medio de la transacción")
            .traffic(MonthsTraffic::killed)
            .killedAt(Failpoint.AMID_WRITE)
            .engines(Engine.SPARK)
            .exactlyOnce(Engine.SPARK)
            .postgres(increments().with(Control.SAME_TRANSACTION))
            .build());
  }

  private static List<Variant> raced() {
    return List.of(
        base(
                TWO_TRANSACTIONS,
                "two writers at once, the entry looked for before",
                "dos escritores a la vez, la entrada se busca antes")
            .engines(Engine.SPARK)
            .oracle((inputs, meaning) -> expected(inputs, 2))
            .postgres(increments().with(Control.CHECKED_BEFORE).by(Way.ROW_BY_ROW).byTwoAtOnce())
            .build(),
        base(
                ONE_TRANSACTION,
                "two writers at once, the entry made with the rows",
                "dos escritores a la vez, la entrada se hace con las filas")
            .engines(Engine.SPARK)
            .postgres(increments().with(Control.SAME_TRANSACTION).by(Way.ROW_BY_ROW).byTwoAtOnce())
            .build());
  }

  private static Variant outage() {
    return base(
            OUTAGE,
            "increments with entries, PostgreSQL away for a while",
            "incrementos con entradas, PostgreSQL ausente un rato")
        .traffic(MonthsTraffic::interrupted)
        .gear(Engine.FLINK, Gear.parse(Engine.FLINK, TRANSACTIONS))
        // as often as it takes until the server is back
        .setting(Engine.FLINK, "restart-strategy.type", "fixed-delay")
        .setting(Engine.FLINK, "restart-strategy.fixed-delay.attempts", "120")
        .setting(Engine.FLINK, "restart-strategy.fixed-delay.delay", "500 ms")
        .postgres(increments().with(Control.SAME_TRANSACTION))
        .build();
  }

  private static List<Variant> large() {
    return List.of(
        large(
                BATCHED,
                "large batches, written by tasks",
                "batches grandes, escritos por las tareas")
            .postgres(totals())
            .build(),
        large(
                COLLECTED,
                "large batches, written by the driver",
                "batches grandes, escritos por el driver")
            .engines(Engine.SPARK)
            .postgres(totals().by(Way.COLLECTED))
            .build(),
        large(
                ROW_BY_ROW,
                "large batches, a round trip for each row",
                "batches grandes, un viaje por fila")
            .postgres(totals().by(Way.ROW_BY_ROW))
            .build(),
        large(
                COPY_MERGE,
                "large batches, copied and merged",
                "batches grandes, copiados y fusionados")
            .engines(Engine.SPARK)
            .postgres(totals().with(Control.SAME_TRANSACTION).by(Way.COPY))
            .build());
  }

  static final String TRANSACTIONS = "exactly-once=1s";

  private static PostgresWrite totals() {
    return PostgresWrite.replacing(TABLE);
  }

  private static PostgresWrite increments() {
    return PostgresWrite.adding(TABLE);
  }

  /** The state of at-least-once checkpoints may count an event twice, whatever the sink does. */
  private static Variant.Builder exactly(Variant.Builder killed) {
    return killed
        .gear(Engine.FLINK, Gear.parse(Engine.FLINK, TRANSACTIONS))
        .exactlyOnce(Engine.SPARK, Engine.FLINK);
  }

  private static Variant.Builder killed(String name, String en, String es) {
    return base(name, en, es).traffic(MonthsTraffic::killed).killedAt(Failpoint.WRITTEN);
  }

  private static Variant.Builder large(String name, String en, String es) {
    return base(name, en, es).traffic(MonthsTraffic::large);
  }

  private static Variant.Builder base(String name, String en, String es) {
    return Variant.named(name, en, es)
        .schema(RowSchema.of(MetricaMensual.class, Set.of(REGION, MES), Set.of()))
        .emission(Emission.UPSERT)
        .replaySpeed(MonthsTraffic.SPEED)
        .traffic(MonthsTraffic::write)
        .oracle((inputs, meaning) -> expected(inputs, 1));
  }

  /**
   * One row for each region and month with purchases.
   *
   * @param writers how often each batch is added
   */
  private static List<ExpectedRow> expected(Inputs inputs, int writers) {
    List<ExpectedRow> rows = new ArrayList<>(inputs.deadLetters());
    Map<List<String>, List<Input>> purchases = new LinkedHashMap<>();
    for (Input input : inputs.accepted()) {
      Evento e = input.evento();
      if (COMPRA.equals(e.tipo())) {
        String region = e.region() != null ? e.region() : Evento.REGION_DESCONOCIDA;
        String month = Timestamps.format(e.timestamp()).replaceFirst("-\\d\\dT.*", "");
        purchases.computeIfAbsent(List.of(region, month), key -> new ArrayList<>()).add(input);
      }
    }
    purchases.forEach(
        (key, of) -> {
          double sum = 0;
          for (Input input : of) {
            sum += input.evento().monto() == null ? 0 : input.evento().monto();
          }
          rows.add(
              new ExpectedRow(
                  Variant.RESULT,
                  new MetricaMensual(key.get(0), key.get(1), writers * sum),
                  of.get(of.size() - 1).message().index()));
        });
    return rows;
  }
}
