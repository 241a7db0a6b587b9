package tandem.model.ch11.sec4;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tandem.model.catalog.Exercise;
import tandem.model.catalog.Meaning;
import tandem.model.catalog.Question;
import tandem.model.catalog.Text;
import tandem.model.catalog.Variant;
import tandem.model.ch11.sec4.LateData.EventosPorMinuto;
import tandem.model.ch11.sec4.LateTraffic.Cause;
import tandem.model.event.Evento;
import tandem.model.parity.ExpectedRow;
import tandem.model.parity.Inputs;
import tandem.model.parity.RowSchema;
import tandem.model.run.Engine;

/**
 * Exercise 11.4.2, verifying what is dropped as late: the counts of 11.4.1 with a monitor before
 * them, which says of each event how late it is, by the job's clock and by the time at which it was
 * sent. What the monitor calls late stands beside what the engine counts as dropped.
 */
public final class DroppedLateRows {
  /** The course's delay, as text: how far the watermark stays behind, and what is called late. */
  public static final Duration DELAY = Durations.parse("10 minutes");

  /** The variants, the headline first: phones without a signal, two and a half hours late. */
  public static final String MONITOR = "monitor";

  /** Events just behind the watermark, half of them of a minute that is not over. */
  public static final String EDGE = "edge";

  /** A partition that was cut off for two hours. */
  public static final String CUT_OFF = "cut-off";

  /** Flink's own account of each event that a window has refused. */
  public static final String SIDE_OUTPUT = "side-output";

  /** What the monitor counts: events. */
  public static final String TOTAL = "total";

  /** Events that were sent later than {@link #DELAY} after they happened. */
  public static final String TARDIOS = "tardios";

  /**
   * Events that the job reads later than {@link #DELAY} after they happened, as the course does.
   */
  public static final String TARDIOS_RELOJ = "tardios_reloj";

  /** Milliseconds from happening to sending, of all events together. */
  public static final String RETRASO_MILLIS = "retraso_millis";

  /** The most seconds from happening to sending. */
  public static final String RETRASO_MAXIMO = "retraso_maximo";

  private static final double REPLAY_SPEED = 300;

  /** A result row of {@link #SIDE_OUTPUT}: an event that no minute has counted. */
  public record EventoTardio(String eventoId, Instant timestamp) {

    /** The row of an event. */
    public static EventoTardio of(Evento evento) {
      return new EventoTardio(evento.eventoId(), evento.timestamp());
    }
  }

  /** What identifies the exercise, and all its variants. */
  public static final Exercise EXERCISE =
      new Exercise(
          "11.4.2",
          DroppedLateRows.class,
          new Text("Verifying what is dropped as late", "Verificar los datos tardíos descartados"),
          new Text(
              """
              Data that are dropped as late leave no trace in the result: somebody has to count them.
              A monitor that compares event times with a clock measures how long ago something happened, not what is dropped.
              What is dropped is decided by the watermark and the window, and only the engine knows both.
              Spark tells how many rows an operator refused, after it had added some of them up;
              Flink tells how many records, or hands them over in a side output.""",
              """
              Los datos descartados por tardíos no dejan rastro en el resultado: alguien tiene que contarlos.
              Un monitor que compara tiempos de evento con un reloj mide hace cuánto ocurrió algo, no qué se descarta.
              Lo que se descarta lo deciden el watermark y la ventana, y solo el motor conoce ambos.
              Spark dice cuántas filas rechazó un operador, cuando ya había sumado algunas;
              Flink dice cuántos registros, o los entrega en una salida lateral."""),
          variants(),
          List.of(
              new Question(1, "doc:docs/answers/11.4.2.md#q1"),
              new Question(2, "variant:" + MONITOR),
              new Question(3, "claim:" + DroppedRowsClaims.BY_ARRIVAL)),
          DroppedRowsClaims.all());

  private DroppedLateRows() {}

  /** The course's rule: whether an event is called late for what lies between two times. */
  public static boolean isLate(long millis) {
    return millis > DELAY.toMillis();
  }

  private static List<Variant> variants() {
    return List.of(
        minutes(
                MONITOR,
                Cause.OFFLINE,
                "a monitor before the counts",
                "un monitor ante los conteos")
            .exactLateness()
            .build(),
        minutes(EDGE, Cause.EDGE, "just behind the watermark", "justo por detrás del watermark")
            .exactLateness()
            .parityOnly()
            .build(),
        minutes(
                CUT_OFF,
                Cause.CUT_OFF,
                "a partition that was cut off for two hours",
                "una partición aislada dos horas")
            .meaningsDiffer()
            .parityOnly()
            .build(),
        variant(
                SIDE_OUTPUT,
                Cause.OFFLINE,
                "what windows refuse, as a stream",
                "lo que las ventanas rechazan, como stream")
            .schema(RowSchema.of(EventoTardio.class, Set.of("evento_id"), Set.of()))
            .oracle(DroppedLateRows::refused)
            .rowsAtOnce()
            .exactLateness()
            .engines(Engine.FLINK)
            .parityOnly()
            .build());
  }

  private static List<ExpectedRow> refused(Inputs inputs, Meaning meaning) {
    List<ExpectedRow> rows = new ArrayList<>(inputs.deadLetters());
    new MinuteCounts(DELAY)
        .tooLate(inputs, meaning)
        .forEach(
            late ->
                rows.add(
                    new ExpectedRow(
                        Variant.RESULT, EventoTardio.of(late.evento()), late.message().index())));
    return rows;
  }

  private static Variant.Builder minutes(String name, Cause cause, String en, String es) {
    MinuteCounts oracle = new MinuteCounts(DELAY);
    return variant(name, cause, en, es)
        .schema(RowSchema.of(EventosPorMinuto.class, Set.of("inicio"), Set.of()))
        .oracle(oracle)
        .state(oracle::liveEntriesAt);
  }

  private static Variant.Builder variant(String name, Cause cause, String en, String es) {
    return Variant.named(name, en, es)
        .watermarkDelay(DELAY)
        .replaySpeed(REPLAY_SPEED)
        .traffic(new LateTraffic(cause, DELAY));
  }
}
