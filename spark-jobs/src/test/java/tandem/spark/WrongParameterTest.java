package tandem.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.function.VoidFunction2;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.execution.streaming.runtime.MemoryStream;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import scala.Option;
import scala.jdk.javaapi.CollectionConverters;
import tandem.model.catalog.Catalog;
import tandem.model.catalog.Exercise;
import tandem.model.catalog.Meaning;
import tandem.model.catalog.Variant;
import tandem.model.ch11.sec1.FirstStreamingJob;
import tandem.model.parity.Inputs;
import tandem.model.parity.Observed;
import tandem.model.parity.Parity;
import tandem.model.parity.ParityResult;
import tandem.model.run.Engine;
import tandem.model.run.Gear;
import tandem.model.run.Profile;
import tandem.model.run.RunSpec;
import tandem.model.run.StartFrom;
import tandem.model.run.StateBackend;
import tandem.model.trace.Trace;
import tandem.model.trace.TraceEntry;
import tandem.model.trace.TraceHeader;
import tandem.model.trace.TraceRequest;
import tandem.model.trace.TraceWriter;
import tandem.spark.runtime.SparkInputs;
import tandem.spark.runtime.SparkRuntime;

/** A job that computes something else than the exercise says is found, and its row named. */
final class WrongParameterTest {
  private static SparkSession session;
  @TempDir private Path directory;

  @BeforeAll
  static void start() {
    session =
        SparkSession.builder()
            .master("local[2]")
            .config("spark.ui.enabled", "false")
            .config("spark.sql.shuffle.partitions", "2")
            .config("spark.sql.session.timeZone", "UTC")
            .config(
                "spark.sql.streaming.stateStore.providerClass",
                "org.apache.spark.sql.execution.streaming.state.RocksDBStateStoreProvider")
            .getOrCreate();
  }

  @AfterAll
  static void stop() {
    session.stop();
  }

  @Test
  void aWrongParameterIsFoundAndNamed() throws Exception {
    Exercise exercise = Catalog.exercise("11.1.2");
    Variant variant = exercise.headline();
    Trace trace = trace(exercise, variant);
    // a job with another rate of VAT, as if somebody had mistyped it
    SparkExercise wrong =
        (in, spec) -> {
          Dataset<Row> kept =
              in.eventos().where(col("tipo").isin(FirstStreamingJob.TIPOS.toArray()));
          return kept.withColumn("monto_iva", col("monto").multiply(1.91))
              .withColumn("hora_procesamiento", org.apache.spark.sql.functions.current_timestamp());
        };
    ParityResult result = compare(variant, trace, rows(wrong, exercise, variant, trace));
    assertThat(result.equal()).isFalse();
    assertThat(result.different()).isGreaterThan(0);
    assertThat(result.differences().get(0).expected())
        .contains("monto_iva=")
        .contains("evento_id=");
  }

  private static ParityResult compare(Variant variant, Trace trace, List<Observed> rows) {
    return Parity.compare(
        variant, variant.oracle().expected(Inputs.of(trace), Meaning.SPARK), rows, Meaning.SPARK);
  }

  private List<Observed> rows(SparkExercise job, Exercise exercise, Variant variant, Trace trace)
      throws Exception {
    RunSpec spec =
        new RunSpec(
            exercise.id(),
            variant.name(),
            "",
            Map.of(),
            StartFrom.EARLIEST,
            2,
            StateBackend.ROCKSDB,
            Profile.DEFAULT,
            Gear.standard(Engine.SPARK),
            directory.toString(),
            false,
            variant.replaySpeed(),
            0);
    MemoryStream<byte[]> memory = MemoryStream.apply(2, session, Option.empty(), Encoders.BINARY());
    Dataset<Row> kafka = memory.toDF().select(lit(null).cast("binary").as("key"), col("value"));
    SparkInputs inputs = new SparkInputs(topic -> kafka);
    List<Observed> rows = new ArrayList<>();
    StreamingQuery query =
        SparkRuntime.shape(job.define(inputs, spec), inputs)
            .writeStream()
            .outputMode(job.outputMode(variant.name()))
            .option("checkpointLocation", spec.checkpoints().toString())
            .foreachBatch(
                (VoidFunction2<Dataset<Row>, Long>)
                    (batch, number) ->
                        batch.collectAsList().forEach(row -> rows.add(observed(row))))
            .start();
    try {
      feed(trace, memory, query);
    } finally {
      query.stop();
    }
    return rows;
  }

  /** Records up to each control as one batch, and all that follows from it, before the next. */
  private static void feed(Trace trace, MemoryStream<byte[]> memory, StreamingQuery query) {
    List<byte[]> stretch = new ArrayList<>();
    Runnable flush =
        () -> {
          memory.addData(CollectionConverters.asScala(stretch).toSeq());
          query.processAllAvailable();
          stretch.clear();
        };
    trace.forEach(
        entry -> {
          if (entry instanceof TraceEntry.Message message) {
            stretch.add(message.value());
          } else {
            flush.run();
          }
        });
    flush.run();
  }

  private static Observed observed(Row row) {
    List<Row> headers = row.isNullAt(3) ? List.of() : row.getList(3);
    String reason =
        headers.isEmpty()
            ? null
            : new String((byte[]) headers.get(0).get(1), java.nio.charset.StandardCharsets.UTF_8);
    return new Observed(row.getString(0), row.isNullAt(2) ? null : (byte[]) row.get(2), reason);
  }

  private Trace trace(Exercise exercise, Variant variant) throws Exception {
    TraceRequest request = TraceRequest.parity(11, 2);
    Path file = Files.createTempFile(directory, "parity", ".trace");
    TraceHeader header =
        new TraceHeader(
            TraceHeader.FORMAT,
            exercise.id(),
            variant.name(),
            request,
            variant.inputs(),
            2,
            variant.replaySpeed(),
            Duration.ZERO,
            Duration.ZERO);
    try (TraceWriter out = new TraceWriter(file, header)) {
      variant.traffic().write(request, out);
    }
    return Trace.open(file);
  }
}
