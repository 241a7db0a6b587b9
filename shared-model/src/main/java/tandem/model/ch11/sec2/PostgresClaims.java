package tandem.model.ch11.sec2;

import static tandem.model.ch11.sec2.IdempotentPostgres.BATCHED;
import static tandem.model.ch11.sec2.IdempotentPostgres.BATCH_CONTROL_KILLED;
import static tandem.model.ch11.sec2.IdempotentPostgres.BATCH_CONTROL_KILLED_AMID;
import static tandem.model.ch11.sec2.IdempotentPostgres.COLLECTED;
import static tandem.model.ch11.sec2.IdempotentPostgres.COPY_MERGE;
import static tandem.model.ch11.sec2.IdempotentPostgres.INCREMENTS_KILLED;
import static tandem.model.ch11.sec2.IdempotentPostgres.ONE_TRANSACTION;
import static tandem.model.ch11.sec2.IdempotentPostgres.OUTAGE;
import static tandem.model.ch11.sec2.IdempotentPostgres.ROW_BY_ROW;
import static tandem.model.ch11.sec2.IdempotentPostgres.TWO_TRANSACTIONS;

import java.util.List;
import tandem.model.catalog.Claim;
import tandem.model.catalog.Evidence;
import tandem.model.catalog.Figure;
import tandem.model.catalog.Text;
import tandem.model.run.Engine;
import tandem.model.run.Gear;

/** What the course says of an idempotent sink (11.2.4), and where the lines are drawn. */
final class PostgresClaims {
  static final String ONCE = "batch-control-is-exactly-once";
  static final String TRANSACTIONS_ONCE = "checkpoint-transactions-are-exactly-once";
  static final String RACE = "looking-before-writing-races";
  static final String COLLECTING = "collecting-does-not-scale";
  static final String COPY = "copy-is-faster";

  private static final double FASTER = 1.5;
  private static final double AS_FAST = 1.1;
  private static final double MUCH_FASTER = 2;

  private PostgresClaims() {}

  static List<Claim> all() {
    return List.of(once(), transactions(), race(), collecting(), copy());
  }

  private static Claim once() {
    return new Claim(
        ONCE,
        new Text(
            "An entry for each batch, made with its rows, gives exactly-once in every crash.",
            "Una entrada por batch, hecha con sus filas, da exactly-once en toda caída."),
        new Text(
            "Increments, which show each repetition. Spark is killed before its commit and amid the transaction, and"
                + " PostgreSQL is stopped and started. Upheld if no sum is missing or wrong, while the same kill makes sums"
                + " wrong where there are no entries.",
            "Incrementos, que delatan cada repetición. Spark muere antes de su commit y en medio de la transacción, y"
                + " PostgreSQL se para y se arranca. Se sostiene si no falta ni está mal ninguna suma, mientras la misma"
                + " muerte altera sumas donde no hay entradas."),
        PostgresClaims::once);
  }

  private static Claim transactions() {
    return new Claim(
        TRANSACTIONS_ONCE,
        new Text(
            "Flink's sink with a transaction for each checkpoint is exactly-once.",
            "El sink de Flink con una transacción por checkpoint es exactly-once."),
        new Text(
            "Increments in Flink, killed before a checkpoint is complete, and with PostgreSQL stopped and started. Upheld"
                + " if no sum is missing or wrong.",
            "Incrementos en Flink, muerto antes de completar un checkpoint, y con PostgreSQL parado y arrancado. Se sostiene"
                + " si no falta ni está mal ninguna suma."),
        evidence ->
            right(evidence, BATCH_CONTROL_KILLED, Engine.FLINK, RevenueVariants.TRANSACTIONS)
                && right(evidence, OUTAGE, Engine.FLINK, RevenueVariants.TRANSACTIONS));
  }

  private static Claim race() {
    return new Claim(
        RACE,
        new Text(
            "An entry that is looked for in a transaction of its own lets two writers of a batch through.",
            "Una entrada que se busca en una transacción aparte deja pasar a dos escritores de un batch."),
        new Text(
            "Two writers of each batch, both of which look before either writes. Upheld if each sum is exactly twice what"
                + " it should be, and what it should be where the entry is made in the transaction of the rows.",
            "Dos escritores de cada batch, que miran ambos antes de que escriba ninguno. Se sostiene si cada suma es"
                + " exactamente el doble de lo debido, y la debida donde la entrada se hace en la transacción de las filas."),
        evidence ->
            right(evidence, TWO_TRANSACTIONS, Engine.SPARK, asap())
                && right(evidence, ONE_TRANSACTION, Engine.SPARK, asap()));
  }

  private static Claim collecting() {
    return new Claim(
        COLLECTING,
        new Text(
            "Collecting a batch to the driver to write it does not scale.",
            "Recoger un batch en el driver para escribirlo no escala."),
        new Text(
            "Batches of 10,000 rows in Spark, timed inside of foreachBatch, with the same statements from the tasks and"
                + " from the driver. Upheld if the tasks write at least 1.5 times as many rows a second; refuted if not"
                + " even 1.1 times; of memory it says nothing.",
            "Batches de 10.000 filas en Spark, medidos dentro de foreachBatch, con las mismas sentencias desde las tareas y"
                + " desde el driver. Se sostiene si las tareas escriben al menos 1,5 veces más filas por segundo; se refuta"
                + " si ni 1,1 veces; de la memoria no dice nada."),
        PostgresClaims::collecting);
  }

  private static Claim copy() {
    return new Claim(
        COPY,
        new Text(
            "COPY into a staging table and one merge is more efficient than a statement for each row.",
            "COPY a una tabla intermedia y una fusión es más eficiente que una sentencia por fila."),
        new Text(
            "The same batches of 10,000 rows in Spark, timed alike. Upheld if at least twice as many rows are written a"
                + " second.",
            "Los mismos batches de 10.000 filas en Spark, medidos igual. Se sostiene si se escriben al menos el doble de"
                + " filas por segundo."),
        evidence -> evidence.of(rate(COPY_MERGE)) >= MUCH_FASTER * evidence.of(rate(ROW_BY_ROW)));
  }

  private static boolean once(Evidence evidence) {
    if (evidence.of(Figure.of(INCREMENTS_KILLED, Engine.SPARK, asap(), Figure.ALTERED)) == 0) {
      throw evidence.notShown(
          "the kill altered nothing where there are no entries",
          "el kill no alteró nada donde no hay entradas");
    }
    boolean once = right(evidence, BATCH_CONTROL_KILLED, Engine.SPARK, asap());
    once &= right(evidence, BATCH_CONTROL_KILLED_AMID, Engine.SPARK, asap());
    once &= right(evidence, OUTAGE, Engine.SPARK, asap());
    return once;
  }

  private static boolean right(Evidence evidence, String variant, Engine engine, String gear) {
    double lost = evidence.of(Figure.of(variant, engine, gear, Figure.LOST));
    double altered = evidence.of(Figure.of(variant, engine, gear, Figure.ALTERED));
    return lost == 0 && altered == 0;
  }

  private static boolean collecting(Evidence evidence) {
    double ratio = evidence.of(rate(BATCHED)) / evidence.of(rate(COLLECTED));
    if (ratio < FASTER && ratio >= AS_FAST) {
      throw evidence.notShown(
          "tasks are faster, and not by much", "las tareas son más rápidas, pero por poco");
    }
    return ratio >= FASTER;
  }

  private static Figure rate(String variant) {
    return Figure.of(variant, Engine.SPARK, asap(), Figure.WRITTEN_ROWS_PER_SECOND);
  }

  private static String asap() {
    return Gear.standard(Engine.SPARK).name();
  }
}
