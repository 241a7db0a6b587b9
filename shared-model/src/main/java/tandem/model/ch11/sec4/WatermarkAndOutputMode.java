package tandem.model.ch11.sec4;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import tandem.model.catalog.Emission;
import tandem.model.catalog.Exercise;
import tandem.model.catalog.Question;
import tandem.model.catalog.SinkKind;
import tandem.model.catalog.Text;
import tandem.model.catalog.Variant;
import tandem.model.parity.RowSchema;
import tandem.model.run.Engine;

/**
 * Exercise 11.4.3, watermark and output mode: events counted per region, in every combination of
 * with and without a watermark, with and without a window, and the three output modes; each either
 * gives rows or is refused in the engine's own words.
 */
public final class WatermarkAndOutputMode {
  /** The course's second combination, and the headline. */
  public static final String WATERMARK_WINDOW_APPEND = "watermark-window-append";

  /** The course's first combination. */
  public static final String WATERMARK_WINDOW_UPDATE = "watermark-window-update";

  public static final String WATERMARK_WINDOW_COMPLETE = "watermark-window-complete";

  /** The course's fourth combination, which must be refused. */
  public static final String WINDOW_APPEND = "window-append";

  public static final String WINDOW_UPDATE = "window-update";
  public static final String WINDOW_COMPLETE = "window-complete";
  public static final String WATERMARK_APPEND = "watermark-append";
  public static final String WATERMARK_UPDATE = "watermark-update";
  public static final String WATERMARK_COMPLETE = "watermark-complete";
  public static final String PLAIN_APPEND = "plain-append";
  public static final String PLAIN_UPDATE = "plain-update";

  /** The course's third combination. */
  public static final String PLAIN_COMPLETE = "plain-complete";

  /** The headline's query, into a Delta table. */
  public static final String APPEND_INTO_DELTA = "append-into-delta";

  /** Length of a window, where there are windows. */
  public static final Duration WINDOW = Duration.ofMinutes(1);

  /** How far the watermark stays behind, where there is one. */
  public static final Duration DELAY = Duration.ofMinutes(10);

  /** When a query gives its rows. */
  public enum Mode {
    /** A row when it is final. */
    APPEND,
    /** A row when it has changed. */
    UPDATE,
    /** All rows whenever there is something new. */
    COMPLETE
  }

  /**
   * A combination.
   *
   * @param watermark whether event time has a watermark
   * @param window whether regions are counted per minute, or once for all time
   */
  public record Query(boolean watermark, boolean window, Mode mode) {

    /** Whether there comes a time when a row can't change any more. */
    public boolean hasFinalRows() {
      return watermark && window;
    }
  }

  /**
   * A result row.
   *
   * @param inicio start of the window; null where there is none
   * @param fin its end; null where there is none
   */
  public record Conteo(Instant inicio, Instant fin, String region, long count) {

    /** Nothing yet of a region in a window that starts at an instant, or for all time (null). */
    public static Conteo none(Instant inicio, String region) {
      return new Conteo(inicio, inicio == null ? null : inicio.plus(WINDOW), region, 0);
    }

    /** With one event more. */
    public Conteo another() {
      return new Conteo(inicio, fin, region, count + 1);
    }
  }

  /** A minute passes in a fifth of a second. */
  private static final double REPLAY_SPEED = 300;

  private static final Map<String, Query> QUERIES = queries();
  private static final String ANSWERS = "doc:docs/answers/11.4.3.md#q";

  /** What identifies the exercise, and all its variants. */
  public static final Exercise EXERCISE =
      new Exercise(
          "11.4.3",
          WatermarkAndOutputMode.class,
          new Text(
              "Watermark and output mode: which combinations there are",
              "Watermark y output mode: la combinación correcta"),
          new Text(
              """
              Append gives a row once, so it needs to know when a row is final: a watermark, and a window that it can pass.
              Spark refuses append without both, before it reads a record; Flink takes it, and never gives a row.
              Update gives a row whenever it has changed, and needs neither; with both, late events change nothing.
              Complete gives the whole table each time, so nothing of it may be dropped, whatever the watermark says.
              Flink has no output modes: triggers say when a window gives its row, and a whole table is the job's own work.""",
              """
              Append da cada fila una vez, así que debe saber cuándo es definitiva: un watermark, y una ventana que este pueda pasar.
              Spark rechaza append sin ambos antes de leer un registro; Flink lo acepta y nunca da una fila.
              Update da una fila siempre que cambia y no necesita ninguno; con los dos, lo tardío no cambia nada.
              Complete da toda la tabla cada vez, así que nada de ella puede descartarse, diga lo que diga el watermark.
              Flink no tiene output modes: un trigger dice cuándo da su fila una ventana, y una tabla entera es trabajo del job."""),
          variants(),
          List.of(
              new Question(1, ANSWERS + "1"),
              new Question(2, "claim:" + ModeClaims.APPEND_ONCE),
              new Question(3, "claim:" + ModeClaims.UPDATE_AGAIN),
              new Question(4, ANSWERS + "4"),
              new Question(5, "claim:" + ModeClaims.DELTA_STAYS)),
          ModeClaims.all());

