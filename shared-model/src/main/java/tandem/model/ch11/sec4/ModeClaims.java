package tandem.model.ch11.sec4;

import static tandem.model.ch11.sec4.WatermarkAndOutputMode.APPEND_INTO_DELTA;
import static tandem.model.ch11.sec4.WatermarkAndOutputMode.PLAIN_COMPLETE;
import static tandem.model.ch11.sec4.WatermarkAndOutputMode.WATERMARK_WINDOW_APPEND;
import static tandem.model.ch11.sec4.WatermarkAndOutputMode.WATERMARK_WINDOW_UPDATE;
import static tandem.model.ch11.sec4.WatermarkAndOutputMode.WINDOW_APPEND;
import static tandem.model.ch11.sec4.WatermarkAndOutputMode.WINDOW_COMPLETE;

import java.util.List;
import tandem.model.catalog.Claim;
import tandem.model.catalog.Evidence;
import tandem.model.catalog.Figure;
import tandem.model.catalog.Text;
import tandem.model.run.Engine;

/**
 * What the course says of watermarks and output modes (11.4.3), judged by parity runs; its
 * combinations are traces of the same records.
 */
final class ModeClaims {
  static final String COMBINATIONS = "the-courses-combinations";
  static final String APPEND_ONCE = "append-gives-a-window-once";
  static final String UPDATE_AGAIN = "update-gives-a-window-again";
  static final String COMPLETE_GROWS = "complete-grows-for-ever";
  static final String DELTA_STAYS = "appended-rows-stay-in-delta";

  /** Regions that the traffic names, odd ones and those of ticks among them. */
  static final int REGIONS = 9;

  private static final List<Engine> BOTH = List.of(Engine.SPARK, Engine.FLINK);

  private ModeClaims() {}

  static List<Claim> all() {
    return List.of(
        new Claim(
            COMBINATIONS,
            new Text(
                "A window behind a watermark can be given in update and in append mode, a grouping without watermark in"
                    + " complete mode; a window without watermark can't be given in append mode.",
                "Una ventana tras un watermark admite update y append, una agrupación sin watermark admite complete; una"
                    + " ventana sin watermark no admite append."),
            new Text(
                "The four queries are started on Spark. Upheld if the first three run and the fourth is refused; the"
                    + " report quotes the words.",
                "Las cuatro consultas se arrancan en Spark. Se sostiene si las tres primeras funcionan y la cuarta se"
                    + " rechaza; el informe cita las palabras."),
            ModeClaims::combinations),
        new Claim(
            APPEND_ONCE,
            new Text(
                "In append mode a window is given once only.",
                "En modo append una ventana se emite una sola vez."),
            new Text(
                "Late events of windows that have been given arrive twice. Upheld if on both engines windows are given and"
                    + " none has a second row.",
                "Dos veces llegan eventos tardíos de ventanas ya emitidas. Se sostiene si en los dos motores se emiten"
                    + " ventanas y ninguna tiene una segunda fila."),
            ModeClaims::once),
        new Claim(
            UPDATE_AGAIN,
            new Text(
                "In update mode a window can be given several times.",
                "En modo update una ventana puede emitirse varias veces."),
            new Text(
                "Some windows have events in two micro-batches. Upheld if on both engines there are more rows than"
                    + " windows.",
                "Algunas ventanas tienen eventos en dos micro-batches. Se sostiene si en los dos motores hay más filas que"
                    + " ventanas."),
            ModeClaims::again),
        new Claim(
            COMPLETE_GROWS,
            new Text(
                "Counting per region in complete mode without a watermark, the state grows for ever.",
                "Contando por región en modo complete sin watermark, el estado crece indefinidamente."),
            new Text(
                "Live entries at the end of the trace. Upheld if there are more than its %d regions on an engine; not shown"
                        .formatted(REGIONS)
                    + " if the same counts per minute, whose keys do grow, have no more than that either.",
                "Entradas vivas al final de la traza. Se sostiene si en un motor hay más que sus %d regiones; no se muestra"
                        .formatted(REGIONS)
                    + " si los mismos recuentos por minuto, cuyas claves sí crecen, tampoco tienen más."),
            ModeClaims::grows),
        new Claim(
            DELTA_STAYS,
            new Text(
                "Appended into a Delta table, windows that have been given do not change any more.",
                "Añadidas a una tabla Delta, las ventanas ya emitidas no vuelven a cambiar."),
            new Text(
                "The same records into a Delta table. Upheld if on both engines it holds each window once, as it was"
                    + " given: none is missing, altered or there again.",
                "Los mismos registros hacia una tabla Delta. Se sostiene si en los dos motores contiene cada ventana una vez,"
                    + " como se emitió: ninguna falta, cambia ni se repite."),
            ModeClaims::stays));
  }

  private static boolean combinations(Evidence evidence) {
    boolean valid = true;
    for (String variant :
        List.of(WATERMARK_WINDOW_UPDATE, WATERMARK_WINDOW_APPEND, PLAIN_COMPLETE)) {
      valid &= evidence.of(variant, Engine.SPARK, Figure.AVAILABLE) == 1;
    }
    double fourth = evidence.of(WINDOW_APPEND, Engine.SPARK, Figure.AVAILABLE);
    return valid && fourth == 0;
  }

  private static boolean once(Evidence evidence) {
    boolean once = true;
    for (Engine engine : BOTH) {
      if (evidence.of(WATERMARK_WINDOW_APPEND, engine, Figure.LOST) > 0) {
        throw evidence.notShown("not all windows were given", "no salieron todas las ventanas");
      }
      once &= evidence.of(WATERMARK_WINDOW_APPEND, engine, Figure.SAME_KEYS) == 0;
    }
    return once;
  }

  private static boolean again(Evidence evidence) {
    boolean more = true;
    for (Engine engine : BOTH) {
      more &=
          evidence.of(WATERMARK_WINDOW_UPDATE, engine, Figure.RESULT_ROWS)
              > evidence.of(WATERMARK_WINDOW_UPDATE, engine, Figure.RESULT_KEYS);
    }
    return more;
  }

  private static boolean grows(Evidence evidence) {
    boolean grows = false;
    for (Engine engine : BOTH) {
      if (evidence.of(WINDOW_COMPLETE, engine, Figure.STATE_ENTRIES) <= REGIONS) {
        throw evidence.notShown(
            "the trace is too short for any state to grow",
            "la traza es demasiado corta para que crezca ningún estado");
      }
      grows |= evidence.of(PLAIN_COMPLETE, engine, Figure.STATE_ENTRIES) > REGIONS;
    }
    return grows;
  }

  private static boolean stays(Evidence evidence) {
    boolean stays = true;
    for (Engine engine : BOTH) {
      for (String fault : List.of(Figure.LOST, Figure.ALTERED, Figure.SAME_KEYS)) {
        stays &= evidence.of(APPEND_INTO_DELTA, engine, fault) == 0;
      }
    }
    return stays;
  }
}
