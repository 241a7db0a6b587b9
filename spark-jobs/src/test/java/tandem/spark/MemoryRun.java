package tandem.spark;

import static org.apache.spark.sql.functions.col;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.spark.api.java.function.VoidFunction2;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoder;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.execution.streaming.runtime.MemoryStream;
import org.apache.spark.sql.execution.streaming.runtime.StreamingQueryWrapper;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import scala.jdk.javaapi.CollectionConverters;
import tandem.model.catalog.Catalog;
import tandem.model.catalog.Dimension;
import tandem.model.catalog.Exercise;
import tandem.model.catalog.Meaning;
import tandem.model.catalog.Variant;
import tandem.model.ch11.sec3.ArbitraryState;
import tandem.model.codec.Json;
import tandem.model.event.Evento;
import tandem.model.parity.Inputs;
import tandem.model.parity.Observed;
import tandem.model.parity.RowSchema;
import tandem.model.run.Engine;
import tandem.model.run.EngineEvent;
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
import tandem.spark.runtime.SinkRows;
import tandem.spark.runtime.SparkInputs;
import tandem.spark.runtime.SparkSettings;
import tandem.spark.runtime.StateMeter;

/** Runs a job's own method on a memory stream, from a trace, as the harness would on Kafka. */
public final class MemoryRun implements AutoCloseable {
  /** Their batches never end, as each may find a timer due by the clock. */
  private static final Set<String> BY_THE_CLOCK =
      Set.of(ArbitraryState.PROCESSING_TIME, ArbitraryState.COURSE);

  private static final Encoder<Row> RECORD =
      Encoders.row(
          new StructType()
              .add("key", DataTypes.BinaryType)
              .add("value", DataTypes.BinaryType)
              .add("topic", DataTypes.StringType)
              .add(SparkInputs.SENT, DataTypes.TimestampType));

  private final SparkSession session;
  private final RunSpec spec;
  private final SparkExercise job;
  private final MemoryStream<Row> stream;
  private final Queue<Observed> observed = new ConcurrentLinkedQueue<>();
  private final List<Row> pending = new ArrayList<>();
  private StreamingQuery query;
  private EngineEvent.State measured;

  /** A run of the catalogue's job that has started. */
  public MemoryRun(RunSpec spec) throws Exception {
    this(spec, SparkExercise.of(Catalog.exercise(spec.exercise())));
  }

  /** A run of some job that has started. */
  public MemoryRun(RunSpec given, SparkExercise job) throws Exception {
    this.job = job;
    session = SparkSettings.session(2, System.getProperty("java.io.tmpdir"));
    spec = given.with(lookups(given, Dimension.FIRST));
    SparkSettings.apply(session, spec);
    stream = MemoryStream.apply(session, 2, RECORD);
    start();
  }

  /** The spec of a run in memory. */
  public static RunSpec spec(String exercise, String variant, Path directory) {
    Variant entry = Catalog.exercise(exercise).variant(variant);
    return new RunSpec(
        exercise,
        variant,
        "",
        Map.of(),
        StartFrom.EARLIEST,
        2,
        StateBackend.ROCKSDB,
        Profile.DEFAULT,
        Gear.standard(Engine.SPARK),
        directory.toString(),
        false,
        entry.replaySpeed(),
        0);
  }

  /** The parity trace of a variant. */
  public static Trace trace(Exercise exercise, Variant variant, long seed, Path directory) {
    TraceRequest request = TraceRequest.parity(seed, 2);
    TraceHeader header = TraceHeader.of(exercise, variant, request);
    Path file = directory.resolve(exercise.id() + "-" + variant.name() + "-" + seed + ".trace");
    try (TraceWriter out = new TraceWriter(file, header)) {
      variant.traffic().write(request, out);
    }
    return Trace.open(file);
  }

  /** Plays a whole trace and waits for all of its rows. */
  public List<Observed> play(Trace trace, Variant variant) throws Exception {
    Inputs inputs = Inputs.of(trace);
    List<TraceEntry> entries = new ArrayList<>();
    trace.forEach(entries::add);
    for (TraceEntry entry : entries) {
      if (entry instanceof TraceEntry.Message message) {
        Timestamp sent = new Timestamp(message.timestampMillis());
        pending.add(RowFactory.create(message.key(), message.value(), message.topic(), sent));
      } else if (entry instanceof TraceEntry.Control control) {
        obey(control, inputs, variant);
      }
    }
    settle(inputs, variant, inputs.all().size());
    return List.copyOf(observed);
  }

  private void obey(TraceEntry.Control control, Inputs inputs, Variant variant) throws Exception {
    switch (control.action()) {
      case BARRIER, MEASURE, CREATE, ATOMIC -> settle(inputs, variant, control.position());
      case STOP -> {
        settle(inputs, variant, control.position());
        query.stop();
      }
      case CHANGE -> {
        settle(inputs, variant, control.position());
        lookups(spec, Dimension.SECOND);
      }
      case RESTART -> {
        hand();
        start();
      }
      default -> throw new IllegalStateException("a memory stream can't " + control.action());
    }
    if (control.action() == TraceEntry.Action.MEASURE) {
      measured = measureState();
    }
  }

