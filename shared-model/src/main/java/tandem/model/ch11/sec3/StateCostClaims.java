package tandem.model.ch11.sec3;

import static tandem.model.ch11.sec3.StatelessVersusStateful.DEDUP;
import static tandem.model.ch11.sec3.StatelessVersusStateful.FILTER;
import static tandem.model.ch11.sec3.StatelessVersusStateful.RUNNING_COUNT;

import java.util.List;
import tandem.model.catalog.Claim;
import tandem.model.catalog.Evidence;
import tandem.model.catalog.Figure;
import tandem.model.catalog.Text;
import tandem.model.run.Engine;

/** What the course says of the cost of state (11.3.1), and where the lines are drawn. */
final class StateCostClaims {
  static final String COSTS_MORE = "state-costs-more";
  static final String COUNT_GROWS = "aggregation-state-grows";
  static final String DEDUP_GROWS = "dedup-state-fills-memory";

  /** A difference is one from here on (method, section 7). */
  private static final double EFFECT = 1.05;

  /** From the middle third to the last, a tenth more is growth. */
  private static final double GROWS = 1.1;

  /** A straight line from nothing gives 5/3; below this it is bending. */
  private static final double GROWS_STRAIGHT = 1.5;

  private StateCostClaims() {}

  static List<Claim> all() {
    return List.of(
        new Claim(
            COSTS_MORE,
            new Text(
                "Operations with state cost more than operations without.",
                "Las operaciones con estado cuestan más que las que no lo tienen."),
            new Text(
                "Processor seconds per million events of a drain: upheld if on both engines a count per user takes over"
                    + " 5 % more than the filter; refuted if on neither. The state on disk is told beside it.",
                "Segundos de procesador por millón de eventos de un drenaje: se sostiene si en ambos motores el conteo por"
                    + " usuario cuesta más de un 5 % más que el filtro; se refuta si en ninguno. El estado en disco se dice al lado."),
            StateCostClaims::costsMore),
        new Claim(
            COUNT_GROWS,
            new Text(
                "The state of an aggregation without a watermark grows without end.",
                "El estado de una agregación sin watermark crece sin fin."),
            new Text(
                "Live entries of Spark's count per user, in traffic where one event in fifty is a new user's: upheld if the"
                    + " mean of the last third is over 1.1 times that of the middle third.",
                "Entradas vivas del conteo por usuario de Spark, con un evento de cada cincuenta de un usuario nuevo: se"
                    + " sostiene si la media del último tercio supera en 1,1 veces la del tercio central."),
            evidence -> growth(evidence, RUNNING_COUNT) > GROWS),
        new Claim(
            DEDUP_GROWS,
            new Text(
                "dropDuplicates without a watermark runs out of memory in the end.",
                "dropDuplicates sin watermark acaba quedándose sin memoria."),
            new Text(
                "Live entries of Spark's dropDuplicates: upheld if they keep growing in a straight line (the mean of the last"
                    + " third over 1.5 times that of the middle third), as then any memory is full one day.",
                "Entradas vivas del dropDuplicates de Spark: se sostiene si siguen creciendo en línea recta (la media del"
                    + " último tercio supera en 1,5 veces la del central), pues entonces cualquier memoria se llena algún día."),
            StateCostClaims::straight));
  }

  private static boolean costsMore(Evidence evidence) {
    boolean spark = costsMore(evidence, Engine.SPARK);
    boolean flink = costsMore(evidence, Engine.FLINK);
    if (spark != flink) {
      throw evidence.notShown("the engines do not agree", "los motores no coinciden");
    }
    return spark;
  }

  private static boolean costsMore(Evidence evidence, Engine engine) {
    double without = evidence.of(FILTER, engine, Figure.CPU_SECONDS_PER_MILLION);
    double with = evidence.of(RUNNING_COUNT, engine, Figure.CPU_SECONDS_PER_MILLION);
    Figure onDisk = Figure.of(RUNNING_COUNT, engine, Figure.STATE_BYTES_AT_END);
    if (evidence.has(onDisk)) {
      evidence.of(onDisk);
    }
    return with > EFFECT * without;
  }

  private static boolean straight(Evidence evidence) {
    evidence.of(DEDUP, Engine.SPARK, Figure.STATE_ENTRIES_AT_END);
    evidence.of(DEDUP, Engine.SPARK, Figure.STATE_BYTES_PER_KEY);
    return growth(evidence, DEDUP) > GROWS_STRAIGHT;
  }

  private static double growth(Evidence evidence, String variant) {
    return evidence.of(variant, Engine.SPARK, Figure.STATE_GROWTH);
  }
}
