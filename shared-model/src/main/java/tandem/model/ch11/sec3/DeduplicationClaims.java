package tandem.model.ch11.sec3;

import static tandem.model.ch11.sec3.Deduplication.POSTGRES_EXACTLY_ONCE_KILLED;
import static tandem.model.ch11.sec3.Deduplication.POSTGRES_KILLED;
import static tandem.model.ch11.sec3.Deduplication.POSTGRES_NAIVE_KILLED;
import static tandem.model.ch11.sec3.Deduplication.REDIS_KILLED;
import static tandem.model.ch11.sec3.Deduplication.UNBOUNDED;
import static tandem.model.ch11.sec3.Deduplication.UNBOUNDED_KILLED;
import static tandem.model.ch11.sec3.Deduplication.WATERMARK;
import static tandem.model.ch11.sec3.Deduplication.WITHIN_WATERMARK;

import java.util.List;
import tandem.model.catalog.Claim;
import tandem.model.catalog.Evidence;
import tandem.model.catalog.Figure;
import tandem.model.catalog.Text;
import tandem.model.run.Engine;

/** What the course says of dropDuplicates (11.3.4), and where the lines are drawn. */
final class DeduplicationClaims {
  static final String GROWS = "state-without-watermark-grows-for-ever";
  static final String BOUNDED = "watermark-bounds-the-state";
  static final String LATE = "late-repetitions-pass";
  static final String LATE_BY_ID = "late-repetitions-pass-by-id";
  static final String STORE_LOSES_NOTHING = "a-table-outside-loses-nothing";
  static final String SINK_REPEATS = "deduplication-is-not-exactly-once";

  private static final String FLINK_ONCE = "exactly-once=1s";

  /** A straight line from nothing gives 5/3; below this it is bending. */
  private static final double STRAIGHT = 1.5;

  /** From the middle third to the last: a tenth more is within what a batch varies by. */
  private static final double LEVEL = 1.1;

  /** Half of the growth of a straight line is growth. */
  private static final double ON = 1.3;

  private DeduplicationClaims() {}

  static List<Claim> all() {
    return List.of(
        new Claim(
            GROWS,
            new Text(
                "Without a watermark all ids are remembered: the state grows without end.",
                "Sin watermark se recuerdan todos los ids: el estado crece sin fin."),
            new Text(
                "Spark's live entries: upheld if they grow in a straight line (the mean of the last third over 1.5 times that"
                    + " of the middle third). What one id takes on disk is told beside it, of both engines.",
                "Entradas vivas de Spark: se sostiene si crecen en línea recta (la media del último tercio supera en 1,5 veces"
                    + " la del central). Al lado se dice lo que ocupa un id en disco, en los dos motores."),
            DeduplicationClaims::grows),
        new Claim(
            BOUNDED,
            new Text(
                "With a watermark of an hour only the last hour's ids are remembered: the state is bounded.",
                "Con un watermark de una hora solo se recuerdan los ids de la última hora: el estado queda acotado."),
            new Text(
                "The same, by id and timestamp with the watermark: upheld if the entries level off (1.1 or less), refuted if"
                    + " they grow on (1.3 or more). Control: without the watermark they grow in a straight line.",
                "Lo mismo, por id y timestamp con el watermark: se sostiene si las entradas se estabilizan (1,1 o menos), se"
                    + " refuta si siguen creciendo (1,3 o más). Control: sin watermark crecen en línea recta."),
            DeduplicationClaims::bounded),
        new Claim(
            LATE,
            new Text(
                "By id and timestamp, a repetition that arrives more than the delay late is not recognised and comes out"
                    + " twice.",
                "Por id y timestamp, una repetición que llega con más retraso que el watermark no se detecta y sale dos"
                    + " veces."),
            new Text(
                "The small trace holds events that come again when the watermark has passed them. Upheld if Spark puts out any"
                    + " id and timestamp twice, refuted if none.",
                "La traza pequeña contiene eventos que vuelven cuando el watermark ya los ha pasado. Se sostiene si Spark da"
                    + " algún id y timestamp dos veces, se refuta si ninguno."),
            evidence -> sameKeys(evidence, WATERMARK) > 0),
        new Claim(
            LATE_BY_ID,
            new Text(
                "By id alone, a repetition with a new timestamp, later than twice the delay, comes out twice.",
                "Solo por id, una repetición con timestamp nuevo, pasado dos veces el retraso, sale dos veces."),
            new Text(
                "The small trace holds such events. Upheld if Spark's dropDuplicatesWithinWatermark puts out any id twice,"
                    + " refuted if none. Control: where ids are remembered for ever, none.",
                "La traza pequeña contiene tales eventos. Se sostiene si dropDuplicatesWithinWatermark de Spark da algún id dos"
                    + " veces, se refuta si ninguno. Control: donde los ids se recuerdan para siempre, ninguno."),
            DeduplicationClaims::lateById),
        new Claim(
            STORE_LOSES_NOTHING,
            new Text(
                "Deduplication with a table outside is exact, also when the engine crashes: no event is lost.",
                "La deduplicación con una tabla externa es exacta, también si el motor se cae: no se pierde ningún evento."),
            new Text(
                "Killed when the store has ids whose rows the sink does not have, and again when it has them. Upheld if with"
                    + " PostgreSQL and with Redis no engine loses or alters a row. Control: a table that does not say which"
                    + " record brought an id loses rows in the first kill.",
                "Muerto cuando el almacén tiene ids cuyas filas el sink no tiene, y otra vez cuando las tiene. Se sostiene si"
                    + " con PostgreSQL y con Redis ningún motor pierde ni altera una fila. Control: una tabla que no dice qué"
                    + " registro trajo un id pierde filas en la primera muerte."),
            DeduplicationClaims::storeLosesNothing),
        new Claim(
            SINK_REPEATS,
            new Text(
                "Deduplicating does not make the result exactly-once: after a crash that is up to the sink.",
                "Deduplicar no hace el resultado exactly-once: tras una caída depende del sink."),
            new Text(
                "The same kills. Upheld if, with ids in the engine's state, in PostgreSQL and in Redis, rows come again from"
                    + " both engines' at-least-once sinks, and from Flink's exactly-once sink every row comes once.",
                "Las mismas muertes. Se sostiene si, con los ids en el estado del motor, en PostgreSQL y en Redis, se repiten"
                    + " filas en los sinks at-least-once de los dos motores, y en el sink exactly-once de Flink cada fila llega"
                    + " una vez."),
            DeduplicationClaims::sinkRepeats));
  }

