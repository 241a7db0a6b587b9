package tandem.model.ch11.sec6;

import java.util.List;
import tandem.model.catalog.Claim;
import tandem.model.catalog.Evidence;
import tandem.model.catalog.Figure;
import tandem.model.catalog.Text;
import tandem.model.run.Engine;

/** What the course says of a stream-static join (11.6.1), and where the lines are drawn. */
final class StaticJoinClaims {
  static final String EACH_BATCH = "read-with-each-batch";
  static final String NO_REFRESH = "parquet-needs-rereading";
  static final String DELTA_FRESH = "delta-is-fresh";

  private StaticJoinClaims() {}

  static List<Claim> all() {
    return List.of(
        new Claim(
            EACH_BATCH,
            new Text(
                "The static side is read once with each micro-batch.",
                "El lado estático se lee una vez en cada micro-batch."),
            new Text(
                "All rows of the table in PostgreSQL are updated, then events are sent for six seconds. Upheld if no row of a"
                    + " later event shows the old version, and PostgreSQL counts as many scans of the table as Spark"
                    + " batches with records, or one more or less.",
                "Se actualizan todas las filas de la tabla en PostgreSQL y luego se envían eventos durante seis segundos. Se"
                    + " sostiene si ninguna fila de un evento posterior muestra la versión vieja, y PostgreSQL cuenta tantos"
                    + " recorridos de la tabla como Spark batches con registros, o uno más o menos."),
            StaticJoinClaims::onceEachBatch),
        new Claim(
            NO_REFRESH,
            new Text(
                "A folder of Parquet is not refreshed by itself; it must be read again in foreachBatch.",
                "Una carpeta de Parquet no se refresca sola; hay que releerla en foreachBatch."),
            new Text(
                "The folder is overwritten under Spark's query, once with the join as it stands and once with foreachBatch."
                    + " Upheld if the first fails or stays with the old version, and the second shows the new one at once.",
                "Se sobrescribe la carpeta bajo la consulta de Spark, una vez con el join tal cual y otra con foreachBatch. Se"
                    + " sostiene si la primera falla o se queda con la versión vieja, y la segunda muestra la nueva enseguida."),
            StaticJoinClaims::needsRereading),
        new Claim(
            DELTA_FRESH,
            new Text(
                "A Delta table on the static side is as fresh as the micro-batch, and no fixed snapshot.",
                "Una tabla Delta en el lado estático es tan fresca como el micro-batch, y no un snapshot fijo."),
            new Text(
                "The table gets a new version from another process, then events are sent for six seconds. Upheld if rows of"
                    + " Spark's plain join show it, and no row of an event that was sent after it shows the old one.",
                "La tabla recibe una versión nueva desde otro proceso y luego se envían eventos durante seis segundos. Se"
                    + " sostiene si filas del join normal de Spark la muestran, y ninguna de un evento posterior muestra la vieja."),
            evidence -> freshAtOnce(evidence, StreamStaticJoin.DELTA)));
  }

  private static boolean onceEachBatch(Evidence evidence) {
    double reads = evidence.of(figure(StreamStaticJoin.POSTGRES, Figure.TABLE_READS));
    double batches = evidence.of(figure(StreamStaticJoin.POSTGRES, Figure.BATCHES));
    return freshAtOnce(evidence, StreamStaticJoin.POSTGRES) && Math.abs(reads - batches) <= 1;
  }

  private static boolean freshAtOnce(Evidence evidence, String variant) {
    boolean none = evidence.of(figure(variant, Figure.STALE_ROWS)) == 0;
    // no row shows the old version where none shows any
    return uses(evidence, variant) && none;
  }

  private static boolean needsRereading(Evidence evidence) {
    boolean fails = evidence.of(figure(StreamStaticJoin.PARQUET_REPLACED, Figure.AVAILABLE)) == 0;
    boolean blind = fails || !uses(evidence, StreamStaticJoin.PARQUET_REPLACED);
    return blind && freshAtOnce(evidence, StreamStaticJoin.PARQUET_REREAD);
  }

  /** Whether any row showed the new version. */
  private static boolean uses(Evidence evidence, String variant) {
    evidence.of(figure(variant, Figure.STALE_ROWS));
    boolean ever = evidence.has(figure(variant, Figure.FIRST_USE_MS));
    if (ever) {
      evidence.of(figure(variant, Figure.FIRST_USE_MS));
    }
    return ever;
  }

  private static Figure figure(String variant, String what) {
    return Figure.of(variant, Engine.SPARK, what);
  }
}
