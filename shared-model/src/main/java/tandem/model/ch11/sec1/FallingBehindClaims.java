package tandem.model.ch11.sec1;

import static tandem.model.ch11.sec1.FallingBehind.BOUNDED;
import static tandem.model.ch11.sec1.FallingBehind.OLD_BACKPRESSURE;
import static tandem.model.ch11.sec1.FallingBehind.UNLIMITED;

import java.util.List;
import tandem.model.catalog.Claim;
import tandem.model.catalog.Evidence;
import tandem.model.catalog.Figure;
import tandem.model.catalog.Text;
import tandem.model.run.Engine;

/**
 * What the course says of a Spark job that falls behind (11.1.5), and where the lines are drawn.
 */
final class FallingBehindClaims {
  static final String WORSE = "unlimited-batches-make-it-worse";
  static final String CURE = "max-offsets-cures-it";
  static final String OLD = "old-backpressure-does-something";

  /** A loss of speed below this is within what two runs of the same differ by. */
  private static final double SLOWER = 0.9;

  /** A gain has to be a fifth. */
  private static final double BETTER = 0.8;

  /** A limit is seen where the largest batch is half of what it was, or less. */
  private static final double LIMITED = 0.5;

  private static final double GROWN = 2;

  private FallingBehindClaims() {}

  static List<Claim> all() {
    return List.of(
        new Claim(
            WORSE,
            new Text(
                "Without a limit, batches grow with the backlog and each makes it worse: the job never catches up.",
                "Sin límite, los batches crecen con el atraso y cada uno lo empeora: el job nunca se pone al día."),
            new Text(
                "Spark's batches in an overload, at least doubled. Upheld if the largest works off over 10 % fewer events"
                    + " a second than those before the peak, or the backlog remains when the load has fallen.",
                "Los batches de Spark en una sobrecarga, al menos duplicados. Se sostiene si el mayor despacha por segundo"
                    + " más de un 10 % menos de eventos que los de antes del pico, o si el atraso sigue cuando la carga ha bajado."),
            FallingBehindClaims::worse),
        new Claim(
            CURE,
            new Text(
                "maxOffsetsPerTrigger lets the job recover: less lag, and sooner without it.",
                "maxOffsetsPerTrigger permite recuperarse: menos lag, y antes sin él."),
            new Text(
                "The same overload with and without the limit. Upheld if both the largest lag and the time to catch up are"
                    + " less by over a fifth; refuted if neither is. A busy machine shows nothing.",
                "La misma sobrecarga con y sin el límite. Se sostiene si tanto el mayor lag como el tiempo hasta ponerse al día"
                    + " bajan más de un quinto; se refuta si no baja ninguno. Una máquina ocupada no demuestra nada."),
            FallingBehindClaims::cure),
        new Claim(
            OLD,
            new Text(
                "spark.streaming.backpressure.enabled holds the intake of a Structured Streaming query back.",
                "spark.streaming.backpressure.enabled frena la entrada de una consulta de Structured Streaming."),
            new Text(
                "The largest batch of the same overload: upheld if the setting halves it. maxOffsetsPerTrigger is the"
                    + " control: where that does not halve it either, nothing is shown.",
                "El mayor batch de la misma sobrecarga: se sostiene si la opción lo reduce a la mitad. maxOffsetsPerTrigger es"
                    + " el control: donde tampoco él lo consigue, no se demuestra nada."),
            FallingBehindClaims::old));
  }

  private static boolean worse(Evidence evidence) {
    overloaded(evidence, UNLIMITED);
    double usual = evidence.of(figure(UNLIMITED, Figure.USUAL_BATCH));
    double largest = evidence.of(figure(UNLIMITED, Figure.LARGEST_BATCH));
    double usualRate = evidence.of(figure(UNLIMITED, Figure.USUAL_BATCH_EVENTS_PER_SECOND));
    double largestRate = evidence.of(figure(UNLIMITED, Figure.LARGEST_BATCH_EVENTS_PER_SECOND));
    boolean caughtUp = evidence.of(figure(UNLIMITED, Figure.CAUGHT_UP)) > 0;
    if (largest < GROWN * usual) {
      throw evidence.notShown("the batches did not double", "los batches no se duplicaron");
    }
    return !caughtUp || largestRate < SLOWER * usualRate;
  }

  private static boolean cure(Evidence evidence) {
    overloaded(evidence, UNLIMITED);
    overloaded(evidence, BOUNDED);
    if (noisy(evidence, UNLIMITED) || noisy(evidence, BOUNDED)) {
      throw evidence.notShown(
          "the machine was busy: two runs of the same would differ as much",
          "la máquina estaba ocupada: dos ejecuciones de lo mismo diferirían otro tanto");
    }
    // what it does cure is told beside it
    evidence.of(figure(UNLIMITED, Figure.LARGEST_BATCH));
    evidence.of(figure(BOUNDED, Figure.LARGEST_BATCH));
    boolean lessLag = better(evidence, Figure.LARGEST_LAG);
    boolean sooner = sooner(evidence);
    if (lessLag != sooner) {
      throw evidence.notShown(
          "the lag and the time to catch up do not agree",
          "el lag y el tiempo de recuperación no concuerdan");
    }
    return lessLag;
  }

  private static boolean old(Evidence evidence) {
    overloaded(evidence, UNLIMITED);
    double unlimited = evidence.of(figure(UNLIMITED, Figure.LARGEST_BATCH));
    if (evidence.of(figure(BOUNDED, Figure.LARGEST_BATCH)) > LIMITED * unlimited) {
      throw evidence.notShown(
          "the control, maxOffsetsPerTrigger, did not halve the largest batch",
          "el control, maxOffsetsPerTrigger, no redujo a la mitad el batch mayor");
    }
    overloaded(evidence, OLD_BACKPRESSURE);
    return evidence.of(figure(OLD_BACKPRESSURE, Figure.LARGEST_BATCH)) <= LIMITED * unlimited;
  }

  private static boolean noisy(Evidence evidence, String variant) {
    return evidence.of(figure(variant, Figure.NOISY)) > 0;
  }

  private static boolean sooner(Evidence evidence) {
    boolean limited = evidence.of(figure(BOUNDED, Figure.CAUGHT_UP)) > 0;
    boolean unlimited = evidence.of(figure(UNLIMITED, Figure.CAUGHT_UP)) > 0;
    return limited && (!unlimited || better(evidence, Figure.CATCH_UP_SECONDS));
  }

  private static boolean better(Evidence evidence, String what) {
    double unlimited = evidence.of(figure(UNLIMITED, what));
    return evidence.of(figure(BOUNDED, what)) < BETTER * unlimited;
  }

  private static void overloaded(Evidence evidence, String variant) {
    if (evidence.of(figure(variant, Figure.OVERLOADED)) == 0) {
      throw evidence.notShown(
          "the backlog of " + variant + " did not grow: no overload",
          "el atraso de " + variant + " no creció: no hubo sobrecarga");
    }
  }

  private static Figure figure(String variant, String what) {
    return Figure.of(variant, Engine.SPARK, what);
  }
}