  private WatermarkAndOutputMode() {}

  /** The combination of a variant. */
  public static Query query(String variant) {
    return QUERIES.get(variant);
  }

  private static Map<String, Query> queries() {
    Map<String, Query> queries = new LinkedHashMap<>();
    queries.put(WATERMARK_WINDOW_APPEND, new Query(true, true, Mode.APPEND));
    queries.put(WATERMARK_WINDOW_UPDATE, new Query(true, true, Mode.UPDATE));
    queries.put(WATERMARK_WINDOW_COMPLETE, new Query(true, true, Mode.COMPLETE));
    queries.put(WINDOW_APPEND, new Query(false, true, Mode.APPEND));
    queries.put(WINDOW_UPDATE, new Query(false, true, Mode.UPDATE));
    queries.put(WINDOW_COMPLETE, new Query(false, true, Mode.COMPLETE));
    queries.put(WATERMARK_APPEND, new Query(true, false, Mode.APPEND));
    queries.put(WATERMARK_UPDATE, new Query(true, false, Mode.UPDATE));
    queries.put(WATERMARK_COMPLETE, new Query(true, false, Mode.COMPLETE));
    queries.put(PLAIN_APPEND, new Query(false, false, Mode.APPEND));
    queries.put(PLAIN_UPDATE, new Query(false, false, Mode.UPDATE));
    queries.put(PLAIN_COMPLETE, new Query(false, false, Mode.COMPLETE));
    queries.put(APPEND_INTO_DELTA, new Query(true, true, Mode.APPEND));
    return queries;
  }

  private static List<Variant> variants() {
    List<Variant> variants = new ArrayList<>();
    for (String name : QUERIES.keySet()) {
      variants.add(variant(name));
    }
    return List.copyOf(variants);
  }

  private static Variant variant(String name) {
    Query query = QUERIES.get(name);
    ModeOracle oracle = new ModeOracle(query);
    boolean delta = name.equals(APPEND_INTO_DELTA);
    String en = title(query, "with", "without", "a watermark", "a window");
    String es = title(query, "con", "sin", "watermark", "ventana");
    Variant.Builder variant =
        Variant.named(name, delta ? en + ", into Delta" : en, delta ? es + ", hacia Delta" : es)
            .schema(RowSchema.of(Conteo.class, Set.of("inicio", "region"), Set.of()))
            .replaySpeed(REPLAY_SPEED)
            .traffic(ModeTraffic::write)
            .oracle(oracle)
            .state(oracle::liveEntriesAt);
    // complete counts all, so that no row waits for the watermark; and Spark, which has nothing to
    // do when it moves, makes no batch that would tell of it
    if (query.watermark() && query.mode() != Mode.COMPLETE) {
      variant.watermarkDelay(DELAY);
    }
    switch (query.mode()) {
      case APPEND -> {
        if (!query.hasFinalRows()) {
          variant.refusedBy(Engine.SPARK);
        }
      }
      case UPDATE -> variant.emission(Emission.UPDATE);
      // one partition, so that what the trace sends as one batch is one
      case COMPLETE -> variant.emission(Emission.SEQUENCE).inputPartitions(1);
    }
    return switch (name) {
      case WATERMARK_WINDOW_APPEND -> variant.build();
      case WATERMARK_WINDOW_UPDATE ->
          variant.normalisedBy(WATERMARK_WINDOW_APPEND).timedWithHeadline().build();
      case APPEND_INTO_DELTA -> variant.sink(SinkKind.DELTA).parityOnly().build();
      default -> variant.parityOnly().build();
    };
  }

  /** What is combined, in the words of a language. */
  private static String title(
      Query query, String with, String without, String watermark, String window) {
    return "%s, %s %s, %s %s"
        .formatted(
            query.mode().name().toLowerCase(Locale.ROOT),
            query.watermark() ? with : without,
            watermark,
            query.window() ? with : without,
            window);
  }
}