  private static boolean storeLosesNothing(Evidence evidence) {
    boolean none = true;
    for (Engine engine : List.of(Engine.SPARK, Engine.FLINK)) {
      if (evidence.of(POSTGRES_NAIVE_KILLED, engine, Figure.LOST) == 0) {
        throw evidence.notShown(
            "the kill cost nothing where a table knows ids only",
            "el kill no costó nada donde una tabla solo conoce ids");
      }
      for (String variant : List.of(POSTGRES_KILLED, REDIS_KILLED)) {
        none &= evidence.of(variant, engine, Figure.LOST) == 0;
        none &= evidence.of(variant, engine, Figure.ALTERED) == 0;
      }
    }
    return none;
  }

  private static boolean sinkRepeats(Evidence evidence) {
    boolean again = true;
    for (String variant : List.of(UNBOUNDED_KILLED, POSTGRES_KILLED, REDIS_KILLED)) {
      for (Engine engine : List.of(Engine.SPARK, Engine.FLINK)) {
        again &= evidence.of(variant, engine, Figure.REPEATED) > 0;
      }
    }
    boolean once = true;
    for (String fault : List.of(Figure.LOST, Figure.REPEATED, Figure.ALTERED)) {
      once &=
          evidence.of(Figure.of(POSTGRES_EXACTLY_ONCE_KILLED, Engine.FLINK, FLINK_ONCE, fault))
              == 0;
    }
    return again && once;
  }

  private static boolean grows(Evidence evidence) {
    spark(evidence, UNBOUNDED, Figure.STATE_ENTRIES_AT_END);
    for (Engine engine : List.of(Engine.SPARK, Engine.FLINK)) {
      Figure bytes = Figure.of(UNBOUNDED, engine, Figure.STATE_BYTES_PER_KEY);
      if (evidence.has(bytes)) {
        evidence.of(bytes);
      }
    }
    return spark(evidence, UNBOUNDED, Figure.STATE_GROWTH) > STRAIGHT;
  }

  private static boolean bounded(Evidence evidence) {
    if (spark(evidence, UNBOUNDED, Figure.STATE_GROWTH) <= STRAIGHT) {
      throw evidence.notShown(
          "the state did not grow without a watermark either",
          "el estado tampoco creció sin watermark");
    }
    double growth = spark(evidence, WATERMARK, Figure.STATE_GROWTH);
    if (growth > LEVEL && growth < ON) {
      throw evidence.notShown(
          "it neither levels off nor grows on", "ni se estabiliza ni sigue creciendo");
    }
    return growth <= LEVEL;
  }

  private static boolean lateById(Evidence evidence) {
    if (sameKeys(evidence, UNBOUNDED) > 0) {
      throw evidence.notShown(
          "ids came twice where all are remembered", "hubo ids repetidos donde se recuerdan todos");
    }
    return sameKeys(evidence, WITHIN_WATERMARK) > 0;
  }

  private static double sameKeys(Evidence evidence, String variant) {
    return spark(evidence, variant, Figure.SAME_KEYS);
  }

  private static double spark(Evidence evidence, String variant, String what) {
    return evidence.of(variant, Engine.SPARK, what);
  }
}
