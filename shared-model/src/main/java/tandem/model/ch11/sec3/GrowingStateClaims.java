package tandem.model.ch11.sec3;

import static tandem.model.ch11.sec3.StateThatOnlyGrows.ONLY_GROWS;
import static tandem.model.ch11.sec3.StateThatOnlyGrows.WATERMARK;
import static tandem.model.ch11.sec3.StateThatOnlyGrows.WINDOW;

import java.util.List;
import tandem.model.catalog.Claim;
import tandem.model.catalog.Evidence;
import tandem.model.catalog.Figure;
import tandem.model.catalog.Text;
import tandem.model.run.Engine;

/**
 * What the course says of a Spark job whose state only grows (11.3.5), and where the lines are
 * drawn.
 */
final class GrowingStateClaims {
  static final String BOUNDED = "watermark-bounds-this-state";
  static final String TWO_DAYS = "equilibrium-is-two-days";
  static final String HISTORY_STAYS = "history-stays-in-the-sink";
  static final String SLOWER = "batches-get-slower";

  /** From the middle third to the last: a tenth more is within what a day's users vary by. */
  private static final double LEVEL = 1.1;

  /** A straight line from nothing gives 5/3; half of that growth is growth. */
  private static final double GROWS = 1.3;

  /** About two is within a fifth of it. */
  private static final double LEAST_DAYS = 1.6;

  private static final double MOST_DAYS = 2.4;

  /** State has been dropped where this much or less of it is left. */
  private static final double DROPPED = 0.5;

  /**
   * A batch is slower from a fifth more on: the control also has days to drop, which takes time.
   */
  private static final double SLOWDOWN = 1.2;

  /** With fewer entries nothing could get slower. */
  private static final double LEAST_ENTRIES = 50_000;

  private GrowingStateClaims() {}

  static List<Claim> all() {
    return List.of(
        new Claim(
            BOUNDED,
            new Text(
                "withWatermark of two days bounds the state of this grouping, by user and date_trunc of the day.",
                "withWatermark de dos días acota el estado de esta agrupación, por usuario y date_trunc del día."),
            new Text(
                "Spark's live entries, mean of the last third over that of the middle third. Upheld if they level off (1.1 or"
                    + " less), refuted if they grow on (1.3 or more). Controls: without the watermark they grow, with the day"
                    + " as a window they level off; else nothing is shown.",
                "Entradas vivas de Spark, media del último tercio entre la del central. Se sostiene si se estabilizan (1,1 o"
                    + " menos), se refuta si siguen creciendo (1,3 o más). Controles: sin watermark crecen, con el día como"
                    + " ventana se estabilizan; si no, no se demuestra nada."),
            GrowingStateClaims::bounded),
        new Claim(
            TWO_DAYS,
            new Text(
                "With a watermark of two days the state settles at about two days of active users.",
                "Con un watermark de dos días el estado se estabiliza en unos dos días de usuarios activos."),
            new Text(
                "Spark, the day as a window: mean live entries of the last third, over what a day adds where nothing is"
                    + " dropped. Upheld from 1.6 to 2.4.",
                "Spark, el día como ventana: media de entradas vivas del último tercio, entre lo que añade un día donde nada"
                    + " se descarta. Se sostiene de 1,6 a 2,4."),
            GrowingStateClaims::twoDays),
        new Claim(
            HISTORY_STAYS,
            new Text(
                "The counts of earlier days are not lost when their state is dropped: they had been written before.",
                "Los conteos de días anteriores no se pierden al descartar su estado: ya estaban escritos."),
            new Text(
                "Spark, the day as a window: upheld if at the end at most half of the entries are left that are kept where"
                    + " nothing is dropped, and no row of any day is missing; refuted if rows are missing.",
                "Spark, el día como ventana: se sostiene si al final queda como mucho la mitad de las entradas que hay donde"
                    + " nada se descarta, y no falta ninguna fila de ningún día; se refuta si faltan filas."),
            GrowingStateClaims::historyStays),
        new Claim(
            SLOWER,
            new Text(
                "Batches get slower as the state grows.",
                "Los batches se vuelven más lentos a medida que crece el estado."),
            new Text(
                "Spark's median batch of the last third, where nothing is dropped over where the day is a window: the traffic"
                    + " is the same, the state is not. Refuted below 1.2, at the size that this run reached; upheld from 1.2 if"
                    + " the batches did not get shorter since the first third. With fewer than 50,000 entries, or on a busy"
                    + " machine, nothing is shown.",
                "Mediana de los batches de Spark del último tercio, donde nada se descarta entre donde el día es una ventana:"
                    + " el tráfico es el mismo, el estado no. Se refuta por debajo de 1,2, al tamaño que alcanzó esta ejecución;"
                    + " se sostiene desde 1,2 si los batches no se acortaron desde el primer tercio. Con menos de 50.000"
                    + " entradas, o con la máquina ocupada, no se demuestra nada."),
            GrowingStateClaims::slower));
  }

