package tandem.model.ch11.sec1;

import java.util.List;
import tandem.model.catalog.Claim;
import tandem.model.catalog.Evidence;
import tandem.model.catalog.Figure;
import tandem.model.catalog.Text;
import tandem.model.run.Engine;
import tandem.model.run.Stage;

/** What can be said of the latency of micro-batches, and where each line is drawn (11.1.4). */
final class LatencyClaims {
  static final String WHICH_STAGE_DOMINATES = "which-stage-dominates";
  static final String TRIGGER_MOVES_BOTH = "trigger-moves-p50-as-p99";
  static final String TEN_TIMES_RATE = "ten-times-rate";

  private static final String EVERY_SECOND = "every=1s";
  private static final List<String> RISING = List.of("every=500ms", EVERY_SECOND, "every=5s");
  private static final double RATE = 5_000;
  private static final List<Double> BASE_RATES = List.of(1_000.0, 2_000.0, 5_000.0);
  private static final double TEN = 10;

  /** The tail of a uniform wait moves twice as far as its median, so half is as much as can be. */
  private static final double AS_WELL = 0.5;

  private static final double HARDLY = 2;

  static final List<Claim> ALL =
      List.of(
          new Claim(
              WHICH_STAGE_DOMINATES,
              new Text(
                  "With a trigger every second, an event waits longer in Kafka than producing or "
                      + "processing it takes.",
                  "Con un trigger cada segundo, un evento espera más en Kafka de lo que cuesta "
                      + "producirlo o procesarlo."),
              new Text(
                  "Spark every=1s, anatomy of the events around the median at 5,000 events/s: upheld "
                      + "if waiting takes longer than producing, and longer than all of the engine's "
                      + "stages together.",
                  "Spark every=1s, anatomía de los eventos en torno a la mediana a 5.000 eventos/s: se "
                      + "confirma si la espera supera a la producción y a todas las etapas del motor "
                      + "juntas."),
              LatencyClaims::waitingIsLongest),
          new Claim(
              TRIGGER_MOVES_BOTH,
              new Text(
                  "A longer trigger interval moves the median as well as the 99th percentile.",
                  "Un intervalo de trigger más largo mueve la mediana igual que el percentil 99."),
              new Text(
                  "Sweep over Spark every=500ms, 1s and 5s at 5,000 events/s: upheld if p50 and p99 "
                      + "rise with each interval, and from the first to the last p50 grows by at least "
                      + "half the factor of p99.",
                  "Barrido de Spark every=500ms, 1s y 5s a 5.000 eventos/s: se confirma si p50 y p99 "
                      + "suben con cada intervalo y, del primero al último, p50 crece al menos la mitad "
                      + "del factor de p99."),
              LatencyClaims::bothMove),
          new Claim(
              TEN_TIMES_RATE,
              new Text(
                  "Ten times the rate of events hardly raises the latency of micro-batches.",
                  "Diez veces más eventos apenas elevan la latencia de los micro-batches."),
              new Text(
                  "Sweep of Spark every=1s over a rate and its tenfold (1,000, 2,000 or 5,000 events/s, "
                      + "the first that was measured): upheld if it keeps up and its median is at most "
                      + "twice as long.",
                  "Barrido de Spark every=1s a una tasa y a diez veces esa tasa (1.000, 2.000 o 5.000 "
                      + "eventos/s, la primera que se midió): se confirma si da abasto y su mediana es "
                      + "como mucho el doble."),
              LatencyClaims::hardlyRises));

  private LatencyClaims() {}

  private static boolean waitingIsLongest(Evidence evidence) {
    Figure ofRun = spark(EVERY_SECOND, Figure.part(Figure.MEDIAN, Stage.WAIT));
    boolean run = evidence.has(ofRun);
    double wait = evidence.of(run ? ofRun : ofRun.at(RATE));
    Figure produce = spark(EVERY_SECOND, Figure.part(Figure.MEDIAN, Stage.PRODUCE));
    Figure process = spark(EVERY_SECOND, Figure.ofEngine(Figure.MEDIAN));
    double producing = evidence.of(run ? produce : produce.at(RATE));
    double processing = evidence.of(run ? process : process.at(RATE));
    return wait > producing && wait > processing;
  }

  private static boolean bothMove(Evidence evidence) {
    List<Double> medians = rising(evidence, Figure.P50_MS);
    List<Double> tails = rising(evidence, Figure.P99_MS);
    boolean rise = rise(medians) && rise(tails);
    return rise && growth(medians) >= AS_WELL * growth(tails);
  }

  private static boolean hardlyRises(Evidence evidence) {
    Figure keptUp = spark(EVERY_SECOND, Figure.KEPT_UP);
    Figure median = spark(EVERY_SECOND, Figure.P50_MS);
    double base =
        BASE_RATES.stream()
            .filter(rate -> evidence.has(keptUp.at(rate)) && evidence.has(keptUp.at(TEN * rate)))
            .findFirst()
            .orElseThrow(
                () ->
                    evidence.notShown(
                        "no rate was measured together with its tenfold",
                        "no se midió ninguna tasa junto con su décuplo"));
    if (evidence.of(keptUp.at(base)) == 0) {
      throw evidence.notShown(
          "it did not keep up with the lower rate either",
          "tampoco siguió el ritmo de la tasa menor");
    }
    return evidence.of(keptUp.at(TEN * base)) == 1
        && evidence.of(median.at(TEN * base)) <= HARDLY * evidence.of(median.at(base));
  }

  private static List<Double> rising(Evidence evidence, String what) {
    return RISING.stream().map(gear -> evidence.of(spark(gear, what).at(RATE))).toList();
  }

  private static boolean rise(List<Double> values) {
    return values.get(0) < values.get(1) && values.get(1) < values.get(2);
  }

  private static double growth(List<Double> values) {
    return values.get(values.size() - 1) / values.get(0);
  }

  private static Figure spark(String gear, String what) {
    return Figure.of(EndToEndLatency.PER_RECORD, Engine.SPARK, gear, what);
  }
}
