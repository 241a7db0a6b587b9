package tandem.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.current_timestamp;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tandem.model.catalog.Catalog;
import tandem.model.catalog.Exercise;
import tandem.model.catalog.Meaning;
import tandem.model.catalog.Variant;
import tandem.model.ch11.sec1.FirstStreamingJob;
import tandem.model.parity.Inputs;
import tandem.model.parity.Parity;
import tandem.model.parity.ParityResult;
import tandem.model.trace.Trace;

/** A job that computes something else than the exercise says is found, and its row named. */
final class WrongParameterTest {
  @Test
  void isFoundAndNamed(@TempDir Path directory) throws Exception {
    Exercise exercise = Catalog.exercise("11.1.2");
    Variant variant = exercise.headline();
    Trace trace = MemoryRun.trace(exercise, variant, 11, directory);
    // another rate of VAT, as if somebody had mistyped it
    SparkExercise wrong =
        (in, spec) ->
            in.eventos()
                .where(col("tipo").isin(FirstStreamingJob.TIPOS.toArray()))
                .withColumn("monto_iva", col("monto").multiply(1.91))
                .withColumn("hora_procesamiento", current_timestamp());
    try (MemoryRun run =
        new MemoryRun(MemoryRun.spec("11.1.2", variant.name(), directory), wrong)) {
      ParityResult result =
          Parity.compare(
              variant,
              variant.oracle().expected(Inputs.of(trace), Meaning.SPARK),
              run.play(trace, variant),
              Meaning.SPARK);
      assertThat(result.equal()).isFalse();
      assertThat(result.different()).isPositive();
      assertThat(result.differences().get(0).expected()).contains("monto_iva=", "evento_id=");
    }
  }
}
