package tandem.model.ch11.sec1;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tandem.model.catalog.Emission;
import tandem.model.catalog.Exercise;
import tandem.model.catalog.Meaning;
import tandem.model.catalog.Question;
import tandem.model.catalog.Text;
import tandem.model.catalog.Variant;
import tandem.model.event.Evento;
import tandem.model.parity.ExpectedRow;
import tandem.model.parity.Inputs;
import tandem.model.parity.Inputs.Input;
import tandem.model.parity.RowSchema;

/**
 * Exercise 11.1.4, latency from end to end: each event with the time since its origin as the job
 * sees it, and its statistics for each micro-batch or second. The job's own view ends where it
 * reads the clock; what the harness measures goes on until a reader has the row.
 */
public final class EndToEndLatency {
  /** The variants, the headline first. */
  public static final String PER_RECORD = "per-record";

  public static final String STATISTICS = "statistics";

  /** What one row of statistics covers where there are no micro-batches. */
  public static final Duration PERIOD = Duration.ofSeconds(1);

  /** The percentile of the statistics, from 0 to 1. */
  public static final double P99 = 0.99;

  private static final double NANOS_PER_SECOND = 1e9;

  /**
   * An event and its latency.
   *
   * @param timestampOrigen when it happened, event time
   * @param timestampProcesamiento when the job says that it worked on it
   * @param latenciaSegundos the seconds between both
   */
  public record EventoConLatencia(
      String eventoId,
      Instant timestampOrigen,
      Double monto,
      Instant timestampProcesamiento,
      Double latenciaSegundos) {}

  /** The latencies of some events, seconds. */
  public record Estadistica(
      long numEventos,
      double latenciaMin,
      double latenciaAvg,
      double latenciaP99,
      double latenciaMax) {

    /** Of at least one latency; the percentile is the nearest rank. */
    public static Estadistica of(List<Double> latencies) {
      List<Double> sorted = latencies.stream().sorted().toList();
      int rank = (int) Math.ceil(P99 * sorted.size());
      double sum = sorted.stream().mapToDouble(Double::doubleValue).sum();
      return new Estadistica(
          sorted.size(),
          sorted.get(0),
          sum / sorted.size(),
          sorted.get(rank - 1),
          sorted.get(sorted.size() - 1));
    }
  }

  /** What identifies the exercise, and all its variants. */
  public static final Exercise EXERCISE =
      new Exercise(
          "11.1.4",
          EndToEndLatency.class,
          new Text("Latency from end to end", "La latencia de extremo a extremo"),
          new Text(
              """
              Each event with the time since its origin, as the job itself can know it.
              The job's clock stops before the sink, the commit and the reader: it sees a part.
              In Spark that clock is the micro-batch's, the same for all its events.
              The harness measures until a reader has the row, and takes that latency apart:
              producing, waiting in Kafka, each stage of the engine, and becoming visible.""",
              """
              Cada evento con el tiempo desde su origen, tal como el propio job puede saberlo.
              El reloj del job se para antes del sink, del commit y del lector: ve una parte.
              En Spark ese reloj es el del micro-batch, el mismo para todos sus eventos.
              El arnés mide hasta que un lector tiene la fila, y descompone esa latencia:
              producir, esperar en Kafka, cada etapa del motor y hacerse visible."""),
          variants(),
          List.of(
              new Question(1, "variant:" + STATISTICS),
              new Question(2, "claim:" + LatencyClaims.WHICH_STAGE_DOMINATES),
              new Question(3, "claim:" + LatencyClaims.TRIGGER_MOVES_BOTH),
              new Question(4, "claim:" + LatencyClaims.TEN_TIMES_RATE)),
          LatencyClaims.ALL);

  private EndToEndLatency() {}

  /** The rule of the exercise for one event. */
  public static EventoConLatencia apply(Evento e, Instant now) {
    double seconds = Duration.between(e.timestamp(), now).toNanos() / NANOS_PER_SECOND;
    return new EventoConLatencia(e.eventoId(), e.timestamp(), e.monto(), now, seconds);
  }

  private static List<Variant> variants() {
    return List.of(
        Variant.named(PER_RECORD, "each event with its latency", "cada evento con su latencia")
            .schema(
                RowSchema.of(
                    EventoConLatencia.class,
                    Set.of("evento_id"),
                    Set.of("timestamp_procesamiento", "latencia_segundos")))
            .traffic(StatelessTraffic::steady)
            .oracle((inputs, meaning) -> expected(inputs, EndToEndLatency::withClock))
            .perRecord(e -> apply(e, Instant.now()))
            .processedAt("timestamp_procesamiento")
            .build(),
        Variant.named(
                STATISTICS,
                "statistics of each micro-batch or second",
                "estadísticas de cada micro-batch o segundo")
            .schema(
                RowSchema.of(
                        Estadistica.class,
                        Set.of(),
                        Set.of("latencia_min", "latencia_avg", "latencia_p99", "latencia_max"))
                    .sharing("num_eventos"))
            .emission(Emission.SHARE)
            .traffic(StatelessTraffic::steady)
            .oracle(EndToEndLatency::shares)
            .parityOnly()
            .build());
  }

  private interface Rule {
    Record of(Evento evento);
  }

  private static List<ExpectedRow> shares(Inputs inputs, Meaning meaning) {
    // each event counts once, whatever it is summed up with
    return expected(inputs, evento -> new Estadistica(1, 0, 0, 0, 0));
  }

  private static List<ExpectedRow> expected(Inputs inputs, Rule rule) {
    List<ExpectedRow> rows = new ArrayList<>();
    for (Input input : inputs.all()) {
      rows.add(
          input.defect() != null
              ? inputs.deadLetter(input)
              : new ExpectedRow(Variant.RESULT, rule.of(input.evento()), input.message().index()));
    }
    return rows;
  }

  /** The clock's columns are compared by type only: any reading stands for them. */
  private static EventoConLatencia withClock(Evento e) {
    return new EventoConLatencia(e.eventoId(), e.timestamp(), e.monto(), Instant.now(), 0.0);
  }
}
