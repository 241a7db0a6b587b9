package tandem.model.ch11.sec2;

import static tandem.model.ch11.sec2.Sinks.DELTA_KILLED;
import static tandem.model.ch11.sec2.Sinks.KAFKA_EXACTLY_ONCE_KILLED;
import static tandem.model.ch11.sec2.Sinks.KAFKA_KILLED;
import static tandem.model.ch11.sec2.Sinks.POSTGRES_KILLED;

import java.util.List;
import tandem.model.catalog.Claim;
import tandem.model.catalog.Evidence;
import tandem.model.catalog.Figure;
import tandem.model.catalog.Text;
import tandem.model.run.Engine;

/** What the course says of sinks after a crash (11.2.2), and where the lines are drawn. */
final class SinkClaims {
  static final String DELTA_ONCE = "delta-is-exactly-once";
  static final String KAFKA_TRANSACTIONS = "kafka-is-exactly-once-with-transactions-only";

  static final String POSTGRES_AGAIN = "postgres-is-at-least-once";

  private static final String FLINK_ONCE = "exactly-once=1s";

  private SinkClaims() {}

  static List<Claim> all() {
    return List.of(
        new Claim(
            DELTA_ONCE,
            new Text(
                "A Delta table holds each row once, whatever crashes: a batch that is there is left out.",
                "Una tabla Delta guarda cada fila una vez, caiga lo que caiga: un batch que ya está se omite."),
            new Text(
                "Killed between the write to the table and the checkpoint. Upheld if on both engines no row is lost and"
                    + " none comes again, while Kafka, the control, gets rows again from the same kill of Spark.",
                "Muerto entre la escritura en la tabla y el checkpoint. Se sostiene si en los dos motores no se pierde ni"
                    + " se repite ninguna fila, mientras Kafka, el control, recibe filas otra vez por la misma muerte de Spark."),
            SinkClaims::delta),
        new Claim(
            KAFKA_TRANSACTIONS,
            new Text(
                "Kafka as a sink is at-least-once, unless the engine writes in transactions.",
                "Kafka como sink es at-least-once, salvo que el motor escriba en transacciones."),
            new Text(
                "The same kill. Upheld if rows come again from Spark and from Flink's at-least-once sink, none from"
                    + " Flink's exactly-once sink, and none is lost.",
                "La misma muerte. Se sostiene si se repiten filas de Spark y del sink at-least-once de Flink, ninguna de su"
                    + " sink exactly-once, y no se pierde ninguna."),
            SinkClaims::kafka),
        new Claim(
            POSTGRES_AGAIN,
            new Text(
                "PostgreSQL without idempotence is at-least-once.",
                "PostgreSQL sin idempotencia es at-least-once."),
            new Text(
                "The same kill, into a table without a key. Upheld if none is lost and rows come again on both engines.",
                "La misma muerte, hacia una tabla sin clave. Se sostiene si no se pierde ninguna y se repiten filas en los dos"
                    + " motores."),
            evidence -> again(evidence, POSTGRES_KILLED)));
  }

  private static boolean delta(Evidence evidence) {
    if (evidence.of(KAFKA_KILLED, Engine.SPARK, Figure.REPEATED) == 0) {
      throw evidence.notShown(
          "the kill repeated nothing where a sink can't tell",
          "el kill no repitió nada donde un sink no puede distinguirlo");
    }
    boolean once = true;
    for (Engine engine : List.of(Engine.SPARK, Engine.FLINK)) {
      once &= evidence.of(DELTA_KILLED, engine, Figure.LOST) == 0;
      once &= evidence.of(DELTA_KILLED, engine, Figure.REPEATED) == 0;
    }
    return once;
  }

  /** Whether nothing is lost and something comes again, on both engines. */
  private static boolean again(Evidence evidence, String variant) {
    boolean holds = true;
    for (Engine engine : List.of(Engine.SPARK, Engine.FLINK)) {
      holds &= evidence.of(variant, engine, Figure.LOST) == 0;
      holds &= evidence.of(variant, engine, Figure.REPEATED) > 0;
    }
    return holds;
  }

  private static boolean kafka(Evidence evidence) {
    boolean holds = again(evidence, KAFKA_KILLED);
    for (String fault : List.of(Figure.LOST, Figure.REPEATED)) {
      holds &=
          evidence.of(Figure.of(KAFKA_EXACTLY_ONCE_KILLED, Engine.FLINK, FLINK_ONCE, fault)) == 0;
    }
    return holds;
  }
}
