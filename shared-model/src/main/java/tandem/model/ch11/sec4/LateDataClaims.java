package tandem.model.ch11.sec4;

import static tandem.model.ch11.sec4.LateData.CUT_OFF;
import static tandem.model.ch11.sec4.LateData.EDGE;
import static tandem.model.ch11.sec4.LateData.OFFLINE;
import static tandem.model.ch11.sec4.LateData.OFFLINE_6H;
import static tandem.model.ch11.sec4.LateData.YEAR_FUTURE;
import static tandem.model.ch11.sec4.LateData.YEAR_FUTURE_EVERYWHERE;
import static tandem.model.ch11.sec4.LateData.YEAR_PAST;

import java.util.List;
import tandem.model.catalog.Claim;
import tandem.model.catalog.Evidence;
import tandem.model.catalog.Figure;
import tandem.model.catalog.Text;
import tandem.model.run.Engine;

/** What the course says of watermarks and late data (11.4.1), and where the lines are drawn. */
final class LateDataClaims {
  static final String GREATEST = "watermark-is-the-greatest-time-minus-the-delay";
  static final String OLD_EVENTS = "old-events-do-not-move-it";
  static final String NEVER_BACK = "watermark-never-goes-back";
  static final String LATE_IS_DROPPED = "later-than-the-delay-is-dropped";
  static final String TRADE_OFF = "longer-delay-keeps-more-and-answers-later";
  static final String ONE_PARTITION = "one-future-event-ends-the-stream";

  private static final List<Engine> BOTH = List.of(Engine.SPARK, Engine.FLINK);

  /** A watermark that follows an event of next year moves by a year less what it lags behind. */
  private static final double NEARLY_A_YEAR_HOURS = 300 * 24;

  private LateDataClaims() {}

  static List<Claim> all() {
    return List.of(
        new Claim(
            GREATEST,
            new Text(
                "Spark's watermark is the greatest event time seen, minus the delay.",
                "El watermark de Spark es el mayor tiempo de evento visto, menos el retraso."),
            new Text(
                "One event of one partition is stamped a year ahead. Upheld if Spark's watermark jumps by over 300 days,"
                    + " refuted if not. Flink's jump is told beside it: its watermark is the least over the partitions.",
                "Un evento de una partición lleva fecha de un año después. Se sostiene si el watermark de Spark salta más de"
                    + " 300 días, se refuta si no. Al lado va el salto de Flink: su watermark es el menor entre las"
                    + " particiones."),
            LateDataClaims::greatest),
        new Claim(
            OLD_EVENTS,
            new Text(
                "Events of last year do not move the watermark; they are so late that they are dropped.",
                "Los eventos del año pasado no mueven el watermark; son tan tardíos que se descartan."),
            new Text(
                "A batch is stamped with last year. Upheld if both engines count dropped records, their watermarks never step"
                    + " back, and all other rows are as without that batch.",
                "Un batch lleva fecha del año pasado. Se sostiene si los dos motores cuentan registros descartados, sus"
                    + " watermarks nunca retroceden y todas las demás filas son como sin ese batch."),
            LateDataClaims::oldEvents),
        new Claim(
            NEVER_BACK,
            new Text("A watermark never goes back.", "Un watermark nunca retrocede."),
            new Text(
                "All that both engines report of their watermarks while event times go a year back, and a year ahead and back"
                    + " again. Upheld without a single step back. Fewer than three reports show nothing.",
                "Todo lo que los dos motores informan de sus watermarks mientras los tiempos van un año atrás, y un año"
                    + " adelante y otra vez atrás. Se sostiene sin un solo paso atrás. Menos de tres informes no demuestran"
                    + " nada."),
            LateDataClaims::neverBack),
        new Claim(
            LATE_IS_DROPPED,
            new Text(
                "Data that arrive later than the watermark's delay are dropped.",
                "Los datos que llegan con más retraso que el del watermark se descartan."),
            new Text(
                "Twelve events are older than the watermark: six of a minute that it has not passed, six of minutes that it"
                    + " has, each of another. Upheld if Spark drops more than the six; refuted if it drops those six only, and"
                    + " all rows are as expected with the others counted.",
                "Doce eventos son anteriores al watermark: seis de un minuto que aún no ha pasado, seis de minutos que sí, uno"
                    + " de cada. Se sostiene si Spark descarta más de seis; se refuta si descarta solo esos seis y todas las"
                    + " filas son las esperadas contando los otros."),
            LateDataClaims::lateIsDropped),
        new Claim(
            TRADE_OFF,
            new Text(
                "A longer delay takes more of what is late, keeps more state and answers later; a shorter one the contrary.",
                "Un retraso mayor acepta más datos tardíos, guarda más estado y responde más tarde; uno menor, lo contrario."),
            new Text(
                "The same traffic with delays of ten minutes and of six hours: records dropped, and minutes that are open when"
                    + " all has been read, each of which is state and a row that nobody has yet. Upheld if on both engines the"
                    + " long delay drops fewer and leaves at least twice as many open.",
                "El mismo tráfico con retrasos de diez minutos y de seis horas: registros descartados, y minutos abiertos"
                    + " cuando todo se ha leído, cada uno de los cuales es estado y una fila que nadie tiene aún. Se sostiene"
                    + " si en los dos motores el retraso largo descarta menos y deja abiertos al menos el doble."),
            LateDataClaims::tradeOff),
        new Claim(
            ONE_PARTITION,
            new Text(
                "One event with a time in the future makes all later events late.",
                "Un solo evento con tiempo futuro vuelve tardíos todos los posteriores."),
            new Text(
                "The project's own statement. One event a year ahead, in one partition and then in each. Upheld if in both"
                    + " cases both engines drop what comes after it; refuted if an engine goes on. Control: with one in each"
                    + " partition both drop.",
                "Afirmación del proyecto. Un evento un año adelantado, en una partición y luego en cada una. Se sostiene si en"
                    + " ambos casos los dos motores descartan lo que sigue; se refuta si un motor sigue adelante. Control: con"
                    + " uno en cada partición descartan los dos."),
            LateDataClaims::onePartition));
  }

