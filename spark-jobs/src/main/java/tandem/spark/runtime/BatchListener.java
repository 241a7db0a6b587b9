package tandem.spark.runtime;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerEvent;
import org.apache.spark.scheduler.SparkListenerJobEnd;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.scheduler.SparkListenerTaskStart;
import org.apache.spark.sql.execution.ui.SparkListenerSQLExecutionStart;
import org.apache.spark.sql.streaming.SourceProgress;
import org.apache.spark.sql.streaming.StreamingQueryListener.QueryProgressEvent;
import org.apache.spark.sql.streaming.StreamingQueryProgress;
import tandem.model.run.EngineEvent;
import tandem.model.run.Passage;
import tandem.model.run.Passage.Span;
import tandem.model.run.Stage;

/**
 * Tells how the records of each micro-batch went through it: by the durations that Spark reports of
 * the trigger, and by the scheduler's stamps of the batch's job. All come through one queue, the
 * trigger's last.
 */
final class BatchListener extends SparkListener {
  private static final String EXECUTION = "spark.sql.execution.id";
  private static final String BATCH = "streaming.sql.batchId";
  private static final long MICROS = 1_000;

  private final Consumer<EngineEvent> events;
  private final Map<Long, Long> executions = new HashMap<>();
  private final Map<Integer, Job> byStage = new HashMap<>();
  private final Map<Integer, Job> byId = new HashMap<>();
  private final Map<Long, Job> byBatch = new HashMap<>();

  /** The stamps of a batch's first job, milliseconds since the epoch; 0 where still unknown. */
  private static final class Job {
    private long wanted;
    private long submitted;
    private long launched;
    private long ended;
  }

  BatchListener(Consumer<EngineEvent> events) {
    this.events = events;
  }

  @Override
  public void onJobStart(SparkListenerJobStart start) {
    String batch = start.properties().getProperty(BATCH);
    String execution = start.properties().getProperty(EXECUTION);
    if (batch == null || execution == null || byBatch.containsKey(Long.valueOf(batch))) {
      return;
    }
    Job job = new Job();
    job.wanted = executions.getOrDefault(Long.valueOf(execution), 0L);
    job.submitted = start.time();
    byBatch.put(Long.valueOf(batch), job);
    byId.put(start.jobId(), job);
    start.stageIds().foreach(stage -> byStage.put((Integer) stage, job));
  }

  @Override
  public void onTaskStart(SparkListenerTaskStart start) {
    Job job = byStage.get(start.stageId());
    if (job != null && job.launched == 0) {
      job.launched = start.taskInfo().launchTime();
    }
  }

  @Override
  public void onJobEnd(SparkListenerJobEnd end) {
    Job job = byId.get(end.jobId());
    if (job != null) {
      job.ended = end.time();
    }
  }

  @Override
  public void onOtherEvent(SparkListenerEvent event) {
    if (event instanceof SparkListenerSQLExecutionStart start) {
      executions.put(start.executionId(), start.time());
    } else if (event instanceof QueryProgressEvent progress) {
      Job job = byBatch.get(progress.progress().batchId());
      if (job != null && job.wanted > 0 && job.launched > 0 && job.ended > 0) {
        events.accept(
            new EngineEvent.Work(passages(progress.progress(), spans(progress.progress(), job))));
      }
      executions.clear();
      byBatch.clear();
      byStage.clear();
      byId.clear();
    }
  }

  /** Of the phases before the job only the lengths are known: each is laid behind the last. */
  private static List<Span> spans(StreamingQueryProgress progress, Job job) {
    Map<String, Long> took = progress.durationMs();
    long begin = Instant.parse(progress.timestamp()).toEpochMilli();
    long offsets = begin + took.getOrDefault("latestOffset", 0L);
    long logged = offsets + took.getOrDefault("walCommit", 0L);
    long planned =
        logged + took.getOrDefault("getBatch", 0L) + took.getOrDefault("queryPlanning", 0L);
    return List.of(
        span(Stage.OFFSETS, begin, offsets),
        span(Stage.LOG, offsets, logged),
        span(Stage.PLANNING, logged, planned),
        span(Stage.PREPARATION, job.wanted, job.submitted),
        span(Stage.SCHEDULING, job.submitted, job.launched),
        span(Stage.TASK, job.launched, job.ended));
  }

  private static Span span(Stage stage, long beginMillis, long endMillis) {
    return new Span(stage, beginMillis * MICROS, endMillis * MICROS);
  }

  private static List<Passage> passages(StreamingQueryProgress progress, List<Span> spans) {
    List<Passage> passages = new ArrayList<>();
    for (SourceProgress source : progress.sources()) {
      Map<String, Long> from = ProgressListener.offsets(source.startOffset());
      ProgressListener.offsets(source.endOffset())
          .forEach(
              (partition, to) -> {
                long first = from.getOrDefault(partition, 0L);
                if (to > first) {
                  passages.add(new Passage(partition, first, to, spans));
                }
              });
    }
    return passages;
  }
}
