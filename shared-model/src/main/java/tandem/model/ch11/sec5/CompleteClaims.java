package tandem.model.ch11.sec5;

import java.util.List;
import tandem.model.catalog.Claim;
import tandem.model.catalog.Evidence;
import tandem.model.catalog.Figure;
import tandem.model.catalog.Text;
import tandem.model.run.Engine;

/** What the course says of complete mode into a Delta table (11.5.2), and where the lines are. */
final class CompleteClaims {
  static final String MERGE_FASTER = "merge-is-faster-for-large-tables";
  static final String OVERWRITE_GROWS = "overwrite-costs-the-whole-table";
  static final String IDEMPOTENT = "merge-is-idempotent";

  private static final double CLEARLY = 1.2;
  private static final double GROWTH = 4;

  private CompleteClaims() {}

  static List<Claim> all() {
    return List.of(
        new Claim(
            MERGE_FASTER,
            new Text(
                "For a large table, merging the rows of complete mode is more efficient than overwriting.",
                "Para una tabla grande, fusionar las filas del modo complete es más eficiente que sobrescribir."),
            new Text(
                "A table that grows from 5,000 to 40,000 rows in Spark, with batches that change 50 rows each; timed inside"
                    + " of foreachBatch, the median of the writes at the largest size. Upheld if overwriting takes at least 1.2"
                    + " times as long as merging; refuted if merging takes at least 1.2 times as long. Of larger tables it"
                    + " says nothing.",
                "Una tabla que crece de 5.000 a 40.000 filas en Spark, con batches que cambian 50 filas cada uno; medido dentro"
                    + " de foreachBatch, la mediana de las escrituras en el mayor tamaño. Se sostiene si sobrescribir tarda al"
                    + " menos 1,2 veces más que fusionar; se refuta si fusionar tarda al menos 1,2 veces más. De tablas mayores"
                    + " no dice nada."),
            CompleteClaims::mergeFaster),
        new Claim(
            OVERWRITE_GROWS,
            new Text(
                "Overwriting costs the whole table with each batch.",
                "Sobrescribir cuesta la tabla entera en cada batch."),
            new Text(
                "The same growing table. Upheld if a batch that changes 50 rows of the largest table writes at least four"
                    + " times as many bytes as one that changes 50 rows of the smallest, which has an eighth of the rows.",
                "La misma tabla que crece. Se sostiene si un batch que cambia 50 filas de la tabla mayor escribe al menos"
                    + " cuatro veces más bytes que uno que cambia 50 filas de la menor, que tiene un octavo de las filas."),
            evidence ->
                evidence.of(figure(CompleteIntoDelta.OVERWRITE_GROWING, Figure.WRITE_BYTES_AT_END))
                    >= GROWTH
                        * evidence.of(
                            figure(
                                CompleteIntoDelta.OVERWRITE_GROWING, Figure.WRITE_BYTES_AT_START))),
        new Claim(
            IDEMPOTENT,
            new Text(
                "A merge of totals is idempotent: the same batch twice leaves the table as once.",
                "Un merge de totales es idempotente: el mismo batch dos veces deja la tabla como una vez."),
            new Text(
                "Each batch is merged twice in Spark. Upheld if no row is missing or wrong, while increments that are merged"
                    + " twice are exactly twice what they should be: else nothing was repeated.",
                "Cada batch se fusiona dos veces en Spark. Se sostiene si no falta ni está mal ninguna fila, mientras los"
                    + " incrementos fusionados dos veces son exactamente el doble: si no, nada se repitió."),
            CompleteClaims::idempotent));
  }

  private static boolean mergeFaster(Evidence evidence) {
    double overwrite =
        evidence.of(figure(CompleteIntoDelta.OVERWRITE_GROWING, Figure.WRITE_SECONDS_AT_END));
    double merge =
        evidence.of(figure(CompleteIntoDelta.MERGE_GROWING, Figure.WRITE_SECONDS_AT_END));
    if (overwrite < CLEARLY * merge && merge < CLEARLY * overwrite) {
      throw evidence.notShown("neither is clearly faster", "ninguno es claramente más rápido");
    }
    return overwrite > merge;
  }

  private static boolean idempotent(Evidence evidence) {
    if (!right(evidence, CompleteIntoDelta.MERGE_ADDING_TWICE)) {
      throw evidence.notShown(
          "increments that were merged twice are not twice what they should be",
          "los incrementos aplicados dos veces no son el doble de lo que deberían");
    }
    return right(evidence, CompleteIntoDelta.MERGE_TWICE);
  }

  private static boolean right(Evidence evidence, String variant) {
    double lost = evidence.of(figure(variant, Figure.LOST));
    double altered = evidence.of(figure(variant, Figure.ALTERED));
    return lost == 0 && altered == 0;
  }

  private static Figure figure(String variant, String what) {
    return Figure.of(variant, Engine.SPARK, what);
  }
}
