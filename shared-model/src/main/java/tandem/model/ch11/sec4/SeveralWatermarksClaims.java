package tandem.model.ch11.sec4;

import java.util.List;
import tandem.model.catalog.Claim;
import tandem.model.catalog.Evidence;
import tandem.model.catalog.Figure;
import tandem.model.catalog.Text;
import tandem.model.run.Engine;

/**
 * What the course says of several watermarks (11.4.4), judged by parity runs: by the rows that
 * came.
 */
final class SeveralWatermarksClaims {
  static final String LEAST_COUNTS = "least-counts";
  static final String SILENCE_BLOCKS = "silence-blocks";
  static final String JOIN_WAITS = "join-waits-for-the-watermark";

  private static final List<Engine> ENGINES = List.of(Engine.SPARK, Engine.FLINK);

  private SeveralWatermarksClaims() {}

  static List<Claim> all() {
    return List.of(
        new Claim(
            LEAST_COUNTS,
            new Text(
                "The watermark of a join is the least of its streams', not the greatest.",
                "El watermark de un join es el menor de los de sus streams, no el mayor."),
            new Text(
                "Clicks arrive half an hour behind purchases, with a delay of ten minutes. Upheld if both engines give"
                    + " the same number of rows (variant minimum) and Spark, told to take the greatest, gives fewer"
                    + " (variant maximum); where that takes nothing away, nothing is shown.",
                "Los clicks llegan media hora por detrás de las compras, con una espera de diez minutos. Se sostiene si"
                    + " los dos motores dan el mismo número de filas (variante minimum) y Spark, si se le pide el mayor,"
                    + " da menos (variante maximum); si eso no quita nada, no se demuestra nada."),
            SeveralWatermarksClaims::leastCounts),
        new Claim(
            SILENCE_BLOCKS,
            new Text(
                "A stream without new data holds back for ever what waits for the watermark.",
                "Un stream sin datos nuevos retiene para siempre lo que espera al watermark."),
            new Text(
                "Clicks fall silent and purchases go on for seventy minutes, once as they are (variant silent) and once"
                    + " with heartbeats among the clicks. Upheld if on both engines the heartbeats bring more rows than"
                    + " they are records.",
                "Los clicks callan y las compras siguen setenta minutos, una vez tal cual (variante silent) y otra con"
                    + " latidos entre los clicks. Se sostiene si en los dos motores los latidos traen más filas que"
                    + " registros son."),
            evidence -> ENGINES.stream().allMatch(engine -> silenceBlocks(evidence, engine))),
        new Claim(
            JOIN_WAITS,
            new Text(
                "The join can give no results before the least watermark has passed them.",
                "El JOIN no puede emitir resultados hasta que el menor watermark los haya pasado."),
            new Text(
                "An inner join whose watermark never passes any of its clicks (variant inner). Refuted if an engine gives"
                    + " more rows than the refused records, of which there are "
                    + refused()
                    + ".",
                "Un join interno cuyo watermark nunca pasa ninguno de sus clicks (variante inner). Se refuta si un motor"
                    + " da más filas que los registros rechazados, que son "
                    + refused()
                    + "."),
            evidence ->
                ENGINES.stream()
                    .allMatch(
                        engine -> rows(evidence, SeveralWatermarks.INNER, engine) <= refused())));
  }

  private static boolean leastCounts(Evidence evidence) {
    double spark = rows(evidence, SeveralWatermarks.MINIMUM, Engine.SPARK);
    double flink = rows(evidence, SeveralWatermarks.MINIMUM, Engine.FLINK);
    if (rows(evidence, SeveralWatermarks.MAXIMUM, Engine.SPARK) >= spark) {
      throw evidence.notShown(
          "the greatest watermark took no row away", "el watermark mayor no quitó ninguna fila");
    }
    return spark == flink;
  }

  private static boolean silenceBlocks(Evidence evidence, Engine engine) {
    double rows =
        rows(evidence, SeveralWatermarks.HEARTBEATS, engine)
            - rows(evidence, SeveralWatermarks.SILENT, engine);
    double records =
        evidence.of(SeveralWatermarks.HEARTBEATS, engine, Figure.RECORDS)
            - evidence.of(SeveralWatermarks.SILENT, engine, Figure.RECORDS);
    return rows > records;
  }

  private static int refused() {
    return 2 * TwoStreamsTraffic.REFUSED_PER_TOPIC;
  }

  private static double rows(Evidence evidence, String variant, Engine engine) {
    return evidence.of(variant, engine, Figure.ROWS);
  }
}
