package tandem.model.ch11.sec1;

import static tandem.model.ch11.sec1.CheckpointAnatomy.DELTA_UPDATE;
import static tandem.model.ch11.sec1.CheckpointAnatomy.KILLED;
import static tandem.model.ch11.sec1.CheckpointAnatomy.KILLED_EXACTLY_ONCE;
import static tandem.model.ch11.sec1.CheckpointAnatomy.TOTAL;

import java.util.List;
import tandem.model.catalog.Claim;
import tandem.model.catalog.Evidence;
import tandem.model.catalog.Figure;
import tandem.model.catalog.Text;
import tandem.model.run.Engine;

/** What the course says of a checkpoint after a crash (11.1.3), and where the lines are drawn. */
final class CheckpointClaims {
  static final String AGAIN = "a-sink-that-cannot-tell-gets-rows-again";
  static final String ONCE = "idempotent-is-exactly-once";
  static final String DELTA_UPDATES = "delta-takes-update-mode";

  private static final String FLINK_ONCE = "exactly-once=1s";

  private CheckpointClaims() {}

  static List<Claim> all() {
    return List.of(
        new Claim(
            AGAIN,
            new Text(
                "Without an idempotent sink, a crash before the checkpoint makes it at-least-once.",
                "Sin un sink idempotente, una caída antes del checkpoint lo deja en at-least-once."),
            new Text(
                "Killed between the write to Kafka and the checkpoint. Upheld if on both engines no row is lost"
                    + " and some come again.",
                "Muerto entre la escritura en Kafka y el checkpoint. Se sostiene si en los dos motores no se pierde"
                    + " ninguna fila y algunas vienen otra vez."),
            CheckpointClaims::again),
        new Claim(
            ONCE,
            new Text(
                "With a sink that takes a write once, the result is exactly-once.",
                "Con un sink que acepta una escritura una sola vez, el resultado es exactly-once."),
            new Text(
                "The rows that come again on Spark must be the same rows, so that a sink with a key would not change;"
                    + " and with Flink's transactions none may come again. Upheld if both hold.",
                "Las filas que Spark da otra vez deben ser las mismas, de modo que un sink con clave no cambiaría; y con"
                    + " las transacciones de Flink no debe repetirse ninguna. Se sostiene si se cumplen ambas."),
            CheckpointClaims::once),
        new Claim(
            DELTA_UPDATES,
            new Text(
                "A running aggregation can be written to a Delta table in update mode.",
                "Una agregación continua se puede escribir en una tabla Delta en modo update."),
            new Text(
                "The query is started with Delta's streaming sink in update mode. Upheld if Spark runs it, refuted if it"
                    + " refuses; the report quotes its words. Control: to Kafka in update mode it runs.",
                "La consulta se arranca con el sink de streaming de Delta en modo update. Se sostiene si Spark la ejecuta, se"
                    + " refuta si se niega; el informe cita sus palabras. Control: hacia Kafka en modo update funciona."),
            CheckpointClaims::deltaTakesUpdates));
  }

  private static boolean deltaTakesUpdates(Evidence evidence) {
    if (evidence.of(TOTAL, Engine.SPARK, Figure.AVAILABLE) == 0) {
      throw evidence.notShown(
          "a query that does not run to Kafka either says nothing of Delta",
          "una consulta que tampoco funciona hacia Kafka no dice nada de Delta");
    }
    return evidence.of(DELTA_UPDATE, Engine.SPARK, Figure.AVAILABLE) == 1;
  }

  private static boolean again(Evidence evidence) {
    boolean holds = true;
    for (Engine engine : List.of(Engine.SPARK, Engine.FLINK)) {
      double lost = evidence.of(KILLED, engine, Figure.LOST);
      holds &= lost == 0 && evidence.of(KILLED, engine, Figure.REPEATED) > 0;
    }
    return holds;
  }

  private static boolean once(Evidence evidence) {
    boolean same =
        evidence.of(KILLED, Engine.SPARK, Figure.LOST) == 0
            && evidence.of(KILLED, Engine.SPARK, Figure.ALTERED) == 0;
    Figure lost = Figure.of(KILLED_EXACTLY_ONCE, Engine.FLINK, FLINK_ONCE, Figure.LOST);
    Figure repeated = Figure.of(KILLED_EXACTLY_ONCE, Engine.FLINK, FLINK_ONCE, Figure.REPEATED);
    return same && evidence.of(lost) == 0 && evidence.of(repeated) == 0;
  }
}
