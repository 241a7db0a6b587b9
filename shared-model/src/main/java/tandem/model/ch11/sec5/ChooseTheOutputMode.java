package tandem.model.ch11.sec5;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import tandem.model.catalog.Emission;
import tandem.model.catalog.Exercise;
import tandem.model.catalog.PostgresWrite;
import tandem.model.catalog.Question;
import tandem.model.catalog.SinkKind;
import tandem.model.catalog.Text;
import tandem.model.catalog.Variant;
import tandem.model.event.Evento;
import tandem.model.parity.RowSchema;
import tandem.model.run.Engine;

/**
 * Exercise 11.5.3, an output mode for each of five cases: each with the mode that fits, and with
 * one that does not, over the same sales of one day.
 */
public final class ChooseTheOutputMode {
  /** Case 5, and the headline: a point for each window, when it is complete. */
  public static final String METRICS = "metrics";

  /** Case 5 in update mode. */
  public static final String METRICS_UPDATE = "metrics-update";

  /** Case 1: what was sold today, in update mode. */
  public static final String LIVE_TOTAL = "live-total";

  /** Case 1 in complete mode, to a Delta table by its own sink. */
  public static final String LIVE_TOTAL_DELTA = "live-total-delta";

  /** Case 1 in append mode. */
  public static final String LIVE_TOTAL_APPEND = "live-total-append";

  /** Case 2: each transaction, in append mode. */
  public static final String AUDIT = "audit";

  /** Case 2 in complete mode. */
  public static final String AUDIT_COMPLETE = "audit-complete";

  /** Case 3: who has bought most this week, in complete mode. */
  public static final String TOP_10 = "top-10";

  /** Case 3 in update mode. */
  public static final String TOP_10_UPDATE = "top-10-update";

  /** Case 4: who has bought often within an hour, in update mode. */
  public static final String FREQUENT = "frequent";

  /** Case 4 in append mode. */
  public static final String FREQUENT_APPEND = "frequent-append";

  /** The kind of event that is a sale. */
  public static final String COMPRA = "compra";

  /** How far watermarks stay behind. */
  public static final Duration DELAY = Duration.ofMinutes(30);

  /** Length of the windows of case 5. */
  public static final Duration METRIC_WINDOW = Duration.ofMinutes(15);

  /** Length of the windows of case 1 in append mode, UTC. */
  public static final Duration DAY = Duration.ofDays(1);

  /** Length of the sliding windows of case 4, and the time between their starts. */
  public static final Duration LAST_HOUR = Duration.ofHours(1);

  public static final Duration SLIDE = Duration.ofMinutes(10);

  /** Who has more purchases than these in an hour is a frequent buyer. */
  public static final long OFTEN = 5;

  /** Places of the ranking. */
  public static final int PLACES = 10;

  private static final String ANSWERS = "doc:docs/answers/11.5.3.md#q";

  /** Case 1: the sales of a day, UTC; those without an amount count 0. */
  public record VentasDelDia(LocalDate fecha, long ventas, double total) {}

  /** Case 2: an event as it came; the amount may be null. */
  public record Transaccion(
      String eventoId, String userId, String tipo, Double monto, Instant timestamp) {

    /** The rule: every event is one. */
    public static Transaccion of(Evento e) {
      return new Transaccion(e.eventoId(), e.userId(), e.tipo(), e.monto(), e.timestamp());
    }
  }

  /** Case 3: a place of the ranking, from 1; of equal totals the first in the alphabet leads. */
  public record Puesto(long puesto, String userId, double total) {}

  /** Case 4: a user who is on the list. */
  public record ClienteFrecuente(String userId) {}

  /** Case 5: the sales of a region in a window; those without an amount count 0. */
  public record Metrica(Instant inicio, Instant fin, String region, long ventas, double total) {}

