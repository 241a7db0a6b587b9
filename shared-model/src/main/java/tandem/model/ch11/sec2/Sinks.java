package tandem.model.ch11.sec2;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tandem.model.catalog.Exercise;
import tandem.model.catalog.Meaning;
import tandem.model.catalog.PostgresWrite;
import tandem.model.catalog.PostgresWrite.Control;
import tandem.model.catalog.Question;
import tandem.model.catalog.SinkKind;
import tandem.model.catalog.Text;
import tandem.model.catalog.Variant;
import tandem.model.codec.Timestamps;
import tandem.model.event.Evento;
import tandem.model.parity.ExpectedRow;
import tandem.model.parity.Inputs;
import tandem.model.parity.Inputs.Input;
import tandem.model.parity.RowSchema;
import tandem.model.run.Engine;
import tandem.model.run.Failpoint;
import tandem.model.run.Gear;

/**
 * Exercise 11.2.2, sinks: the same rows to Kafka, to a Delta table, to PostgreSQL and to the
 * console; and which of them holds a row twice after a crash between the sink's write and the
 * checkpoint.
 */
public final class Sinks {
  /** The variants, the headline first. */
  public static final String KAFKA = "kafka";

  public static final String DELTA = "delta";
  public static final String CONSOLE = "console";
  public static final String KAFKA_KILLED = "kafka-killed";
  public static final String KAFKA_EXACTLY_ONCE_KILLED = "kafka-exactly-once-killed";
  public static final String DELTA_KILLED = "delta-killed";
  public static final String CONSOLE_KILLED = "console-killed";
  public static final String POSTGRES = "postgres";
  public static final String POSTGRES_KILLED = "postgres-killed";
  public static final String POSTGRES_TRANSACTIONS_KILLED = "postgres-transactions-killed";

  private static final String TABLE = "eventos_procesados";
  private static final Gear EXACTLY_ONCE = Gear.parse(Engine.FLINK, "exactly-once=1s");

  /** The columns that the table is partitioned by. */
  public static final String FECHA = "fecha";

  public static final String REGION = "region";

  /** Stands for a region that is missing or blank: a folder needs a name. */
  public static final String SIN_REGION = "sin-region";

  /**
   * A result row: the event, with its day.
   *
   * @param region {@link #SIN_REGION} without one
   * @param fecha day of the event, UTC
   */
  public record EventoProcesado(
      String eventoId,
      String userId,
      String tipo,
      Double monto,
      Instant timestamp,
      String region,
      LocalDate fecha) {}

  private static final String ANSWERS = "doc:docs/answers/11.2.2.md#q";

  /** What identifies the exercise, and all its variants. */
  public static final Exercise EXERCISE =
      new Exercise(
          "11.2.2",
          Sinks.class,
          new Text(
              "Sinks, and what a crash does to each", "Sinks, y qué le hace una caída a cada uno"),
          new Text(
              """
              The same rows go to Kafka, to a Delta table, to PostgreSQL and to the console.
              While nothing fails they all hold the same; a crash after the write and before the checkpoint tells them apart.
              A sink that can't tell a second try from the first holds its rows twice.
              Delta can: a batch, or a checkpoint, is a transaction with a name, and a name that is there is left out.
              Flink's Kafka sink can too, with a transaction that a failed checkpoint never commits; Spark's has none.""",
              """
              Las mismas filas van a Kafka, a una tabla Delta, a PostgreSQL y a la consola.
              Mientras nada falla todos guardan lo mismo; una caída tras escribir y antes del checkpoint los distingue.
              Un sink que no distingue un segundo intento del primero guarda sus filas dos veces.
              Delta puede: un batch, o un checkpoint, es una transacción con nombre, y un nombre que ya está se omite.
              El sink de Kafka de Flink también, con una transacción que un checkpoint fallido nunca confirma; el de Spark no tiene."""),
          variants(),
          List.of(
              new Question(1, ANSWERS + "1"),
              new Question(2, ANSWERS + "2"),
              new Question(3, "claim:" + SinkClaims.DELTA_ONCE),
              new Question(4, ANSWERS + "4"),
              new Question(5, "claim:" + SinkClaims.POSTGRES_AGAIN)),
          SinkClaims.all());

