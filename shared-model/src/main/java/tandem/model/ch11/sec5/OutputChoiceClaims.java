package tandem.model.ch11.sec5;

import java.util.List;
import tandem.model.catalog.Claim;
import tandem.model.catalog.Evidence;
import tandem.model.catalog.Figure;
import tandem.model.catalog.Text;
import tandem.model.run.Engine;

/** What the course's five cases (11.5.3) rest on, judged by parity runs: by the rows that came. */
final class OutputChoiceClaims {
  static final String APPEND_IS_NOT_LIVE = "append-is-not-live";
  static final String APPEND_LISTS_LATE = "append-lists-late";
  static final String UPDATE_REPEATS_POINTS = "update-repeats-points";

  private static final List<Engine> ENGINES = List.of(Engine.SPARK, Engine.FLINK);

  private OutputChoiceClaims() {}

  static List<Claim> all() {
    return List.of(
        new Claim(
            APPEND_IS_NOT_LIVE,
            new Text(
                "A total that follows each sale needs update or complete; append gives it when its day is over.",
                "Un total que sigue cada venta necesita update o complete; append lo da cuando acaba su día."),
            silent(ChooseTheOutputMode.LIVE_TOTAL, ChooseTheOutputMode.LIVE_TOTAL_APPEND),
            evidence ->
                onlyTheFirstSpeaks(
                    evidence,
                    ChooseTheOutputMode.LIVE_TOTAL,
                    ChooseTheOutputMode.LIVE_TOTAL_APPEND)),
        new Claim(
            APPEND_LISTS_LATE,
            new Text(
                "Who buys often now is listed at once in update mode, and in append mode when the hour and the delay are over.",
                "Quien compra a menudo ahora entra en la lista al momento en update, y en append al acabar la hora y la espera."),
            silent(ChooseTheOutputMode.FREQUENT, ChooseTheOutputMode.FREQUENT_APPEND),
            evidence ->
                onlyTheFirstSpeaks(
                    evidence, ChooseTheOutputMode.FREQUENT, ChooseTheOutputMode.FREQUENT_APPEND)),
        new Claim(
            UPDATE_REPEATS_POINTS,
            new Text(
                "A time series that takes each point once needs append; update gives points of windows that are not complete.",
                "Una serie que toma cada punto una vez necesita append; update da puntos de ventanas incompletas."),
            new Text(
                "The same sales in both modes. Upheld if on both engines update gives more rows than append.",
                "Las mismas ventas en ambos modos. Se sostiene si en los dos motores update da más filas que append."),
            evidence ->
                ENGINES.stream()
                    .allMatch(
                        engine ->
                            rows(evidence, ChooseTheOutputMode.METRICS_UPDATE, engine)
                                > rows(evidence, ChooseTheOutputMode.METRICS, engine))));
  }

  private static Text silent(String speaks, String waits) {
    return new Text(
        "Sales that no later record follows, in both modes. Upheld if on both engines variant "
            + speaks
            + " gives more rows than the "
            + SalesTraffic.REFUSED
            + " refused records, and variant "
            + waits
            + " gives these alone.",
        "Ventas a las que no sigue ningún registro posterior, en ambos modos. Se sostiene si en los dos motores la"
            + " variante "
            + speaks
            + " da más filas que los "
            + SalesTraffic.REFUSED
            + " registros rechazados, y la variante "
            + waits
            + " solo estas.");
  }

  private static boolean onlyTheFirstSpeaks(Evidence evidence, String speaks, String waits) {
    return ENGINES.stream()
        .allMatch(
            engine ->
                rows(evidence, speaks, engine) > SalesTraffic.REFUSED
                    && rows(evidence, waits, engine) == SalesTraffic.REFUSED);
  }

  private static double rows(Evidence evidence, String variant, Engine engine) {
    return evidence.of(variant, engine, Figure.ROWS);
  }
}
