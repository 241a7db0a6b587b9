package tandem.model.ch11.sec2;

import static tandem.model.ch11.sec2.IdempotentPostgres.BATCHED;
import static tandem.model.ch11.sec2.IdempotentPostgres.BATCH_CONTROL;
import static tandem.model.ch11.sec2.IdempotentPostgres.BATCH_CONTROL_KILLED;
import static tandem.model.ch11.sec2.IdempotentPostgres.BATCH_CONTROL_KILLED_AMID;
import static tandem.model.ch11.sec2.IdempotentPostgres.COLLECTED;
import static tandem.model.ch11.sec2.IdempotentPostgres.COMPRA;
import static tandem.model.ch11.sec2.IdempotentPostgres.COPY_MERGE;
import static tandem.model.ch11.sec2.IdempotentPostgres.INCREMENTS;
import static tandem.model.ch11.sec2.IdempotentPostgres.INCREMENTS_KILLED;
import static tandem.model.ch11.sec2.IdempotentPostgres.MES;
import static tandem.model.ch11.sec2.IdempotentPostgres.ONE_TRANSACTION;
import static tandem.model.ch11.sec2.IdempotentPostgres.OUTAGE;
import static tandem.model.ch11.sec2.IdempotentPostgres.REGION;
import static tandem.model.ch11.sec2.IdempotentPostgres.ROW_BY_ROW;
import static tandem.model.ch11.sec2.IdempotentPostgres.TOTALS_KILLED;
import static tandem.model.ch11.sec2.IdempotentPostgres.TWO_TRANSACTIONS;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tandem.model.catalog.Emission;
import tandem.model.catalog.PostgresWrite;
import tandem.model.catalog.PostgresWrite.Control;
import tandem.model.catalog.PostgresWrite.Way;
import tandem.model.catalog.Variant;
import tandem.model.ch11.sec2.IdempotentPostgres.MetricaMensual;
import tandem.model.codec.Timestamps;
import tandem.model.event.Evento;
import tandem.model.parity.ExpectedRow;
import tandem.model.parity.Inputs;
import tandem.model.parity.Inputs.Input;
import tandem.model.parity.RowSchema;
import tandem.model.run.Engine;
import tandem.model.run.Failpoint;
import tandem.model.run.Gear;

/** The variants of 11.2.4 and what each must leave in the table. */
final class RevenueVariants {
  /** The gear in which Flink writes transactions. */
  static final String TRANSACTIONS = "exactly-once=1s";

  private static final String TABLE = "metricas";

  private RevenueVariants() {}

  static List<Variant> all() {
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
        // that Flink's transactions are exactly-once is a claim here, and not a promise
        killed(
                BATCH_CONTROL_KILLED,
                "increments with entries, killed before the checkpoint",
                "incrementos con entradas, muerto antes del checkpoint")
            .gear(Engine.FLINK, Gear.parse(Engine.FLINK, TRANSACTIONS))
            .exactlyOnce(Engine.SPARK)
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
