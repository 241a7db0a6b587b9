package tandem.model.ch11.sec3;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tandem.model.catalog.Emission;
import tandem.model.catalog.Exercise;
import tandem.model.catalog.Meaning;
import tandem.model.catalog.Question;
import tandem.model.catalog.Text;
import tandem.model.catalog.Variant;
import tandem.model.ch11.sec3.TimeWindows.Shape;
import tandem.model.ch11.sec3.TimeWindows.Windows;
import tandem.model.ch11.sec3.WindowTraffic.Extra;
import tandem.model.event.Evento;
import tandem.model.parity.ExpectedRow;
import tandem.model.parity.Inputs;
import tandem.model.parity.Inputs.Input;
import tandem.model.parity.RowSchema;

/**
 * Exercise 11.3.1, operations without and with state on the same traffic: a filter with VAT, the
 * number of events of each user, and the first event of each id.
 */
public final class StatelessVersusStateful {
  /** The variants, the headline first. */
  public static final String FILTER = "filter";

  public static final String RUNNING_COUNT = "running-count";
  public static final String DEDUP = "dedup";

  /** As {@link #RUNNING_COUNT}, but one final row per user and minute on both engines. */
  public static final String COUNT_PER_MINUTE = "count-per-minute";

  /** Only larger amounts pass the filter. */
  public static final double LEAST_MONTO = 100;

  /** Factor from net amount to amount with VAT. */
  public static final double IVA = 1.19;

  /** The minutes of {@link #COUNT_PER_MINUTE}. */
  public static final Duration MINUTE = Duration.ofMinutes(1);

  /** How far its watermark stays behind. */
  public static final Duration DELAY = Duration.ofMinutes(10);

  /** Result row of {@link #FILTER}. */
  public record EventoConIva(
      String eventoId,
      String userId,
      String tipo,
      Double monto,
      Instant timestamp,
      String region,
      Double montoIva) {}

  /** Result row of {@link #RUNNING_COUNT}: the events of a user so far. */
  public record Conteo(String userId, long count) {}

  /** Result row of {@link #COUNT_PER_MINUTE}: the events of a user in a minute of event time. */
  public record ConteoPorMinuto(String userId, Instant inicio, long count) {}

  /** What identifies the exercise, and all its variants. */
  public static final Exercise EXERCISE =
      new Exercise(
          "11.3.1",
          StatelessVersusStateful.class,
          new Text("Operations without and with state", "Operaciones sin estado y con estado"),
          new Text(
              """
              A filter looks at one event at a time: nothing is kept, and a restart repeats at most input.
              A count per user needs what came before: one entry of state for each user ever seen.
              Finding duplicates needs every id ever seen: one entry for each event.
              Spark keeps state between micro-batches and writes it with each; Flink keeps it in the operator
              and writes it with each checkpoint. What is never dropped grows with its keys.""",
              """
              Un filtro mira un evento cada vez: no guarda nada, y un reinicio repite a lo sumo entrada.
              Un conteo por usuario necesita lo anterior: una entrada de estado por cada usuario visto.
              Encontrar duplicados necesita cada id visto: una entrada por cada evento.
              Spark guarda el estado entre micro-batches y lo escribe en cada uno; Flink lo tiene en el operador
              y lo escribe en cada checkpoint. Lo que nunca se descarta crece con sus claves."""),
          variants(),
          List.of(
              new Question(1, "doc:docs/answers/11.3.1.md#q1"),
              new Question(2, "claim:" + StateCostClaims.COSTS_MORE),
              new Question(3, "claim:" + StateCostClaims.COUNT_GROWS),
              new Question(4, "claim:" + StateCostClaims.DEDUP_GROWS),
              new Question(5, "doc:docs/answers/11.3.1.md#q5")),
          StateCostClaims.all());

  private StatelessVersusStateful() {}

  /** The rule of {@link #FILTER} for one event: the result row, or null where it is dropped. */
  public static EventoConIva apply(Evento e) {
    if (e.monto() == null || !(e.monto() > LEAST_MONTO)) {
      return null;
    }
    return new EventoConIva(
        e.eventoId(), e.userId(), e.tipo(), e.monto(), e.timestamp(), e.region(), e.monto() * IVA);
  }

  private static List<Variant> variants() {
    CountOracle counts = CountOracle.running((user, always, count) -> new Conteo(user, count));
    CountOracle minutes =
        CountOracle.running(MINUTE, ConteoPorMinuto::new).closedBehind(DELAY).onceClosed();
    return List.of(
        Variant.named(FILTER, "amounts over 100, with VAT", "importes de más de 100, con IVA")
            .schema(RowSchema.of(EventoConIva.class, Set.of("evento_id"), Set.of()))
            .traffic(new UserTraffic())
            .oracle(StatelessVersusStateful::filtered)
            .perRecord(StatelessVersusStateful::apply)
            .build(),
        Variant.named(RUNNING_COUNT, "events per user so far", "eventos por usuario hasta ahora")
            .schema(RowSchema.of(Conteo.class, Set.of("user_id"), Set.of()))
            .emission(Emission.UPDATE)
            .traffic(new UserTraffic())
            .oracle(counts::expected)
            .state(counts::liveEntriesAt)
            .normalisedBy(COUNT_PER_MINUTE)
            .timedWithHeadline()
            .build(),
        Variant.named(DEDUP, "the first event of each id", "el primer evento de cada id")
            .schema(RowSchema.of(Evento.class, Set.of("evento_id"), Set.of()))
            .traffic(new UserTraffic())
            .oracle(StatelessVersusStateful::firsts)
            .state((inputs, position, meaning) -> ids(inputs.upTo(position)).size())
            .timedWithHeadline()
            .build(),
        Variant.named(
                COUNT_PER_MINUTE, "one row per user and minute", "una fila por usuario y minuto")
            .schema(RowSchema.of(ConteoPorMinuto.class, Set.of("user_id", "inicio"), Set.of()))
            .watermarkDelay(DELAY)
            .replaySpeed(MINUTE.toSeconds() * 5.0)
            .traffic(
                new WindowTraffic(new Windows(Shape.TUMBLING, MINUTE, MINUTE, DELAY), Extra.NONE))
            .oracle(minutes::expected)
            .state(minutes::liveEntriesAt)
            .build());
  }

  private static List<ExpectedRow> filtered(Inputs inputs, Meaning meaning) {
    List<ExpectedRow> rows = new ArrayList<>();
    for (Input input : inputs.all()) {
      if (input.defect() != null) {
        rows.add(inputs.deadLetter(input));
      } else if (input.evento().monto() != null && input.evento().monto() > 100) {
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
    return new EventoConIva(
        e.eventoId(), e.userId(), e.tipo(), e.monto(), e.timestamp(), e.region(), 1.19 * e.monto());
  }

  /** Retries equal their originals, so it does not matter which of them is the first. */
  private static List<ExpectedRow> firsts(Inputs inputs, Meaning meaning) {
    List<ExpectedRow> rows = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (Input input : inputs.all()) {
      if (input.defect() != null) {
        rows.add(inputs.deadLetter(input));
      } else if (seen.add(input.evento().eventoId())) {
        rows.add(new ExpectedRow(Variant.RESULT, input.evento(), input.message().index()));
      }
    }
    return rows;
  }

  private static Set<String> ids(Inputs inputs) {
    Set<String> ids = new HashSet<>();
    inputs.accepted().forEach(input -> ids.add(input.evento().eventoId()));
    return ids;
  }
}
