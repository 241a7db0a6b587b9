package tandem.model.ch11.sec2;

import java.time.ZoneOffset;
import java.util.List;
import tandem.model.catalog.Exercise;
import tandem.model.catalog.PostgresWrite.Conflict;
import tandem.model.catalog.Question;
import tandem.model.catalog.Text;
import tandem.model.event.Evento;

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
          RevenueVariants.all(),
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
}
