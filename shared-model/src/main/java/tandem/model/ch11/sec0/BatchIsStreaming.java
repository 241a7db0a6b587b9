package tandem.model.ch11.sec0;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tandem.model.catalog.Emission;
import tandem.model.catalog.Exercise;
import tandem.model.catalog.Question;
import tandem.model.catalog.Text;
import tandem.model.catalog.Variant;
import tandem.model.ch11.sec1.StatelessTraffic;
import tandem.model.event.Evento;
import tandem.model.parity.ExpectedRow;
import tandem.model.parity.Inputs;
import tandem.model.parity.Inputs.Input;
import tandem.model.parity.RowSchema;

/**
 * Exercise 11.0.1, the promise that opens chapter 11: a stream is a table without an end, and the
 * same code serves both. One job, spending per user, runs over an input without an end and over one
 * with an end.
 */
public final class BatchIsStreaming {
  /** The variants, the headline first. */
  public static final String STREAMING = "streaming";

  public static final String BATCH = "batch";

  /**
   * A result row.
   *
   * @param compras purchases of the user (so far)
   * @param gasto sum of their amounts, 0 without any
   */
  public record GastoUsuario(String userId, long compras, double gasto) {}

  private static final String ANSWERS = "doc:docs/answers/11.0.1.md#q";

  /** What identifies the exercise, and all its variants. */
  public static final Exercise EXERCISE =
      new Exercise(
          "11.0.1",
          BatchIsStreaming.class,
          new Text("A batch is a stream with an end", "Un batch es un stream con final"),
          new Text(
              """
              One job method, spending per user, is given an input without an end, then one with an end.
              Spark reads a table that grows, or a table: readStream and read, with the same query between.
              Flink has a runtime mode: STREAMING answers each record, BATCH waits for the last one of a key.
              The last row of a user in the stream is the only row of the batch.
              The batch is cheaper: it need not be ready to answer at any moment, nor survive a crash in between.""",
              """
              Un mismo método, gasto por usuario, recibe una entrada sin final y después una con final.
              Spark lee una tabla que crece, o una tabla: readStream y read, con la misma consulta en medio.
              Flink tiene un modo de ejecución: STREAMING responde a cada registro, BATCH espera al último de cada clave.
              La última fila de un usuario en el stream es la única fila del batch.
              El batch es más barato: no tiene que poder responder en todo momento ni sobrevivir a una caída intermedia."""),
          List.of(
              base(STREAMING, "over an input without an end", "sobre una entrada sin final")
                  .emission(Emission.UPDATE)
                  .oracle((inputs, meaning) -> rows(inputs, false))
                  .normalisedBy(BATCH)
                  .build(),
              base(BATCH, "over an input with an end", "sobre una entrada con final")
                  .oracle((inputs, meaning) -> rows(inputs, true))
                  .bounded()
                  .timedWithHeadline()
                  .build()),
          List.of(
              new Question(1, "claim:" + BatchClaims.SAME_CODE), new Question(2, ANSWERS + "2")),
          BatchClaims.all());

  private BatchIsStreaming() {}

  private static Variant.Builder base(String name, String en, String es) {
    return Variant.named(name, en, es)
        .schema(RowSchema.of(GastoUsuario.class, Set.of("user_id"), Set.of()))
        .traffic(StatelessTraffic::steady);
  }

  /** Every change of a user, or only its last. */
  private static List<ExpectedRow> rows(Inputs inputs, boolean lastOnly) {
    Map<String, List<Evento>> byUser = new LinkedHashMap<>();
    List<ExpectedRow> changes = new ArrayList<>();
    Map<String, ExpectedRow> last = new LinkedHashMap<>();
    for (Input input : inputs.accepted()) {
      Evento evento = input.evento();
      if ("compra".equals(evento.tipo())) {
        List<Evento> ofUser = byUser.computeIfAbsent(evento.userId(), user -> new ArrayList<>());
        ofUser.add(evento);
        GastoUsuario row = spending(evento.userId(), ofUser);
        ExpectedRow change = new ExpectedRow(Variant.RESULT, row, input.message().index());
        changes.add(change);
        last.put(evento.userId(), change);
      }
    }
    List<ExpectedRow> rows = new ArrayList<>(inputs.deadLetters());
    rows.addAll(lastOnly ? last.values() : changes);
    return rows;
  }

  private static GastoUsuario spending(String user, List<Evento> purchases) {
    double sum = purchases.stream().filter(e -> e.monto() != null).mapToDouble(Evento::monto).sum();
    return new GastoUsuario(user, purchases.size(), sum);
  }
}
