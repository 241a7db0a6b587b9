package tandem.model.ch11.sec1;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tandem.model.catalog.Exercise;
import tandem.model.catalog.Meaning;
import tandem.model.catalog.Question;
import tandem.model.catalog.SinkKind;
import tandem.model.catalog.Text;
import tandem.model.catalog.Variant;
import tandem.model.event.Evento;
import tandem.model.parity.ExpectedRow;
import tandem.model.parity.Inputs;
import tandem.model.parity.Inputs.Input;
import tandem.model.parity.RowSchema;
import tandem.model.run.StartFrom;
import tandem.model.trace.TraceEntry.Action;

/**
 * Exercise 11.1.2, the first streaming job: parse the JSON of {@code eventos}, keep purchases and
 * returns, add the VAT and the processing time. Stateless; what can't be parsed goes to the
 * dead-letter topic.
 */
public final class FirstStreamingJob {
  /** The kinds of event that pass the filter. */
  public static final Set<String> TIPOS = Set.of("compra", "devolucion");

  /** Factor from net amount to amount with VAT. */
  public static final double IVA = 1.19;

  /** The variants, the headline first. */
  public static final String KAFKA = "kafka";

  public static final String CONSOLE = "console";
  public static final String LATEST = "latest";
  public static final String RESTART = "restart";
  public static final String RESTART_AFRESH = "restart-afresh";
  public static final String SILENT_NULL = "silent-null";

  /**
   * A result row: the event, its amount with VAT (null without amount) and when it was processed.
   */
  public record EventoConIva(
      String eventoId,
      String userId,
      String tipo,
      Double monto,
      Instant timestamp,
      String region,
      Double montoIva,
      Instant horaProcesamiento) {}

  /** What identifies the exercise, and all its variants. */
  public static final Exercise EXERCISE =
      new Exercise(
          "11.1.2",
          FirstStreamingJob.class,
          new Text("The first streaming job", "El primer job de streaming"),
          new Text(
              """
              A stateless pipeline: parse JSON from Kafka, filter, add two columns, write to Kafka.
              Spark runs it as a chain of small batch jobs; Flink runs it record by record.
              Without state, what differs is when a record is taken up and what a restart repeats.
              A record that can't be parsed becomes a silent null in Spark unless it is asked for;
              both jobs send it to a dead-letter topic with the reason.""",
              """
              Una tubería sin estado: leer JSON de Kafka, filtrar, añadir dos columnas, escribir en Kafka.
              Spark la ejecuta como una cadena de pequeños jobs batch; Flink, registro a registro.
              Sin estado, lo que cambia es cuándo se toma un registro y qué repite un reinicio.
              Un registro ilegible se vuelve un null silencioso en Spark si nadie pregunta por él;
              los dos jobs lo envían a un topic de descartes con el motivo."""),
          variants(),
          List.of(
              new Question(1, "doc:docs/answers/11.1.2.md#q1"),
              new Question(2, "variant:" + LATEST),
              new Question(3, "doc:docs/answers/11.1.2.md#q3"),
              new Question(4, "doc:docs/answers/11.1.2.md#q4"),
              new Question(5, "variant:" + RESTART)));

  private FirstStreamingJob() {}

  /** The rule of the exercise for one event: the result row, or null where the filter drops it. */
  public static EventoConIva apply(Evento e, Instant now) {
    if (e.tipo() == null || !TIPOS.contains(e.tipo())) {
      return null;
    }
    Double montoIva = e.monto() == null ? null : (Double) (e.monto() * IVA);
    return new EventoConIva(
        e.eventoId(), e.userId(), e.tipo(), e.monto(), e.timestamp(), e.region(), montoIva, now);
  }

