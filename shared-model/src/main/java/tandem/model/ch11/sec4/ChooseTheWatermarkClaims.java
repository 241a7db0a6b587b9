package tandem.model.ch11.sec4;

import java.util.List;
import tandem.model.catalog.Claim;
import tandem.model.catalog.Evidence;
import tandem.model.catalog.Figure;
import tandem.model.catalog.Text;
import tandem.model.run.Engine;

/** What the course's four systems (11.4.5) ask of a watermark, judged by parity runs. */
final class ChooseTheWatermarkClaims {
  static final String DEADLINE_COSTS = "a-deadline-shorter-than-an-outage-loses-events";

  private ChooseTheWatermarkClaims() {}

  static List<Claim> all() {
    return List.of(
        new Claim(
            DEADLINE_COSTS,
            new Text(
                "Results within five minutes and outages of up to fifteen can't both be had without losing events.",
                "Resultados en cinco minutos y cortes de hasta quince no se pueden tener a la vez sin perder eventos."),
            new Text(
                "Sensors come back after seven minutes. Upheld if both engines give fewer rows with the longest delay that"
                    + " keeps the deadline (variant industrial) than with one as long as the outages (variant"
                    + " industrial-whole), from the same records.",
                "Unos sensores vuelven tras siete minutos. Se sostiene si los dos motores dan menos filas con la mayor"
                    + " espera que cumple el plazo (variante industrial) que con una tan larga como los cortes (variante"
                    + " industrial-whole), con los mismos registros."),
            evidence ->
                List.of(Engine.SPARK, Engine.FLINK).stream()
                    .allMatch(
                        engine ->
                            rows(evidence, ChooseTheWatermark.INDUSTRIAL, engine)
                                < rows(evidence, ChooseTheWatermark.INDUSTRIAL_WHOLE, engine))));
  }

  private static double rows(Evidence evidence, String variant, Engine engine) {
    return evidence.of(variant, engine, Figure.ROWS);
  }
}
