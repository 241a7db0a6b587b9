package tandem.spark.runtime;

import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.spark_partition_id;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.apache.spark.api.java.function.VoidFunction2;
import org.apache.spark.network.util.JavaUtils;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.DataStreamWriter;
import org.apache.spark.sql.streaming.OutputMode;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.StreamingQueryException;
import org.apache.spark.sql.streaming.Trigger;
import tandem.model.catalog.Catalog;
import tandem.model.catalog.Dimension;
import tandem.model.catalog.Exercise;
import tandem.model.catalog.Service;
import tandem.model.catalog.SinkKind;
import tandem.model.catalog.Variant;
import tandem.model.run.CheckpointPart;
import tandem.model.run.ConsoleLines;
import tandem.model.run.EngineEvent;
import tandem.model.run.EngineRuntime;
import tandem.model.run.Gear;
import tandem.model.run.RunSpec;
import tandem.model.store.ResultTable;
import tandem.spark.SparkExercise;

/**
 * Runs exercises in one Spark session: wires Kafka to a job's inputs and outputs, and starts and
 * stops its query.
 */
public final class SparkRuntime implements EngineRuntime {
  private static final long POLL_MILLIS = 5;
  private static final Duration BATCH_PATIENCE = Duration.ofSeconds(10);

  private final SparkSession plain;
  private final ProgressListener progress;
  private final MemoryTable memory;

  /**
   * Made when the first variant needs it: what Delta adds to a session shall cost the others
   * nothing.
   */
  private SparkSession withDelta;

  private SparkSession session;
  private RunSpec spec;
  private SparkExercise exercise;
  private StreamingQuery query;
  private BoundedRun batch;
  private BatchListener batches;

  private SparkRuntime(SparkSession plain) {
    this.plain = plain;
    this.session = plain;
    SourceTasks tasks = new SourceTasks();
    plain.sparkContext().addSparkListener(tasks);
    progress = new ProgressListener(tasks);
    plain.streams().addListener(progress);
    memory = new MemoryTable(plain);
  }

  /** A session in this JVM that writes only below the directory. */
  public static SparkRuntime local(int parallelism, String directory) {
    return new SparkRuntime(SparkSettings.session(parallelism, directory));
  }

  @Override
  public String version() {
    return session.version();
  }

  @Override
  public Map<String, String> start(RunSpec newSpec, Consumer<EngineEvent> events) throws Exception {
    spec = newSpec;
    Exercise entry = Catalog.exercise(spec.exercise());
    Variant variant = entry.variant(spec.variant());
    exercise = SparkExercise.of(entry);
    session = session(variant);
    // what a job reads for itself belongs to the query's session
    SparkSession.setActiveSession(session);
    if (variant.bounded()) {
      forgetBatches();
      SparkSettings.apply(session, spec);
      batch = BoundedRun.start(spec, batchRows(), events);
      return SparkSettings.effective(session, spec);
    }
    if (!spec.restore()) {
      JavaUtils.deleteRecursively(spec.checkpoints().toFile());
    }
    SparkSettings.apply(session, spec);
    progress.watch(events);
    forgetBatches();
    // long batches that answer within themselves have no stages of their own to tell
    boolean batchwise =
        spec.gear().trigger() == Gear.Trigger.ASAP || spec.gear().trigger() == Gear.Trigger.EVERY;
    if (spec.sampleEvery() > 0 && batchwise) {
      batches = new BatchListener(events);
      session.sparkContext().addSparkListener(batches);
    }
    query = writer(variant, events).start();
    if (variant.feed().ofKafka()) {
      awaitSource();
    }
    progress.reportFailure();
    return SparkSettings.effective(session, spec);
  }

  @Override
  public EngineEvent.State measureState() throws Exception {
    awaitBatch();
    return new StateMeter(session, spec, exercise).measure(query);
  }

  @Override
  public List<CheckpointPart> describeCheckpoint() throws Exception {
    return new CheckpointInWords(session, spec).parts();
  }

  @Override
  public void stop() throws Exception {
    if (query != null) {
      query.stop();
      query = null;
    }
    if (batch != null) {
      batch.join();
      batch = null;
    }
    progress.forget();
    forgetBatches();
  }

  @Override
  public void readBack(RunSpec ended, Consumer<String> rows) throws IOException {
    Variant variant = Catalog.exercise(ended.exercise()).variant(ended.variant());
    SparkSession reader = session(variant);
    // Delta asks the thread's session and not the one that it is given
    SparkSession.setActiveSession(reader);
    try {
      TableEnds.readBack(reader, ended, variant, rows);
    } finally {
      SparkSession.setActiveSession(plain);
    }
  }

  private SparkSession session(Variant variant) {
    boolean looksUp = variant.dimension().filter(d -> d.kind() == Dimension.Kind.DELTA).isPresent();
    if (!variant.sink().isDelta() && !looksUp) {
      return plain;
    }
    if (withDelta == null) {
      withDelta = SparkSettings.withDelta(plain);
      withDelta.streams().addListener(progress);
    }
    return withDelta;
  }

  private void forgetBatches() {
    if (batches != null) {
      session.sparkContext().removeSparkListener(batches);
      batches = null;
    }
  }

