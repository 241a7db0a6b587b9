package tandem.model.ch11.sec0;

import static tandem.model.ch11.sec0.BatchIsStreaming.BATCH;
import static tandem.model.ch11.sec0.BatchIsStreaming.STREAMING;

import java.util.List;
import tandem.model.catalog.Claim;
import tandem.model.catalog.Evidence;
import tandem.model.catalog.Figure;
import tandem.model.catalog.Text;
import tandem.model.run.Engine;

/** What opens chapter 11, as a statement that a run can test (11.0.1). */
final class BatchClaims {
  static final String SAME_CODE = "same-code-in-batch-and-streaming";
  static final String CHEAPER = "the-batch-is-cheaper";

  /** A difference of processor time below this is within what two runs of the same differ by. */
  private static final double CHEAPER_BY = 0.8;

  private BatchClaims() {}

  static List<Claim> all() {
    return List.of(
        new Claim(
            SAME_CODE,
            new Text(
                "The same code works over a batch and over a stream, with the same result.",
                "El mismo código funciona sobre un batch y sobre un stream, con el mismo resultado."),
            new Text(
                "One job method per engine over the same records with and without an end. Upheld if on both engines"
                    + " each gives what the oracle expects: the last row of each key is the batch's.",
                "Un método por motor sobre los mismos registros con y sin final. Se sostiene si en los dos motores cada"
                    + " uno da lo que espera el oráculo: la última fila de cada clave es la del batch."),
            BatchClaims::sameCode),
        new Claim(
            CHEAPER,
            new Text(
                "An input with an end costs less processor time as a batch than as a stream.",
                "Una entrada con final cuesta menos procesador como batch que como stream."),
            new Text(
                "Processor seconds for a million events, working off a full topic. Upheld if the batch needs over a"
                    + " fifth less on both engines, refuted if on neither.",
                "Segundos de procesador por millón de eventos al despachar un topic lleno. Se sostiene si el batch"
                    + " necesita más de un quinto menos en los dos motores; se refuta si en ninguno."),
            BatchClaims::cheaper));
  }

  private static boolean sameCode(Evidence evidence) {
    boolean same = true;
    for (Engine engine : List.of(Engine.SPARK, Engine.FLINK)) {
      for (String variant : List.of(STREAMING, BATCH)) {
        for (String fault : List.of(Figure.LOST, Figure.ALTERED, Figure.REPEATED)) {
          same &= evidence.of(variant, engine, fault) == 0;
        }
      }
    }
    return same;
  }

  private static boolean cheaper(Evidence evidence) {
    boolean spark = cheaper(evidence, Engine.SPARK);
    boolean flink = cheaper(evidence, Engine.FLINK);
    if (spark != flink) {
      throw evidence.notShown("it holds on one engine only", "solo se cumple en un motor");
    }
    return spark;
  }

  private static boolean cheaper(Evidence evidence, Engine engine) {
    double batch = evidence.of(BATCH, engine, Figure.CPU_SECONDS_PER_MILLION);
    double stream = evidence.of(STREAMING, engine, Figure.CPU_SECONDS_PER_MILLION);
    return batch < CHEAPER_BY * stream;
  }
}
