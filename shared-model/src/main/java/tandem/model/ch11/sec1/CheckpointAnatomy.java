package tandem.model.ch11.sec1;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tandem.model.catalog.Emission;
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
import tandem.model.run.Engine;
import tandem.model.run.Failpoint;
import tandem.model.run.Gear;
import tandem.model.trace.TraceEntry.Action;

/**
 * Exercise 11.1.3, the anatomy of a checkpoint: a running total per user, whose checkpoints are
 * taken apart; and what a run gives again when its process is killed after the sink's write and
 * before the checkpoint.
 */
public final class CheckpointAnatomy {
  /** The variants, the headline first. */
  public static final String TOTAL = "total";

  public static final String KILLED = "killed";
  public static final String KILLED_EXACTLY_ONCE = "killed-exactly-once";
  public static final String MOVED = "moved";
  public static final String DAMAGED = "damaged";

  /** The course's own query: what has changed, by Delta's streaming sink in update mode. */
  public static final String DELTA_UPDATE = "delta-update";

  /**
   * A result row, and an entry of the state.
   *
   * @param numEventos events of the user so far
   * @param total sum of their amounts, 0 without any
   */
  public record TotalUsuario(String userId, long numEventos, double total) {

    /** A user without events. */
    public static TotalUsuario none(String userId) {
      return new TotalUsuario(userId, 0, 0);
    }

    /** With one event more. */
    public TotalUsuario plus(Evento e) {
      return new TotalUsuario(userId, numEventos + 1, total + (e.monto() == null ? 0 : e.monto()));
    }
  }

  private static final String ANSWERS = "doc:docs/answers/11.1.3.md#q";

  /** What identifies the exercise, and all its variants. */
  public static final Exercise EXERCISE =
      new Exercise(
          "11.1.3",
          CheckpointAnatomy.class,
          new Text("The anatomy of a checkpoint", "La anatomía de un checkpoint"),
          new Text(
              """
              A checkpoint says how far the input was read and what the state was there, and both must agree.
              Spark logs the offsets of a batch before it and its commit after it, with a version of the state for each.
              Flink lets barriers flow through the job: a checkpoint holds the sources' offsets and all state at the barrier.
              Killed between the sink's write and the checkpoint, both read the same records once more.
              What was written is then written again, unless the sink can tell or the write was part of a transaction.""",
              """
              Un checkpoint dice hasta dónde se leyó la entrada y cuál era el estado ahí, y ambos deben concordar.
              Spark anota los offsets de un batch antes de él y su commit después, con una versión del estado por cada uno.
              Flink deja pasar barreras por el job: un checkpoint guarda los offsets de las fuentes y todo el estado en la barrera.
              Muertos entre la escritura del sink y el checkpoint, los dos vuelven a leer los mismos registros.
              Lo escrito se escribe entonces otra vez, salvo que el sink lo note o que la escritura fuera parte de una transacción."""),
          variants(),
          List.of(
              new Question(1, "variant:" + KILLED),
              new Question(2, "variant:" + DAMAGED),
              new Question(3, ANSWERS + "3"),
              new Question(4, ANSWERS + "4"),
              new Question(5, "variant:" + MOVED)),
          CheckpointClaims.all());

  private CheckpointAnatomy() {}

  private static List<Variant> variants() {
    return List.of(
        base(TOTAL, "what the checkpoint holds", "qué guarda el checkpoint")
            .traffic(StatelessTraffic::measured)
            .describesCheckpoint()
            // it is about what is durable; a running total is timed in 11.3.1
            .parityOnly()
            .build(),
        base(
                KILLED,
                "killed between the sink's write and the checkpoint",
                "muerto entre la escritura del sink y el checkpoint")
            .traffic(StatelessTraffic::killed)
            .killedAt(Failpoint.WRITTEN)
            .build(),
        base(
                KILLED_EXACTLY_ONCE,
                "the same, with a transaction for each checkpoint",
                "lo mismo, con una transacción por checkpoint")
            .traffic(StatelessTraffic::killed)
            .engines(Engine.FLINK)
            .gear(Engine.FLINK, Gear.parse(Engine.FLINK, "exactly-once=1s"))
            .exactlyOnce(Engine.FLINK)
            .killedAt(Failpoint.WRITTEN)
            .build(),
        base(
                MOVED,
                "continued from a checkpoint that was moved",
                "continuado desde un checkpoint trasladado")
            .traffic(StatelessTraffic.stopped(Action.MOVE, Action.RESTART))
            .parityOnly()
            .build(),
        base(
                DAMAGED,
                "continued from a damaged checkpoint",
                "continuado desde un checkpoint dañado")
            .traffic(StatelessTraffic.stopped(Action.DAMAGE, Action.RESTART))
            .oracle(CheckpointAnatomy::untilTheDamage)
            .parityOnly()
            .build(),
        deltaUpdate());
  }

  private static Variant deltaUpdate() {
    return base(DELTA_UPDATE, "to a Delta table in update mode", "a una tabla Delta en modo update")
        .traffic(StatelessTraffic::steady)
        .engines(Engine.SPARK)
        .sink(SinkKind.DELTA_STREAM)
        .oracle((inputs, meaning) -> totalsAlone(inputs))
        .refusedBy(Engine.SPARK)
        .parityOnly()
        .build();
  }

  private static Variant.Builder base(String name, String en, String es) {
    return Variant.named(name, en, es)
        .schema(RowSchema.of(TotalUsuario.class, Set.of("user_id"), Set.of()))
        .emission(Emission.UPDATE)
        .oracle((inputs, meaning) -> totals(inputs))
        .state(CheckpointAnatomy::users);
  }

  private static List<ExpectedRow> totals(Inputs inputs) {
    List<ExpectedRow> rows = new ArrayList<>(inputs.deadLetters());
    rows.addAll(totalsAlone(inputs));
    return rows;
  }

  private static List<ExpectedRow> totalsAlone(Inputs inputs) {
    List<ExpectedRow> rows = new ArrayList<>();
    Map<String, List<Evento>> events = new HashMap<>();
    for (Input input : inputs.accepted()) {
      String user = input.evento().userId();
      List<Evento> sofar = events.computeIfAbsent(user, u -> new ArrayList<>());
      sofar.add(input.evento());
      double total = sofar.stream().filter(e -> e.monto() != null).mapToDouble(Evento::monto).sum();
      TotalUsuario row = new TotalUsuario(user, sofar.size(), total);
      rows.add(new ExpectedRow(Variant.RESULT, row, input.message().index()));
    }
    return rows;
  }

  /** From a damaged checkpoint nobody may go on as if nothing were wrong. */
  private static List<ExpectedRow> untilTheDamage(Inputs inputs, Meaning meaning) {
    return totals(inputs.upTo(inputs.position(Action.DAMAGE)));
  }

  private static long users(Inputs inputs, long position, Meaning meaning) {
    return inputs.upTo(position).accepted().stream()
        .map(input -> input.evento().userId())
        .distinct()
        .count();
  }
}
