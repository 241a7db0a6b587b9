package tandem.model.ch11.sec6;

import static tandem.model.ch11.sec6.ClickPurchaseClaims.LEVEL;
import static tandem.model.ch11.sec6.ClickPurchaseClaims.STRAIGHT;
import static tandem.model.ch11.sec6.JoinThatNeverEmits.AS_IT_STANDS;
import static tandem.model.ch11.sec6.JoinThatNeverEmits.MENDED;
import static tandem.model.ch11.sec6.JoinThatNeverEmits.OUTER;
import static tandem.model.ch11.sec6.JoinThatNeverEmits.STANDS_STILL;

import java.util.List;
import tandem.model.catalog.Claim;
import tandem.model.catalog.Evidence;
import tandem.model.catalog.Figure;
import tandem.model.catalog.Text;
import tandem.model.run.Engine;

/** What the course says of a join without a condition on time (11.6.4), and where the lines are. */
final class NeverEmitsClaims {
  static final String NO_OUTPUT = "no-output-without-a-condition-on-time";
  static final String GROWS = "state-grows-without-a-condition-on-time";
  static final String PAIRS_WAIT = "pairs-wait-for-the-watermark";
  static final String OUTER_REFUSED = "an-outer-join-needs-the-condition";

  private NeverEmitsClaims() {}

  static List<Claim> all() {
    return List.of(
        new Claim(
            NO_OUTPUT,
            new Text(
                "Two streams joined on a key alone give nothing out in append mode, although there are matches.",
                "Dos streams unidos solo por una clave no emiten nada en modo append, aunque haya coincidencias."),
            new Text(
                "Result rows of the course's job as it stands, on Spark, of the small trace. Upheld if none comes, refuted if"
                    + " any does. Control: the mended job gives rows on the same trace. What Flink gives stands beside it.",
                "Filas de resultado del job del curso tal cual, en Spark, con la traza pequeña. Se sostiene si no sale ninguna,"
                    + " se refuta si sale alguna. Control: el job arreglado da filas con la misma traza. Al lado, lo que da"
                    + " Flink."),
            NeverEmitsClaims::noOutput),
        new Claim(
            GROWS,
            new Text(
                "Without a condition on time the state grows without bound; with one it does not.",
                "Sin condición temporal el estado crece sin límite; con ella no."),
            new Text(
                "Live entries of both engines. Upheld if on each the mean of the last third is at least 1.5 times that of the"
                    + " middle third as it stands, and at most 1.1 times in the mended job; refuted if it levels off as it stands"
                    + " (1.1 or less) or grows on in the mended job (1.5 or more).",
                "Entradas vivas de los dos motores. Se sostiene si en cada uno la media del último tercio es al menos 1,5 veces"
                    + " la del central tal cual, y como mucho 1,1 veces en el job arreglado; se refuta si tal cual se estabiliza"
                    + " (1,1 o menos) o si el arreglado sigue creciendo (1,5 o más)."),
            NeverEmitsClaims::grows),
        new Claim(
            PAIRS_WAIT,
            new Text(
                "A join of two streams gives out a pair only when the watermark has passed all that could affect it.",
                "Un join de dos streams emite una pareja solo cuando el watermark ha pasado todo lo que podría afectarla."),
            new Text(
                "The mended job on Spark, on a trace that ends before the watermark has passed a single row. Upheld if no pair"
                    + " comes, refuted if any does. What Flink gives stands beside it.",
                "El job arreglado en Spark, con una traza que acaba antes de que el watermark haya pasado una sola fila. Se"
                    + " sostiene si no sale ninguna pareja, se refuta si sale alguna. Al lado, lo que da Flink."),
            NeverEmitsClaims::pairsWait),
        new Claim(
            OUTER_REFUSED,
            new Text(
                "An outer join of two streams needs a condition on time.",
                "Un outer join de dos streams necesita una condición temporal."),
            new Text(
                "The course's job as a left outer join. Upheld if Spark refuses it, refuted if it runs. Control: the inner join"
                    + " runs.",
                "El job del curso como left outer join. Se sostiene si Spark lo rechaza, se refuta si funciona. Control: el"
                    + " inner join funciona."),
            NeverEmitsClaims::outerRefused));
  }

  private static boolean noOutput(Evidence evidence) {
    if (evidence.of(MENDED, Engine.SPARK, Figure.RESULT_ROWS) == 0) {
      throw evidence.notShown(
          "the mended job gives nothing either", "el job corregido tampoco da nada");
    }
    beside(evidence, AS_IT_STANDS);
    return evidence.of(AS_IT_STANDS, Engine.SPARK, Figure.RESULT_ROWS) == 0;
  }

  private static boolean grows(Evidence evidence) {
    boolean upheld = true;
    boolean refuted = false;
    for (Engine engine : List.of(Engine.SPARK, Engine.FLINK)) {
      double asItStands = evidence.of(AS_IT_STANDS, engine, Figure.STATE_GROWTH);
      double mended = evidence.of(MENDED, engine, Figure.STATE_GROWTH);
      upheld &= asItStands >= STRAIGHT && mended <= LEVEL;
      refuted |= asItStands <= LEVEL || mended >= STRAIGHT;
    }
    if (!upheld && !refuted) {
      throw evidence.notShown("neither a straight line nor level", "ni una línea recta ni estable");
    }
    return upheld;
  }

  private static boolean pairsWait(Evidence evidence) {
    beside(evidence, STANDS_STILL);
    return evidence.of(STANDS_STILL, Engine.SPARK, Figure.RESULT_ROWS) == 0;
  }

  private static boolean outerRefused(Evidence evidence) {
    if (evidence.of(AS_IT_STANDS, Engine.SPARK, Figure.AVAILABLE) == 0) {
      throw evidence.notShown(
          "the inner join does not run either", "el inner join tampoco funciona");
    }
    return evidence.of(OUTER, Engine.SPARK, Figure.AVAILABLE) == 0;
  }

  /** Told beside it, where it is known; the course speaks of Spark. */
  private static void beside(Evidence evidence, String variant) {
    Figure flink = Figure.of(variant, Engine.FLINK, Figure.RESULT_ROWS);
    if (evidence.has(flink)) {
      evidence.of(flink);
    }
  }
}
