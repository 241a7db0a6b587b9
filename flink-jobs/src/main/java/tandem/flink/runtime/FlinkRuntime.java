package tandem.flink.runtime;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.runtime.util.EnvironmentInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import tandem.flink.FlinkExercise;
import tandem.flink.runtime.delta.WriteReports;
import tandem.model.catalog.Catalog;
import tandem.model.catalog.Exercise;
import tandem.model.catalog.SourceKind;
import tandem.model.catalog.Variant;
import tandem.model.run.CheckpointPart;
import tandem.model.run.ConsoleLines;
import tandem.model.run.Engine;
import tandem.model.run.EngineEvent;
import tandem.model.run.EngineRuntime;
import tandem.model.run.EngineServer;
import tandem.model.run.RunSpec;

/**
 * Runs exercises on one mini cluster: wires Kafka to a job's inputs and outputs, and starts and
 * stops its job.
 */
public final class FlinkRuntime implements EngineRuntime {
  private static final int WAIT_MILLIS = 20;
  private static final int STOP_SECONDS = 60;

  private final MiniCluster cluster;
  private RunSpec spec;
  private FlinkExercise exercise;
  private JobID job;
  private ProgressReporter progress;

  private FlinkRuntime(MiniCluster cluster) {
    this.cluster = cluster;
  }

  /** A cluster in this JVM that writes only below the directory. */
  public static FlinkRuntime local(int parallelism, String directory) {
    LocalDates.register();
    try {
      MiniCluster cluster =
          new MiniCluster(
              new MiniClusterConfiguration.Builder()
                  .setConfiguration(FlinkSettings.cluster(directory))
                  .setNumTaskManagers(1)
                  .setNumSlotsPerTaskManager(parallelism)
                  .build());
      cluster.start();
      return new FlinkRuntime(cluster);
    } catch (Exception e) {
      throw new IllegalStateException("the mini cluster did not start", e);
    }
  }

  @Override
  public String version() {
    return EnvironmentInformation.getVersion();
  }

  @Override
  public Map<String, String> start(RunSpec newSpec, Consumer<EngineEvent> events) throws Exception {
    endReports();
    spec = newSpec;
    Exercise entry = Catalog.exercise(spec.exercise());
    exercise =
        Class.forName(entry.jobClass(Engine.FLINK))
            .asSubclass(FlinkExercise.class)
            .getConstructor()
            .newInstance();
    Variant variant = entry.variant(spec.variant());
    Configuration settings = FlinkSettings.job(spec);
    if (spec.restore()) {
      settings.setString(
          "execution.state-recovery.path", CheckpointFolders.newest(spec.checkpoints()).toString());
    }
    ConsoleLines.sendTo(events);
    WriteReports.sendTo(events);
    Probe.follow(spec.sampleEvery());
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(settings);
    env.setParallelism(spec.parallelism());
    FlinkInputs inputs = new FlinkInputs(new KafkaEnds.Sources(env, spec));
    DataStream<? extends Record> results = exercise.define(inputs, spec);
    KafkaEnds.sinks(spec, variant, results, inputs.deadLetters());
    StreamGraph graph = env.getStreamGraph();
    graph.setJobName(spec.exercise() + " " + spec.variant());
    JobGraph jobGraph = graph.getJobGraph();
    if (PostgresEnds.inTransactions(spec, variant)) {
      jobGraph.setJobID(JobNumber.of(spec, job));
    }
    job = cluster.submitJob(jobGraph).get().getJobID();
    if (variant.bounded()) {
      tellOfItsEnd(BoundedInput.ends(spec), events);
    } else {
      awaitSources(variant);
      progress = new ProgressReporter(events);
    }
    watch(events);
    return FlinkSettings.effective(settings, spec);
  }

  @Override
  public EngineEvent.State measureState() throws Exception {
    cluster.triggerCheckpoint(job).get();
    long durableBytes =
        cluster
            .getExecutionGraph(job)
            .get()
            .getCheckpointStatsSnapshot()
            .getHistory()
            .getLatestCompletedCheckpoint()
            .getStateSize();
    long engineBytes = ProgressReporter.stateBytes();
    // the checkpoints go on, and take away the files of older ones: what is read is a copy that
    // stays
    String copy =
        cluster
            .triggerSavepoint(
                job,
                Path.of(spec.directory(), "measured").toUri().toString(),
                false,
                SavepointFormatType.NATIVE)
            .get();
    return new EngineEvent.State(
        StateCounter.count(copy, exercise, spec), engineBytes, durableBytes);
  }

