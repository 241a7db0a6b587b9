package tandem.model.ch11.sec4;

import static tandem.model.ch11.sec4.DroppedLateRows.CUT_OFF;
import static tandem.model.ch11.sec4.DroppedLateRows.EDGE;
import static tandem.model.ch11.sec4.DroppedLateRows.MONITOR;

import java.util.List;
import tandem.model.catalog.Claim;
import tandem.model.catalog.Evidence;
import tandem.model.catalog.Figure;
import tandem.model.catalog.Text;
import tandem.model.run.Engine;

/** What the course says of its monitor (11.4.2), and where the lines are drawn. */
final class DroppedRowsClaims {
  static final String BY_CLOCK = "late-by-the-clock-is-what-is-dropped";
  static final String BY_ARRIVAL = "late-on-arrival-is-what-is-dropped";
  static final String SPARK_COUNTS = "spark-counts-the-records-that-it-drops";

  private static final List<Engine> BOTH = List.of(Engine.SPARK, Engine.FLINK);

  /** Of all events: shares that differ by less are called the same. */
  private static final double A_HUNDREDTH = 0.01;

  private DroppedRowsClaims() {}

  static List<Claim> all() {
    return List.of(
        new Claim(
            BY_CLOCK,
            new Text(
                "The share of events whose processing time is more than the delay after their event time is the share that is"
                    + " dropped.",
                "El porcentaje de eventos cuyo tiempo de procesamiento supera en más del retraso a su tiempo de evento es el"
                    + " porcentaje descartado."),
            new Text(
                "Phones that send two and a half hours late, in traffic that is replayed long after it happened, as a backlog"
                    + " is. Upheld if on both engines the monitor's share and what the engine counts as dropped differ by at"
                    + " most one in a hundred events.",
                "Móviles que envían con dos horas y media de retraso, en tráfico que se reproduce mucho después de ocurrir,"
                    + " como un atraso acumulado. Se sostiene si en los dos motores el porcentaje del monitor y lo que el motor"
                    + " cuenta como descartado difieren como mucho en uno de cada cien eventos."),
            DroppedRowsClaims::byClock),
        new Claim(
            BY_ARRIVAL,
            new Text(
                "The events that were sent later than the delay after they happened are those that are dropped.",
                "Los eventos enviados con más retraso que el del watermark son los que se descartan."),
            new Text(
                "The monitor by Kafka's timestamps, beside Flink's count of dropped records: phones without a signal, events"
                    + " just behind the watermark, a partition that was cut off. Upheld if the numbers are equal in all three,"
                    + " refuted if not. With no late events among the phones' nothing is shown.",
                "El monitor por los timestamps de Kafka, junto a los registros que Flink cuenta como descartados: móviles sin"
                    + " señal, eventos justo por detrás del watermark, una partición aislada. Se sostiene si los números son"
                    + " iguales en los tres, se refuta si no. Sin eventos tardíos entre los de los móviles no se demuestra"
                    + " nada."),
            DroppedRowsClaims::byArrival),
        new Claim(
            SPARK_COUNTS,
            new Text(
                "numRowsDroppedByWatermark is the number of events that Spark drops.",
                "numRowsDroppedByWatermark es el número de eventos que Spark descarta."),
            new Text(
                "Four phones have events of the same minutes. Both engines give the same rows, so they drop the same events,"
                    + " and Flink counts records. Upheld if both count the same.",
                "Cuatro móviles tienen eventos de los mismos minutos. Los dos motores dan las mismas filas, luego descartan los"
                    + " mismos eventos, y Flink cuenta registros. Se sostiene si los dos cuentan lo mismo."),
            DroppedRowsClaims::sparkCounts));
  }

  private static boolean byClock(Evidence evidence) {
    boolean same = true;
    for (Engine engine : BOTH) {
      double total = observed(evidence, MONITOR, engine, DroppedLateRows.TOTAL);
      if (total == 0) {
        throw evidence.notShown("the monitor has seen nothing", "el monitor no ha visto nada");
      }
      double late = observed(evidence, MONITOR, engine, DroppedLateRows.TARDIOS_RELOJ) / total;
      double dropped = dropped(evidence, MONITOR, engine) / total;
      same &= Math.abs(late - dropped) <= A_HUNDREDTH;
    }
    return same;
  }

  private static boolean byArrival(Evidence evidence) {
    if (observed(evidence, MONITOR, Engine.FLINK, DroppedLateRows.TARDIOS) == 0) {
      throw evidence.notShown("no event was late", "ningún evento llegó tarde");
    }
    boolean same = true;
    for (String variant : List.of(MONITOR, EDGE, CUT_OFF)) {
      double late = observed(evidence, variant, Engine.FLINK, DroppedLateRows.TARDIOS);
      same &= late == dropped(evidence, variant, Engine.FLINK);
    }
    return same;
  }

  private static boolean sparkCounts(Evidence evidence) {
    for (Engine engine : BOTH) {
      double wrong =
          evidence.of(MONITOR, engine, Figure.LOST) + evidence.of(MONITOR, engine, Figure.ALTERED);
      if (wrong > 0) {
        throw evidence.notShown(
            "the rows are not as expected: who knows what was dropped",
            "las filas no son las esperadas: no se sabe qué se descartó");
      }
    }
    double records = dropped(evidence, MONITOR, Engine.FLINK);
    if (records == 0) {
      throw evidence.notShown("nothing was dropped", "no se descartó nada");
    }
    return dropped(evidence, MONITOR, Engine.SPARK) == records;
  }

  private static double observed(Evidence evidence, String variant, Engine engine, String what) {
    return evidence.of(Figure.of(variant, engine, Figure.observed(what)));
  }

  private static double dropped(Evidence evidence, String variant, Engine engine) {
    return evidence.of(variant, engine, Figure.DROPPED_LATE);
  }
}