  /** Writes the table that rows are looked up in, and says where it is. */
  private Map<String, String> lookups(RunSpec of, int version) {
    Optional<Dimension> table = Catalog.exercise(of.exercise()).variant(of.variant()).dimension();
    if (table.isEmpty()) {
      return Map.of();
    }
    List<String> rows =
        table.get().rows().apply(version).stream()
            .map(row -> new String(Json.row(row), StandardCharsets.UTF_8))
            .toList();
    String columns =
        table.get().schema().columns().stream()
            .map(
                column ->
                    column.name() + (column.type() == RowSchema.Type.LONG ? " bigint" : " string"))
            .collect(Collectors.joining(", "));
    String folder = Path.of(of.directory(), table.get().name()).toString();
    session
        .read()
        .schema(columns)
        .json(session.createDataset(rows, Encoders.STRING()))
        .coalesce(1)
        .write()
        .mode(SaveMode.Overwrite)
        .parquet(folder);
    return Map.of(table.get().name(), folder);
  }

  /** The physical plan of the last batch. */
  public String plan() {
    return ((StreamingQueryWrapper) query).explainInternal(false);
  }

  /** Lets the query work off what is pending, and a batch more where the watermark has moved. */
  private void settle(Inputs inputs, Variant variant, long position) {
    hand();
    if (!BY_THE_CLOCK.contains(variant.name())) {
      processAll();
      return;
    }
    long rows =
        variant.oracle().expected(inputs, Meaning.SPARK).stream()
            .filter(row -> row.cause() < position)
            .count();
    await().atMost(Duration.ofSeconds(60)).until(() -> observed.size() >= rows);
  }

  /** Puts values without key into the stream, as one batch. */
  public void hand(String... values) {
    for (String value : values) {
      byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
      pending.add(RowFactory.create(null, bytes, Evento.TOPIC, new Timestamp(0)));
    }
    hand();
  }

  /** Lets the query work off all, and a batch more where the watermark has moved. */
  public void processAll() {
    query.processAllAvailable();
  }

  /** The result rows so far. */
  public List<String> results() {
    return observed.stream()
        .filter(row -> row.output().equals(Variant.RESULT))
        .map(row -> new String(row.value(), StandardCharsets.UTF_8))
        .toList();
  }

  /** Timers that the last batch has left. */
  public long timers() {
    return session
        .read()
        .format("statestore")
        .option("readRegisteredTimers", "true")
        .load(spec.checkpoints().toString())
        .count();
  }

  private void hand() {
    if (!pending.isEmpty()) {
      stream.addData(CollectionConverters.asScala(List.copyOf(pending)).toSeq());
      pending.clear();
    }
  }

  private void start() throws Exception {
    SparkInputs inputs = new SparkInputs(this::source);
    Dataset<Row> defined = job.define(inputs, spec);
    var eachBatch = job.eachBatch(spec);
    query =
        (eachBatch.isPresent() ? defined : SinkRows.of(defined, inputs))
            .writeStream()
            .outputMode(job.outputMode(spec.variant()))
            .option("checkpointLocation", spec.checkpoints().toString())
            .foreachBatch(
                (VoidFunction2<Dataset<Row>, Long>)
                    (rows, batch) -> collect(eachBatch.map(f -> f.apply(rows)).orElse(rows)))
            .start();
  }

  /** What a source of Kafka would read of the stream. */
  private Dataset<Row> source(SparkInputs.Subscription subscription) {
    Object[] topics =
        Catalog.exercise(spec.exercise()).variant(spec.variant()).inputs().stream()
            .filter(subscription::takes)
            .toArray();
    return stream.toDF().where(col("topic").isin(topics));
  }

  private void collect(Dataset<Row> rows) {
    for (Row row : rows.collectAsList()) {
      String reason = null;
      if (!row.isNullAt(3)) {
        Row header = row.<Row>getList(3).get(0);
        reason = new String(header.<byte[]>getAs(1), StandardCharsets.UTF_8);
      }
      observed.add(new Observed(row.getString(0), row.getAs(2), reason));
    }
  }

  /** The state after the last batch, by the runtime's own meter. */
  public EngineEvent.State measureState() throws Exception {
    return new StateMeter(session, spec, job).measure(query);
  }

  /** The state at the trace's measuring point. */
  public EngineEvent.State measured() {
    return measured;
  }

  /** What the job has observed of itself by a name, added up over its batches. */
  public long observed(String name) {
    return Arrays.stream(query.recentProgress())
        .flatMap(progress -> progress.observedMetrics().values().stream())
        .filter(row -> !row.isNullAt(row.fieldIndex(name)))
        .mapToLong(row -> row.getLong(row.fieldIndex(name)))
        .sum();
  }

  /** Number of sources that the query reads. */
  public int sources() {
    return query.lastProgress().sources().length;
  }

  @Override
  public void close() throws TimeoutException {
    query.stop();
  }
}