  private DataStreamWriter<Row> writer(Variant variant, Consumer<EngineEvent> events) {
    SparkInputs inputs =
        new SparkInputs(
            subscription -> KafkaEnds.stream(session, spec, subscription), spec.plant());
    Dataset<Row> rows = exercise.define(inputs, spec);
    if (variant.sink() == SinkKind.DELTA_STREAM) {
      return configured(rows.writeStream().format("delta").option("path", spec.location()));
    }
    Optional<UnaryOperator<Dataset<Row>>> eachBatch = exercise.eachBatch(spec);
    if (variant.sink() == SinkKind.POSTGRES) {
      ResultTable.of(variant).make(spec.service(Service.POSTGRES));
    }
    if (variant.sink().isTable()) {
      return configured(
          SinkRows.withColumns(rows, inputs)
              .writeStream()
              .foreachBatch(
                  new TableEnds(
                      spec, variant, eachBatch.orElse(UnaryOperator.identity()), events)));
    }
    if (eachBatch.isPresent()) {
      VoidFunction2<Dataset<Row>, Long> write =
          (batch, id) ->
              KafkaEnds.toTopics(eachBatch.get().apply(batch), spec)
                  .write()
                  .format(KafkaEnds.FORMAT)
                  .options(KafkaEnds.sinkOptions(spec))
                  .save();
      return configured(rows.writeStream().foreachBatch(write));
    }
    Dataset<Row> sinkRows =
        HeldRows.before(Planted.await(SinkRows.of(rows, inputs), spec.plant()), variant);
    return switch (variant.sink()) {
      case CONSOLE -> console(sinkRows, events);
      case MEMORY -> configured(memory.writer(SinkRows.asLines(sinkRows), events));
      case KAFKA -> kafka(sinkRows, variant);
      case DELTA, DELTA_STREAM, PARQUET, POSTGRES ->
          throw new IllegalStateException("tables have a writer of their own");
    };
  }

  /** The same job over what the topics hold now, as a table. */
  private Dataset<Row> batchRows() {
    SparkInputs inputs =
        new SparkInputs(subscription -> KafkaEnds.table(session, spec, subscription), spec.plant());
    return KafkaEnds.toTopics(
        Planted.await(SinkRows.of(exercise.define(inputs, spec), inputs), spec.plant()), spec);
  }

  private DataStreamWriter<Row> kafka(Dataset<Row> rows, Variant variant) {
    Dataset<Row> records = KafkaEnds.toTopics(rows, spec);
    if (variant.emission().ordered()) {
      // a task writes to one partition only, so that the changes of a key keep their order
      records =
          records.withColumn("partition", pmod(spark_partition_id(), lit(spec.parallelism())));
    }
    return configured(
        records.writeStream().format(KafkaEnds.FORMAT).options(KafkaEnds.sinkOptions(spec)));
  }

  /** Spark's console sink, with whatever it prints handed on line by line. */
  private DataStreamWriter<Row> console(Dataset<Row> rows, Consumer<EngineEvent> events) {
    ConsoleLines.sendTo(events);
    return configured(
        SinkRows.asLines(rows)
            .writeStream()
            .format("console")
            .option("truncate", "false")
            .option("numRows", "100000"));
  }

  private DataStreamWriter<Row> configured(DataStreamWriter<Row> writer) {
    Gear gear = spec.gear();
    return writer
        // without state an update is an append, and real-time mode knows no other word for it
        .outputMode(
            gear.trigger() == Gear.Trigger.REAL_TIME
                ? OutputMode.Update()
                : exercise.outputMode(spec.variant()))
        .option("checkpointLocation", spec.checkpoints().toString())
        .trigger(trigger(gear));
  }

  private static Trigger trigger(Gear gear) {
    String interval = gear.interval().toMillis() + " milliseconds";
    return switch (gear.trigger()) {
      case CONTINUOUS -> Trigger.Continuous(interval);
      case REAL_TIME -> Trigger.RealTime(interval);
      case AVAILABLE_NOW -> Trigger.AvailableNow();
      case ONCE -> once();
      case ASAP, EVERY, RECORD -> Trigger.ProcessingTime(interval);
    };
  }

  /** Deprecated for taking all at once, which is what there is to show. */
  @SuppressWarnings("deprecation")
  private static Trigger once() {
    return Trigger.Once();
  }

  /**
   * The offsets of the first batch are fixed some time after start() returns; what is sent before
   * that is lost to "latest".
   *
   * @throws StreamingQueryException if the query fails before that
   */
  private void awaitSource() throws Exception {
    // continuous processing writes no first offsets of a source, but those of its first epoch
    boolean epochs = spec.gear().trigger() == Gear.Trigger.CONTINUOUS;
    Path offsets = spec.checkpoints().resolve(epochs ? "offsets/0" : "sources/0/0");
    while (query.isActive() && !Files.exists(offsets)) {
      Thread.sleep(POLL_MILLIS);
    }
    if (!query.isActive()) {
      query.awaitTermination();
    }
  }

  /** Waits for the end of a batch in progress; the input is quiet. */
  private void awaitBatch() throws InterruptedException {
    long deadline = System.nanoTime() + BATCH_PATIENCE.toNanos();
    while (query.status().isTriggerActive() && System.nanoTime() < deadline) {
      Thread.sleep(POLL_MILLIS);
    }
  }
}
