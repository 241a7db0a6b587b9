package tandem.model.ch11.sec2;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tandem.model.catalog.Exercise;
import tandem.model.catalog.Meaning;
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

/**
 * Exercise 11.2.5, the sink that lost data: events of several days are kept in files. Each
 * micro-batch overwrites a folder of its own, which is the fault; then the same rows go to a Delta
 * table, each micro-batch as a transaction that is there once.
 */
public final class SinkThatLostData {
  /** The variants, the headline first. */
  public static final String OVERWRITE = "overwrite";

  public static final String DELTA = "delta";

  public static final String OVERWRITE_KILLED = "overwrite-killed";
  public static final String DELTA_KILLED = "delta-killed";

  /** The column that the table is partitioned by. */
  public static final String FECHA = "fecha";

  /**
   * A result row: the event and its day.
   *
   * @param fecha day of the event, UTC
   */
  public record EventoGuardado(
      String eventoId,
      String userId,
      String tipo,
      Double monto,
      Instant timestamp,
      String region,
      LocalDate fecha) {}

  /** What identifies the exercise, and all its variants. */
  public static final Exercise EXERCISE =
      new Exercise(
          "11.2.5",
          SinkThatLostData.class,
          new Text("The sink that lost data", "El sink que perdía datos"),
          new Text(
              """
              Events are kept in files, and days of them are missing.
              The sink overwrites a folder for each micro-batch: what it writes is seen before anything says that it is done.
              A batch that is tried again first deletes its files; if that try fails too, they are gone.
              Flink has no batches; the same sink overwrites a folder for each checkpoint, with the same fault.
              The cure is a transaction: in a Delta table a batch is there wholly or not at all, and once.""",
              """
              Los eventos se guardan en ficheros, y faltan días enteros.
              El sink sobrescribe una carpeta por micro-batch: lo que escribe se ve antes de que nada diga que está completo.
              Un batch que se reintenta borra primero sus ficheros; si ese intento también falla, se han perdido.
              Flink no tiene batches; el mismo sink sobrescribe una carpeta por checkpoint, con el mismo defecto.
              El remedio es una transacción: en una tabla Delta un batch está entero o no está, y una sola vez."""),
          variants(),
          List.of(
              new Question(1, "claim:" + LostDataClaims.OVERWRITE_LOSES),
              new Question(2, "doc:docs/answers/11.2.5.md#q2"),
              new Question(3, "doc:docs/answers/11.2.5.md#q3"),
              new Question(4, "variant:" + DELTA),
              new Question(5, "claim:" + LostDataClaims.DELTA_KEEPS)),
          LostDataClaims.ALL);

  private SinkThatLostData() {}

  /** The rule of the exercise for one event. */
  public static EventoGuardado apply(Evento e) {
    return new EventoGuardado(
        e.eventoId(),
        e.userId(),
        e.tipo(),
        e.monto(),
        e.timestamp(),
        e.region(),
        LocalDate.ofInstant(e.timestamp(), ZoneOffset.UTC));
  }

  private static List<Variant> variants() {
    return List.of(
        base(
                OVERWRITE,
                "a folder of Parquet files for each batch, overwritten",
                "una carpeta de ficheros Parquet por batch, sobrescrita")
            .sink(SinkKind.PARQUET)
            .build(),
        base(
                DELTA,
                "a Delta table, each batch a transaction",
                "una tabla Delta, cada batch una transacción")
            .sink(SinkKind.DELTA)
            .partitionedBy(FECHA)
            .build(),
        killed(
                OVERWRITE_KILLED,
                "overwritten, and killed amid a second try",
                "sobrescrita, y muerto en mitad de un segundo intento")
            .sink(SinkKind.PARQUET)
            .build(),
        killed(
                DELTA_KILLED,
                "a Delta table, and the same two kills",
                "una tabla Delta, y las mismas dos muertes")
            .sink(SinkKind.DELTA)
            .partitionedBy(FECHA)
            .build());
  }

  /** First when a batch is written and not yet committed, then in the second try at it. */
  private static Variant.Builder killed(String name, String en, String es) {
    return base(name, en, es)
        .traffic(DaysTraffic::killed)
        .exactlyOnce(Engine.SPARK, Engine.FLINK)
        .killedAt(Failpoint.WRITTEN, Failpoint.AMID_WRITE);
  }

  private static Variant.Builder base(String name, String en, String es) {
    return Variant.named(name, en, es)
        .schema(RowSchema.of(EventoGuardado.class, Set.of("evento_id"), Set.of()))
        .replaySpeed(DaysTraffic.SPEED)
        .traffic(DaysTraffic::write)
        .oracle(SinkThatLostData::expected)
        .parityOnly();
  }

  /** Every event that can be read is kept, each as often as it came; the day is the date's part. */
  private static List<ExpectedRow> expected(Inputs inputs, Meaning meaning) {
    List<ExpectedRow> rows = new ArrayList<>();
    for (Input input : inputs.all()) {
      rows.add(
          input.defect() != null
              ? inputs.deadLetter(input)
              : new ExpectedRow(Variant.RESULT, kept(input.evento()), input.message().index()));
    }
    return rows;
  }

  private static EventoGuardado kept(Evento e) {
    String day = Timestamps.format(e.timestamp()).split("T", 2)[0];
    return new EventoGuardado(
        e.eventoId(),
        e.userId(),
        e.tipo(),
        e.monto(),
        e.timestamp(),
        e.region(),
        LocalDate.parse(day));
  }
}
