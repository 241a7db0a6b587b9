package tandem.model.ch11.sec6;

import static tandem.model.ch11.sec6.ClickPurchaseJoin.INNER;
import static tandem.model.ch11.sec6.ClickPurchaseJoin.LEFT_OUTER;
import static tandem.model.ch11.sec6.ClickPurchaseJoin.NO_WATERMARK;
import static tandem.model.ch11.sec6.ClickPurchaseJoin.OUTER_NO_WATERMARK;
import static tandem.model.ch11.sec6.ClickPurchaseJoin.SILENT;
import static tandem.model.ch11.sec6.ClickPurchaseJoin.TWO_HOURS_LATER;

import java.util.List;
import tandem.model.catalog.Claim;
import tandem.model.catalog.Evidence;
import tandem.model.catalog.Figure;
import tandem.model.catalog.Text;
import tandem.model.run.Engine;

/** What the course says of joins of two streams (11.6.2), and where the lines are drawn. */
final class ClickPurchaseClaims {
  static final String BOTH_REQUIRED = "both-watermarks-are-required";
  static final String BOUNDED = "watermarks-bound-the-state";
  static final String TWO_HOURS = "two-hours-later-is-no-conversion";
  static final String OUTER_WAITS = "outer-rows-wait-for-the-watermark";

  /** A straight line from nothing gives 5/3; below this it is bending. */
  static final double STRAIGHT = 1.5;

  /** From the middle third to the last: a tenth more is within what a batch varies by. */
  static final double LEVEL = 1.1;

  private ClickPurchaseClaims() {}

  static List<Claim> all() {
    return List.of(
        new Claim(
            BOTH_REQUIRED,
            new Text(
                "A join of two streams requires a watermark on both.",
                "El join de dos streams requiere watermark en ambos."),
            new Text(
                "Spark's inner join with the condition on time and without any watermark. Upheld if Spark refuses it, refuted"
                    + " if it runs and no row is missing. Control: the left outer join without watermarks, which must be refused,"
                    + " so that a refusal is known to show.",
                "El inner join de Spark con la condición temporal y sin ningún watermark. Se sostiene si Spark lo rechaza, se"
                    + " refuta si funciona y no falta ninguna fila. Control: el left outer sin watermarks, que debe ser rechazado,"
                    + " para saber que un rechazo se ve."),
            ClickPurchaseClaims::bothRequired),
        new Claim(
            BOUNDED,
            new Text(
                "With watermarks the join keeps what may still find a match, and no more however long it runs.",
                "Con watermarks el join guarda lo que aún puede encontrar pareja, y no más por mucho que dure."),
            new Text(
                "Live entries of both engines: upheld if the mean of the last third is at most 1.1 times that of the middle"
                    + " third. Control: without watermarks it is at least 1.5 times.",
                "Entradas vivas de los dos motores: se sostiene si la media del último tercio es como mucho 1,1 veces la del"
                    + " central. Control: sin watermarks es al menos 1,5 veces."),
            ClickPurchaseClaims::bounded),
        new Claim(
            TWO_HOURS,
            new Text(
                "A purchase two hours after the click is not detected.",
                "Una compra dos horas después del click no se detecta."),
            new Text(
                "A small trace in which every purchase comes two hours after its user's click. Upheld if neither engine gives a"
                    + " row. Control: the headline's trace gives rows on both.",
                "Una traza pequeña en la que cada compra llega dos horas después del click de su usuario. Se sostiene si ningún"
                    + " motor da una fila. Control: la traza principal da filas en los dos."),
            ClickPurchaseClaims::twoHours),
        new Claim(
            OUTER_WAITS,
            new Text(
                "A click without a purchase comes out when the watermark has passed its half hour, and not while one of the"
                    + " streams is silent.",
                "Un click sin compra sale cuando el watermark ha pasado su media hora, y no mientras uno de los streams calle."),
            new Text(
                "Two small traces, one of which ends with clicks only, up to a day later. Upheld if in both, on both engines,"
                    + " exactly the rows come whose half hour the watermark has passed: none lost, none altered.",
                "Dos trazas pequeñas, una de las cuales acaba solo con clicks, hasta un día después. Se sostiene si en ambas, en"
                    + " los dos motores, salen exactamente las filas cuya media hora ha pasado el watermark: ni falta ni sobra"
                    + " ninguna."),
            ClickPurchaseClaims::outerWaits));
  }

  private static boolean bothRequired(Evidence evidence) {
    if (evidence.of(OUTER_NO_WATERMARK, Engine.SPARK, Figure.AVAILABLE) != 0) {
      throw evidence.notShown(
          "the left outer join without watermarks was not refused either",
          "el left outer join sin watermarks tampoco fue rechazado");
    }
    if (evidence.of(NO_WATERMARK, Engine.SPARK, Figure.AVAILABLE) == 0) {
      return true;
    }
    if (evidence.of(NO_WATERMARK, Engine.SPARK, Figure.LOST) > 0) {
      throw evidence.notShown("it runs, and rows are missing", "funciona, y faltan filas");
    }
    return false;
  }

  private static boolean bounded(Evidence evidence) {
    boolean level = true;
    for (Engine engine : List.of(Engine.SPARK, Engine.FLINK)) {
      if (evidence.of(NO_WATERMARK, engine, Figure.STATE_GROWTH) < STRAIGHT) {
        throw evidence.notShown(
            "without watermarks the state does not grow in a straight line",
            "sin watermarks el estado no crece en línea recta");
      }
      level &= evidence.of(INNER, engine, Figure.STATE_GROWTH) <= LEVEL;
    }
    return level;
  }

  private static boolean twoHours(Evidence evidence) {
    boolean none = true;
    for (Engine engine : List.of(Engine.SPARK, Engine.FLINK)) {
      if (evidence.of(INNER, engine, Figure.RESULT_ROWS) == 0) {
        throw evidence.notShown("no purchase was detected at all", "no se detectó ninguna compra");
      }
      none &= evidence.of(TWO_HOURS_LATER, engine, Figure.RESULT_ROWS) == 0;
    }
    return none;
  }

  private static boolean outerWaits(Evidence evidence) {
    double wrong = 0;
    for (Engine engine : List.of(Engine.SPARK, Engine.FLINK)) {
      for (String variant : List.of(LEFT_OUTER, SILENT)) {
        wrong += evidence.of(variant, engine, Figure.LOST);
        wrong += evidence.of(variant, engine, Figure.ALTERED);
      }
    }
    return wrong == 0;
  }
}
