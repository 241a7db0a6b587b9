package tandem.model.ch11.sec5;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import tandem.model.catalog.Emission;
import tandem.model.catalog.Exercise;
import tandem.model.catalog.Question;
import tandem.model.catalog.Text;
import tandem.model.catalog.Variant;
import tandem.model.parity.RowSchema;
import tandem.model.run.Engine;

/**
 * Exercise 11.5.1, what each output mode means: the course's three micro-batches of purchases,
 * added up for each user, and the tables that come of them in complete, update and append mode; in
 * Flink the same as whole tables, changelog, last values and final rows.
 */
public final class OutputModes {
  /**
   * The course's second table, and the headline: what has changed. In Flink each change, as an
   * upsert.
   */
  public static final String UPDATE = "update";

  /** The course's first table: everything, each time. */
  public static final String COMPLETE = "complete";

  /** The course's third table: windows, when they are final. */
  public static final String APPEND = "append";

  /** The rows of {@link #UPDATE} as they stand in a table with a key: each user's last. */
  public static final String LAST_VALUE = "last-value";

  /** Flink: changes that take the old row back before they give the new one. */
  public static final String CHANGELOG = "changelog";

  /** Append of sums that are never final. */
  public static final String APPEND_RUNNING = "append-running";

  /** Length of a window in append mode: the course's 10:00 to 10:01. */
  public static final Duration WINDOW = Duration.ofMinutes(1);

  /** How far the watermark stays behind in append mode. */
  public static final Duration DELAY = Duration.ofMinutes(1);

  /** A row that takes no other back: a user's first. */
  public static final String INSERT = "+I";

  /** A row that is not right any more. */
  public static final String UPDATE_BEFORE = "-U";

  /** The row that is right instead. */
  public static final String UPDATE_AFTER = "+U";

  /** What a user has spent so far; null where no purchase had an amount. */
  public record Total(String userId, Double total) {}

  /** What a user spent in a window; null where no purchase had an amount. */
  public record TotalVentana(Instant inicio, Instant fin, String userId, Double total) {}

  /**
   * A change of {@link Total}.
   *
   * @param op {@link #INSERT}, {@link #UPDATE_BEFORE} or {@link #UPDATE_AFTER}
   */
  public record Cambio(String op, String userId, Double total) {}

  private static final String ANSWERS = "doc:docs/answers/11.5.1.md#q";

  /** What identifies the exercise, and all its variants. */
  public static final Exercise EXERCISE =
      new Exercise(
          "11.5.1",
          OutputModes.class,
          new Text(
              "What each output mode means: append, update, complete",
              "La semántica de cada output mode: append, update, complete"),
          new Text(
              """
              A running sum is a table that changes; an output mode says which of its rows leave the engine, and when.
              Complete gives the whole table after each micro-batch, update the rows that it has changed, append final rows.
              Flink gives each change at once: a row that replaces its key's last, or takes the old one back first.
              The last row of each key, kept in a table, is what complete shows; collapsed per batch, changes are update.
              Append is the same on both: one row a window, when the watermark has passed its end.""",
              """
              Una suma continua es una tabla que cambia; el output mode dice qué filas suyas salen del motor, y cuándo.
              Complete da toda la tabla tras cada micro-batch, update las filas que este cambió, append las definitivas.
              Flink da cada cambio al momento: una fila que sustituye a la última de su clave, o que antes retira la vieja.
              La última fila de cada clave, guardada en una tabla, es lo que muestra complete; agrupados por batch, los cambios son update.
              Append es igual en los dos: una fila por ventana, cuando el watermark ha pasado su final."""),
          variants(),
          List.of(
              new Question(1, "claim:" + OutputModeClaims.COMPLETE_REPEATS),
              new Question(2, ANSWERS + "2"),
              new Question(3, "claim:" + OutputModeClaims.APPEND_IS_FINAL),
              new Question(4, ANSWERS + "4"),
              new Question(5, ANSWERS + "5")),
          OutputModeClaims.all());

  private OutputModes() {}

  private static List<Variant> variants() {
    return List.of(
        totals(UPDATE, OutputModeOracle.Form.CHANGES, "what has changed", "lo que ha cambiado")
            .emission(Emission.SEQUENCE)
            .build(),
        totals(COMPLETE, OutputModeOracle.Form.TABLES, "the whole table", "toda la tabla")
            .emission(Emission.SEQUENCE)
            .build(),
        windows(),
        totals(
                LAST_VALUE,
                OutputModeOracle.Form.LAST,
                "the last row of each key",
                "la última fila de cada clave")
            .emission(Emission.UPSERT)
            .build(),
        of(
                CHANGELOG,
                OutputModeOracle.Form.RETRACTIONS,
                "changes that take back the old row",
                "cambios que retiran la fila vieja")
            .schema(RowSchema.of(Cambio.class, Set.of("user_id"), Set.of()))
            .emission(Emission.SEQUENCE)
            .inputPartitions(1)
            .engines(Engine.FLINK)
            .build(),
        totals(
                APPEND_RUNNING,
                OutputModeOracle.Form.NONE,
                "append of sums that are never final",
                "append de sumas que nunca son definitivas")
            .engines(Engine.SPARK)
            .refusedBy(Engine.SPARK)
            .build());
  }

  private static Variant windows() {
    return of(
            APPEND,
            OutputModeOracle.Form.WINDOWS,
            "windows, when they are final",
            "ventanas, cuando son definitivas")
        .schema(RowSchema.of(TotalVentana.class, Set.of("inicio", "user_id"), Set.of()))
        .watermarkDelay(DELAY)
        .build();
  }

  /** One partition, so that what the trace sends as one batch is one. */
  private static Variant.Builder totals(
      String name, OutputModeOracle.Form form, String en, String es) {
    return of(name, form, en, es)
        .schema(RowSchema.of(Total.class, Set.of("user_id"), Set.of()))
        .inputPartitions(1);
  }

  private static Variant.Builder of(String name, OutputModeOracle.Form form, String en, String es) {
    return Variant.named(name, en, es)
        .traffic(PurchaseTraffic::write)
        .oracle(new OutputModeOracle(form))
        // it is about which rows come, and not when
        .parityOnly();
  }
}