  @Override
  public List<CheckpointPart> describeCheckpoint() throws Exception {
    return new CheckpointInWords(exercise, spec).parts();
  }

  @Override
  public void stop() throws Exception {
    endReports();
    SourceKind source = Catalog.exercise(spec.exercise()).variant(spec.variant()).feed().source();
    // a generator's job ends by itself, and a savepoint asked for just then never comes
    if (source != SourceKind.GENERATOR && cluster.getJobStatus(job).get() == JobStatus.RUNNING) {
      end(source);
    }
    cluster.requestJobResult(job).get(STOP_SECONDS, TimeUnit.SECONDS);
  }

  private void end(SourceKind source) throws Exception {
    String folder = spec.checkpoints().toUri().toString();
    if (source == SourceKind.SOCKET) {
      // told to stop, the socket's source closes it and then fails reading from it
      cluster
          .triggerSavepoint(job, folder, false, SavepointFormatType.NATIVE)
          .get(STOP_SECONDS, TimeUnit.SECONDS);
      cluster.cancelJob(job).get(STOP_SECONDS, TimeUnit.SECONDS);
      return;
    }
    // a stop with a savepoint is the one end that commits all that has been written
    cluster
        .stopWithSavepoint(job, folder, false, SavepointFormatType.NATIVE)
        .get(STOP_SECONDS, TimeUnit.SECONDS);
  }

  @Override
  public void readBack(RunSpec ended, Consumer<String> rows) throws IOException {
    TableEnds.readBack(ended, Catalog.exercise(ended.exercise()).variant(ended.variant()), rows);
  }

  /** A run that failed was never stopped: what reports of it ends here too. */
  private void endReports() {
    if (progress != null) {
      progress.close();
      progress = null;
    }
  }

  /** A job over an input with an end has no checkpoints that could tell how far it is. */
  private void tellOfItsEnd(Map<String, Long> ends, Consumer<EngineEvent> events) {
    var unused =
        cluster
            .requestJobResult(job)
            .thenAccept(
                result -> {
                  if (result.isSuccess()) {
                    events.accept(EngineEvent.Progress.atEnd(ends));
                  }
                });
  }

  private void watch(Consumer<EngineEvent> events) {
    var unused =
        cluster
            .requestJobResult(job)
            .thenAccept(
                result ->
                    failure(result)
                        .map(EngineServer::rootCause)
                        .map(EngineEvent.Failed::new)
                        .ifPresent(events));
  }

  private static Optional<Throwable> failure(JobResult result) {
    return result
        .getSerializedThrowable()
        .map(failure -> failure.deserializeError(FlinkRuntime.class.getClassLoader()));
  }

  /**
   * Waits until every reader has fetched: from "latest", what is sent before a consumer has its
   * position is lost.
   *
   * @throws IOException caused by the job's own failure if it ends before that
   */
  private void awaitSources(Variant variant) throws Exception {
    while (!reading(variant)) {
      if (cluster.getJobStatus(job).get().isTerminalState()) {
        Optional<Throwable> failure = failure(cluster.requestJobResult(job).get());
        throw new IOException("the job ended before it had read anything", failure.orElse(null));
      }
      Thread.sleep(WAIT_MILLIS);
    }
  }

  private boolean reading(Variant variant) throws Exception {
    // of the others, files wait, and a socket's server knows who is connected
    boolean fetches = variant.feed().ofKafka();
    return cluster.getJobStatus(job).get() == JobStatus.RUNNING && (!fetches || fetching(variant));
  }

  /** Each reader, or as many as there are partitions: one without any has nothing to fetch. */
  private boolean fetching(Variant variant) {
    int partitions = variant.inputPartitions().orElse(spec.parallelism());
    return MetricsTap.named("fetch-total").filter(entry -> entry.value() > 0).count()
        >= Math.min(spec.parallelism(), partitions);
  }
}