  private static boolean greatest(Evidence evidence) {
    Figure flink = Figure.of(YEAR_FUTURE, Engine.FLINK, Figure.WATERMARK_LEAP_HOURS);
    if (evidence.has(flink)) {
      evidence.of(flink);
    }
    return evidence.of(YEAR_FUTURE, Engine.SPARK, Figure.WATERMARK_LEAP_HOURS)
        > NEARLY_A_YEAR_HOURS;
  }

  private static boolean oldEvents(Evidence evidence) {
    boolean untouched = true;
    for (Engine engine : BOTH) {
      untouched &= evidence.of(YEAR_PAST, engine, Figure.DROPPED_LATE) > 0;
      untouched &= evidence.of(YEAR_PAST, engine, Figure.WATERMARK_STEPS_BACK) == 0;
      untouched &= asExpected(evidence, YEAR_PAST, engine);
    }
    return untouched;
  }

  private static boolean neverBack(Evidence evidence) {
    double stepsBack = 0;
    for (String variant : List.of(YEAR_PAST, YEAR_FUTURE, YEAR_FUTURE_EVERYWHERE)) {
      for (Engine engine : BOTH) {
        if (evidence.of(variant, engine, Figure.WATERMARK_REPORTS) < 3) {
          throw evidence.notShown(
              "too few reports of a watermark", "demasiado pocos avisos de un watermark");
        }
        stepsBack += evidence.of(variant, engine, Figure.WATERMARK_STEPS_BACK);
      }
    }
    return stepsBack == 0;
  }

  private static boolean lateIsDropped(Evidence evidence) {
    for (String variant : List.of(CUT_OFF, OFFLINE)) {
      for (Engine engine : BOTH) {
        Figure dropped = Figure.of(variant, engine, Figure.DROPPED_LATE);
        if (evidence.has(dropped)) {
          evidence.of(dropped);
        }
      }
    }
    double dropped = evidence.of(EDGE, Engine.SPARK, Figure.DROPPED_LATE);
    if (dropped > LateTraffic.EACH_KIND) {
      return true;
    }
    if (dropped < LateTraffic.EACH_KIND || !asExpected(evidence, EDGE, Engine.SPARK)) {
      throw evidence.notShown(
          "not even the events of minutes that were over were dropped",
          "no se descartaron ni los eventos de minutos ya cerrados");
    }
    return false;
  }

  private static boolean tradeOff(Evidence evidence) {
    boolean holds = true;
    for (Engine engine : BOTH) {
      double dropped = evidence.of(OFFLINE, engine, Figure.DROPPED_LATE);
      if (dropped == 0) {
        throw evidence.notShown(
            "nothing was dropped with the short delay", "con el retraso corto no se descartó nada");
      }
      holds &= evidence.of(OFFLINE_6H, engine, Figure.DROPPED_LATE) < dropped;
      holds &=
          evidence.of(OFFLINE_6H, engine, Figure.STATE_ENTRIES)
              >= 2 * evidence.of(OFFLINE, engine, Figure.STATE_ENTRIES);
    }
    return holds;
  }

  private static boolean onePartition(Evidence evidence) {
    boolean all = true;
    for (Engine engine : BOTH) {
      if (evidence.of(YEAR_FUTURE_EVERYWHERE, engine, Figure.DROPPED_LATE) == 0) {
        throw evidence.notShown(
            "not even with such an event in each partition",
            "ni siquiera con un evento así en cada partición");
      }
      all &= evidence.of(YEAR_FUTURE, engine, Figure.DROPPED_LATE) > 0;
    }
    return all;
  }

  private static boolean asExpected(Evidence evidence, String variant, Engine engine) {
    return evidence.of(variant, engine, Figure.LOST) == 0
        && evidence.of(variant, engine, Figure.ALTERED) == 0;
  }
}
