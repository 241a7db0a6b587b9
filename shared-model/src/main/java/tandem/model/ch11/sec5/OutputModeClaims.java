package tandem.model.ch11.sec5;

import static tandem.model.ch11.sec5.OutputModes.APPEND;
import static tandem.model.ch11.sec5.OutputModes.APPEND_RUNNING;
import static tandem.model.ch11.sec5.OutputModes.COMPLETE;
import static tandem.model.ch11.sec5.OutputModes.UPDATE;

import java.util.List;
import tandem.model.catalog.Claim;
import tandem.model.catalog.Evidence;
import tandem.model.catalog.Figure;
import tandem.model.catalog.Text;
import tandem.model.run.Engine;

/** What the course says of the three output modes (11.5.1), judged by parity runs. */
final class OutputModeClaims {
  static final String TABLES = "the-courses-tables";
  static final String COMPLETE_REPEATS = "complete-repeats-what-has-not-changed";
  static final String APPEND_IS_FINAL = "an-appended-row-is-final";
  static final String APPEND_NEEDS_A_WATERMARK = "append-needs-final-rows";

  private static final List<Engine> BOTH = List.of(Engine.SPARK, Engine.FLINK);

  private OutputModeClaims() {}

  static List<Claim> all() {
    return List.of(
        new Claim(
            TABLES,
            new Text(
                "Complete gives all users after each batch, update those that it changed, append a window's users when the"
                    + " watermark has passed it.",
                "Complete da todos los usuarios tras cada batch, update los que este cambió, append los de una ventana"
                    + " cuando el watermark la ha pasado."),
            new Text(
                "The course's three batches in Spark, each a micro-batch. Upheld if every row of its three tables came, in"
                    + " its place, and no other.",
                "Los tres batches del curso en Spark, cada uno un micro-batch. Se sostiene si llegó cada fila de sus tres"
                    + " tablas, en su sitio, y ninguna otra."),
            OutputModeClaims::tables),
        new Claim(
            COMPLETE_REPEATS,
            new Text(
                "Complete gives rows again that have not changed, so it does not scale with the number of keys.",
                "Complete vuelve a dar filas que no han cambiado, así que no escala con el número de claves."),
            new Text(
                "The same records in both modes. Upheld if on both engines complete gives at least twice as many rows as"
                    + " update.",
                "Los mismos registros en los dos modos. Se sostiene si en los dos motores complete da al menos el doble de"
                    + " filas que update."),
            OutputModeClaims::repeats),
        new Claim(
            APPEND_IS_FINAL,
            new Text(
                "A row that was appended does not change later.",
                "Una fila emitida en append no cambia después."),
            new Text(
                "A purchase of 999 comes when its window has been given. Upheld if on both engines no user and window has"
                    + " a second row, none is missing and none altered.",
                "Una compra de 999 llega cuando su ventana ya se emitió. Se sostiene si en los dos motores ningún usuario y"
                    + " ventana tiene una segunda fila, no falta ninguna y ninguna cambia."),
            OutputModeClaims::isFinal),
        new Claim(
            APPEND_NEEDS_A_WATERMARK,
            new Text(
                "Append is valid only for queries with final rows, that is with a watermark.",
                "Append solo es válido para consultas con filas definitivas, es decir con watermark."),
            new Text(
                "Upheld if Spark refuses the running sums in append mode, and runs the windows behind a watermark.",
                "Se sostiene si Spark rechaza las sumas continuas en modo append y ejecuta las ventanas tras un watermark."),
            evidence ->
                evidence.of(APPEND_RUNNING, Engine.SPARK, Figure.AVAILABLE) == 0
                    && evidence.of(APPEND, Engine.SPARK, Figure.AVAILABLE) == 1));
  }

  private static boolean tables(Evidence evidence) {
    boolean asShown = true;
    for (String variant : List.of(COMPLETE, UPDATE, APPEND)) {
      for (String fault : List.of(Figure.LOST, Figure.ALTERED)) {
        asShown &= evidence.of(variant, Engine.SPARK, fault) == 0;
      }
    }
    return asShown;
  }

  private static boolean repeats(Evidence evidence) {
    boolean repeats = true;
    for (Engine engine : BOTH) {
      double all = evidence.of(COMPLETE, engine, Figure.RESULT_ROWS);
      repeats &= all >= 2 * evidence.of(UPDATE, engine, Figure.RESULT_ROWS);
    }
    return repeats;
  }

  private static boolean isFinal(Evidence evidence) {
    boolean stays = true;
    for (Engine engine : BOTH) {
      for (String fault : List.of(Figure.LOST, Figure.ALTERED, Figure.SAME_KEYS)) {
        stays &= evidence.of(APPEND, engine, fault) == 0;
      }
    }
    return stays;
  }
}