  private Sinks() {}

  /** The rule of the exercise for one event. */
  public static EventoProcesado apply(Evento e) {
    return new EventoProcesado(
        e.eventoId(),
        e.userId(),
        e.tipo(),
        e.monto(),
        e.timestamp(),
        e.region() == null || e.region().isBlank() ? SIN_REGION : e.region(),
        LocalDate.ofInstant(e.timestamp(), ZoneOffset.UTC));
  }

  private static List<Variant> variants() {
    return List.of(
        base(KAFKA, "to another topic", "a otro topic").perRecord(Sinks::apply).build(),
        delta(base(DELTA, "to a Delta table", "a una tabla Delta")).parityOnly().build(),
        base(CONSOLE, "to the console", "a la consola").sink(SinkKind.CONSOLE).parityOnly().build(),
        killed(
                KAFKA_KILLED,
                "to a topic, killed before the checkpoint",
                "a un topic, muerto antes del checkpoint")
            .build(),
        killed(
                KAFKA_EXACTLY_ONCE_KILLED,
                "to a topic, with a transaction for each checkpoint",
                "a un topic, con una transacción por checkpoint")
            .engines(Engine.FLINK)
            .gear(Engine.FLINK, EXACTLY_ONCE)
            .exactlyOnce(Engine.FLINK)
            .build(),
        delta(
                killed(
                    DELTA_KILLED,
                    "to a Delta table, killed before the checkpoint",
                    "a una tabla Delta, muerto antes del checkpoint"))
            .exactlyOnce(Engine.SPARK, Engine.FLINK)
            .build(),
        killed(
                CONSOLE_KILLED,
                "to the console, killed before the checkpoint",
                "a la consola, muerto antes del checkpoint")
            .sink(SinkKind.CONSOLE)
            .build(),
        base(POSTGRES, "to PostgreSQL, without a key", "a PostgreSQL, sin clave")
            .postgres(PostgresWrite.inserting(TABLE))
            .build(),
        killed(
                POSTGRES_KILLED,
                "to PostgreSQL, killed before the checkpoint",
                "a PostgreSQL, muerto antes del checkpoint")
            .postgres(PostgresWrite.inserting(TABLE))
            .build(),
        killed(
                POSTGRES_TRANSACTIONS_KILLED,
                "to PostgreSQL, with a transaction for each checkpoint",
                "a PostgreSQL, con una transacción por checkpoint")
            .engines(Engine.FLINK)
            .gear(Engine.FLINK, EXACTLY_ONCE)
            .postgres(PostgresWrite.inserting(TABLE).with(Control.SAME_TRANSACTION))
            .build());
  }

  private static Variant.Builder delta(Variant.Builder variant) {
    return variant.sink(SinkKind.DELTA).partitionedBy(FECHA, REGION);
  }

  private static Variant.Builder killed(String name, String en, String es) {
    return base(name, en, es).traffic(DaysTraffic::killed).killedAt(Failpoint.WRITTEN);
  }

  private static Variant.Builder base(String name, String en, String es) {
    return Variant.named(name, en, es)
        .schema(RowSchema.of(EventoProcesado.class, Set.of("evento_id"), Set.of()))
        .replaySpeed(DaysTraffic.SPEED)
        .traffic(DaysTraffic::write)
        .oracle(Sinks::expected);
  }

  /** Every event that can be read comes out, as often as it came. */
  private static List<ExpectedRow> expected(Inputs inputs, Meaning meaning) {
    List<ExpectedRow> rows = new ArrayList<>();
    for (Input input : inputs.all()) {
      rows.add(
          input.defect() != null
              ? inputs.deadLetter(input)
              : new ExpectedRow(
                  Variant.RESULT, processed(input.evento()), input.message().index()));
    }
    return rows;
  }

  private static EventoProcesado processed(Evento e) {
    boolean known = e.region() != null && !e.region().strip().isEmpty();
    return new EventoProcesado(
        e.eventoId(),
        e.userId(),
        e.tipo(),
        e.monto(),
        e.timestamp(),
        known ? e.region() : SIN_REGION,
        LocalDate.parse(Timestamps.format(e.timestamp()).split("T", 2)[0]));
  }
}