  private static boolean bounded(Evidence evidence) {
    if (spark(evidence, ONLY_GROWS, Figure.STATE_GROWTH) < GROWS) {
      throw evidence.notShown(
          "the state did not grow where nothing is dropped",
          "el estado no creció donde nada se descarta");
    }
    if (spark(evidence, WINDOW, Figure.STATE_GROWTH) > LEVEL) {
      throw evidence.notShown(
          "the control, the day as a window, did not level off",
          "el control, el día como ventana, no se estabilizó");
    }
    double growth = spark(evidence, WATERMARK, Figure.STATE_GROWTH);
    if (growth > LEVEL && growth < GROWS) {
      throw evidence.notShown(
          "it neither levels off nor grows on", "ni se estabiliza ni sigue creciendo");
    }
    return growth <= LEVEL;
  }

  private static boolean twoDays(Evidence evidence) {
    if (spark(evidence, WINDOW, Figure.STATE_GROWTH) > LEVEL) {
      throw evidence.notShown("there is no equilibrium yet", "todavía no hay equilibrio");
    }
    // at midnight, when a day has just been dropped
    spark(evidence, WINDOW, Figure.STATE_ENTRIES_AT_END);
    double day = spark(evidence, ONLY_GROWS, Figure.STATE_ENTRIES_PER_DAY);
    double days = spark(evidence, WINDOW, Figure.STATE_ENTRIES_IN_LAST_THIRD) / day;
    return days >= LEAST_DAYS && days <= MOST_DAYS;
  }

  private static boolean historyStays(Evidence evidence) {
    double all = spark(evidence, ONLY_GROWS, Figure.STATE_ENTRIES_AT_END);
    if (spark(evidence, WINDOW, Figure.STATE_ENTRIES_AT_END) > DROPPED * all) {
      throw evidence.notShown("hardly any state was dropped", "apenas se descartó estado");
    }
    return spark(evidence, WINDOW, Figure.LOST) == 0;
  }

  private static boolean slower(Evidence evidence) {
    if (spark(evidence, ONLY_GROWS, Figure.NOISY) + spark(evidence, WINDOW, Figure.NOISY) > 0) {
      throw evidence.notShown(
          "the machine was busy: two runs of the same would differ as much",
          "la máquina estaba ocupada: dos ejecuciones de lo mismo diferirían otro tanto");
    }
    if (spark(evidence, ONLY_GROWS, Figure.STATE_ENTRIES_AT_END) < LEAST_ENTRIES) {
      throw evidence.notShown(
          "too little state to slow anything", "demasiado poco estado para frenar nada");
    }
    double growing = spark(evidence, ONLY_GROWS, Figure.BATCH_SECONDS);
    if (growing < SLOWDOWN * spark(evidence, WINDOW, Figure.BATCH_SECONDS)) {
      return false;
    }
    if (spark(evidence, ONLY_GROWS, Figure.BATCH_SLOWDOWN) < 1) {
      throw evidence.notShown(
          "slower than the control, but faster than before it had any state",
          "más lento que el control, pero más rápido que antes de tener estado");
    }
    return true;
  }

  private static double spark(Evidence evidence, String variant, String what) {
    return evidence.of(variant, Engine.SPARK, what);
  }
}
