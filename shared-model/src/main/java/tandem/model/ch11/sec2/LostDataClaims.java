package tandem.model.ch11.sec2;

import java.util.List;
import tandem.model.catalog.Claim;
import tandem.model.catalog.Evidence;
import tandem.model.catalog.Figure;
import tandem.model.catalog.Text;
import tandem.model.run.Engine;

/** What the course says of a sink that overwrites (11.2.5), and where the lines are drawn. */
final class LostDataClaims {
  static final String OVERWRITE_LOSES = "overwrite-loses-data";
  static final String DELTA_KEEPS = "delta-keeps-data";

  static final List<Claim> ALL =
      List.of(
          new Claim(
              OVERWRITE_LOSES,
              new Text(
                  "mode(\"overwrite\") in foreachBatch can lose data: a second try at a batch deletes what the first had"
                      + " written, and may fail too.",
                  "mode(\"overwrite\") en foreachBatch puede perder datos: un segundo intento borra lo que escribió el"
                      + " primero, y puede fallar también."),
              new Text(
                  "Spark's process is killed amid a second try at a batch, and the folder is read. Upheld if any row that"
                      + " was there after the first try is missing.",
                  "Se mata el proceso de Spark en mitad de un segundo intento de un batch, y se lee la carpeta. Se sostiene"
                      + " si falta alguna fila que estaba tras el primer intento."),
              evidence -> gone(evidence, SinkThatLostData.OVERWRITE_KILLED) > 0),
          new Claim(
              DELTA_KEEPS,
              new Text(
                  "A Delta table is safer than loose Parquet files: a batch is written wholly or not at all.",
                  "Una tabla Delta es más segura que ficheros Parquet sueltos: un batch se escribe entero o no se escribe."),
              new Text(
                  "The same kill. Upheld if every row that was in the table after the first try still is, and overwriting"
                      + " is the control: where that loses none either, nothing is shown.",
                  "La misma muerte. Se sostiene si siguen en la tabla todas las filas que estaban tras el primer intento;"
                      + " sobrescribir es el control: donde tampoco se pierde ninguna, no se demuestra nada."),
              LostDataClaims::deltaKeeps));

  private LostDataClaims() {}

  private static boolean deltaKeeps(Evidence evidence) {
    if (gone(evidence, SinkThatLostData.OVERWRITE_KILLED) == 0) {
      throw evidence.notShown(
          "the kill cost nothing where rows are overwritten",
          "el kill no costó nada donde se sobrescriben filas");
    }
    return gone(evidence, SinkThatLostData.DELTA_KILLED) == 0;
  }

  private static double gone(Evidence evidence, String variant) {
    return evidence.of(variant, Engine.SPARK, Figure.ROWS_GONE);
  }
}