  private static List<Variant> variants() {
    return List.of(
        base(KAFKA, "Kafka to Kafka", "De Kafka a Kafka")
            .perRecord(e -> apply(e, Instant.now()))
            .processedAt("hora_procesamiento")
            .build(),
        base(CONSOLE, "to the console", "a la consola").sink(SinkKind.CONSOLE).parityOnly().build(),
        base(LATEST, "starts at the latest offsets", "empieza en los últimos offsets")
            .startFrom(StartFrom.LATEST)
            .traffic(StatelessTraffic::startsLate)
            .oracle(FirstStreamingJob::fromTheStartOn)
            .parityOnly()
            .build(),
        base(
                RESTART,
                "stopped and continued from its checkpoint",
                "parado y continuado desde su checkpoint")
            .traffic(StatelessTraffic.restarted(Action.RESTART))
            .parityOnly()
            .build(),
        base(
                RESTART_AFRESH,
                "stopped and started without its checkpoint",
                "parado y arrancado sin su checkpoint")
            .traffic(StatelessTraffic.restarted(Action.RESTART_AFRESH))
            .oracle(FirstStreamingJob::oncePerStart)
            .parityOnly()
            .build(),
        base(
                SILENT_NULL,
                "unreadable records vanish as nulls",
                "los registros ilegibles se pierden como nulls")
            .oracle(FirstStreamingJob::silently)
            .parityOnly()
            .build());
  }

  private static Variant.Builder base(String name, String en, String es) {
    return Variant.named(name, en, es)
        .schema(RowSchema.of(EventoConIva.class, Set.of("evento_id"), Set.of("hora_procesamiento")))
        .traffic(StatelessTraffic::steady)
        .oracle((inputs, meaning) -> expected(inputs.all(), inputs));
  }

  private static List<ExpectedRow> expected(List<Input> read, Inputs inputs) {
    List<ExpectedRow> rows = new ArrayList<>();
    for (Input input : read) {
      if (input.defect() != null) {
        rows.add(inputs.deadLetter(input));
      } else if (List.of("compra", "devolucion").contains(String.valueOf(input.evento().tipo()))) {
        rows.add(new ExpectedRow(Variant.RESULT, withVat(input.evento()), input.message().index()));
      }
    }
    return rows;
  }

  /**
   * The text of the exercise once more, apart from {@link #apply}: the oracle must not share a
   * fault with the jobs.
   */
  private static EventoConIva withVat(Evento e) {
    Double gross = e.monto() == null ? null : (Double) (1.19 * e.monto());
    return new EventoConIva(
        e.eventoId(),
        e.userId(),
        e.tipo(),
        e.monto(),
        e.timestamp(),
        e.region(),
        gross,
        Instant.now());
  }

  /** Started at the latest offsets: what was there before the start is not read. */
  private static List<ExpectedRow> fromTheStartOn(Inputs inputs, Meaning meaning) {
    long start = inputs.position(Action.START);
    return expected(inputs.all().subList((int) start, inputs.all().size()), inputs);
  }

  /**
   * Without its checkpoint the second start reads from the earliest offsets: what came before the
   * stop comes twice.
   */
  private static List<ExpectedRow> oncePerStart(Inputs inputs, Meaning meaning) {
    List<ExpectedRow> rows = new ArrayList<>(expected(inputs.all(), inputs));
    long restart = inputs.position(Action.RESTART_AFRESH);
    for (ExpectedRow again :
        expected(inputs.all().subList(0, (int) inputs.position(Action.STOP)), inputs)) {
      rows.add(new ExpectedRow(again.output(), again.row(), restart));
    }
    return rows;
  }

  /**
   * No dead letters: a field that can't be read is null, and a row without its kind falls through
   * the filter.
   */
  private static List<ExpectedRow> silently(Inputs inputs, Meaning meaning) {
    List<ExpectedRow> rows = new ArrayList<>();
    for (Input input : inputs.all()) {
      Evento e = inputs.leniently(input);
      if (e != null && List.of("compra", "devolucion").contains(String.valueOf(e.tipo()))) {
        rows.add(new ExpectedRow(Variant.RESULT, withVat(e), input.message().index()));
      }
    }
    return rows;
  }
}