  /** What identifies the exercise, and all its variants. */
  public static final Exercise EXERCISE =
      new Exercise(
          "11.5.3",
          ChooseTheOutputMode.class,
          new Text("Choose the output mode", "Elegir el output mode correcto"),
          new Text(
              """
              The reader decides: who keeps one row a key wants update, who can't take a row back wants append.
              A live total in append mode says nothing until the day is over and its delay with it.
              A ranking is sorted, and only the whole table can be sorted: complete, or Flink's operator that holds it.
              A list that only grows wants to be told at once, and a key makes being told twice harmless.
              Points of a time series can't be put right: append, one for each window, when it is complete.""",
              """
              Decide el lector: quien guarda una fila por clave quiere update, quien no puede retirar filas quiere append.
              Un total en vivo en modo append calla hasta que acaban el día y su espera.
              Un ranking está ordenado y solo se ordena la tabla entera: complete, o el operador de Flink que la tiene.
              Una lista que solo crece quiere el aviso al momento, y con una clave no importa recibirlo dos veces.
              Los puntos de una serie no se corrigen: append, uno por ventana, cuando está completa."""),
          variants(),
          List.of(
              new Question(1, "claim:" + OutputChoiceClaims.APPEND_IS_NOT_LIVE),
              new Question(2, ANSWERS + "2"),
              new Question(3, "variant:" + TOP_10),
              new Question(4, "claim:" + OutputChoiceClaims.APPEND_LISTS_LATE),
              new Question(5, "claim:" + OutputChoiceClaims.UPDATE_REPEATS_POINTS)),
          OutputChoiceClaims.all());

  private ChooseTheOutputMode() {}

  private static List<Variant> variants() {
    return List.of(
        metrics(METRICS, "points of 15 minutes, append", "puntos de 15 minutos, append").build(),
        metrics(METRICS_UPDATE, "the same, update", "lo mismo, update")
            .emission(Emission.UPDATE)
            .build(),
        liveTotal(LIVE_TOTAL, "the day's sales, update", "las ventas del día, update")
            .emission(Emission.UPSERT)
            .build(),
        liveTotal(
                LIVE_TOTAL_DELTA,
                "the day's sales to a Delta table, complete",
                "las ventas del día a una tabla Delta, complete")
            .sink(SinkKind.DELTA_STREAM)
            .engines(Engine.SPARK)
            .build(),
        liveTotal(LIVE_TOTAL_APPEND, "the day's sales, append", "las ventas del día, append")
            .watermarkDelay(DELAY)
            .build(),
        audit(AUDIT, "each transaction, append", "cada transacción, append").build(),
        audit(AUDIT_COMPLETE, "each transaction, complete", "cada transacción, complete")
            .engines(Engine.SPARK)
            .refusedBy(Engine.SPARK)
            .build(),
        top10(TOP_10, "the ten best buyers, complete", "los diez mejores compradores, complete")
            .postgres(PostgresWrite.replacing("top10"))
            .build(),
        top10(TOP_10_UPDATE, "the ten best buyers, update", "los diez mejores compradores, update")
            .engines(Engine.SPARK)
            .refusedBy(Engine.SPARK)
            .build(),
        frequent(FREQUENT, "frequent buyers, update", "clientes frecuentes, update")
            .emission(Emission.UPSERT)
            .build(),
        frequent(FREQUENT_APPEND, "frequent buyers, append", "clientes frecuentes, append")
            .build());
  }

  private static Variant.Builder metrics(String name, String en, String es) {
    return of(name, en, es)
        .schema(RowSchema.of(Metrica.class, Set.of("inicio", "region"), Set.of()))
        .watermarkDelay(DELAY);
  }

  private static Variant.Builder liveTotal(String name, String en, String es) {
    return of(name, en, es).schema(RowSchema.of(VentasDelDia.class, Set.of("fecha"), Set.of()));
  }

  private static Variant.Builder audit(String name, String en, String es) {
    return of(name, en, es).schema(RowSchema.of(Transaccion.class, Set.of("evento_id"), Set.of()));
  }

  private static Variant.Builder top10(String name, String en, String es) {
    return of(name, en, es)
        .schema(RowSchema.of(Puesto.class, Set.of("puesto"), Set.of()))
        .emission(Emission.UPSERT);
  }

  private static Variant.Builder frequent(String name, String en, String es) {
    return of(name, en, es)
        .schema(RowSchema.of(ClienteFrecuente.class, Set.of("user_id"), Set.of()))
        .watermarkDelay(DELAY);
  }

  private static Variant.Builder of(String name, String en, String es) {
    return Variant.named(name, en, es)
        .traffic(SalesTraffic::write)
        .oracle(new OutputChoiceOracle(name))
        // it is about which rows come; what they cost is measured in 11.4.3 and 11.5.2
        .parityOnly();
  }
}
