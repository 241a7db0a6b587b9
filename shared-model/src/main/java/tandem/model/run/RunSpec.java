package tandem.model.run;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * All that an engine process needs to know to run one variant of one exercise: half of the contract
 * between harness and engines (the other half is {@link EngineEvent}). It travels as one line of
 * JSON.
 *
 * @param exercise catalogue id, such as {@code 11.3.2}
 * @param variant name of the variant within the exercise
 * @param bootstrap Kafka bootstrap servers
 * @param topics input and output names of the exercise to topic names; these are the same names
 *     behind one prefix
 * @param startFrom where to read from when {@code restore} finds nothing
 * @param parallelism slots, task threads and shuffle partitions
 * @param state class of state store
 * @param profile default or tuned settings
 * @param gear trigger, checkpoint and buffer settings
 * @param directory the run's own directory for checkpoints and state, absolute; the engine writes
 *     nowhere else
 * @param restore continue from the newest checkpoint in {@code directory}
 * @param replaySpeed event-time seconds per wall second; gaps and timers in processing time are
 *     divided by it
 * @param maxOffsetsPerTrigger upper bound of a micro-batch in records, or 0 for none; engines
 *     without batches ignore it
 * @param sampleEvery tell of the passage of each record whose offset is a multiple of it ({@link
 *     EngineEvent.Work}); 0 for none
 * @param plant a slowness put in on purpose; {@link Plant#NONE} wherever an engine is measured
 * @param sources inputs of the exercise that are no topics, and where they are: a folder's URI, or
 *     host:port of a socket
 * @param sourceClient settings of the Kafka clients of the sources beside those that all share, an
 *     address of its own among them; empty for none
 */
public record RunSpec(
    String exercise,
    String variant,
    String bootstrap,
    Map<String, String> topics,
    StartFrom startFrom,
    int parallelism,
    StateBackend state,
    Profile profile,
    Gear gear,
    String directory,
    boolean restore,
    double replaySpeed,
    long maxOffsetsPerTrigger,
    long sampleEvery,
    Plant plant,
    Map<String, String> sources,
    Map<String, String> sourceClient) {

  public RunSpec {
    sources = sources == null ? Map.of() : Map.copyOf(sources);
    sourceClient = sourceClient == null ? Map.of() : Map.copyOf(sourceClient);
  }

  /** A run that tells of no passage, with nothing planted. */
  public RunSpec(
      String exercise,
      String variant,
      String bootstrap,
      Map<String, String> topics,
      StartFrom startFrom,
      int parallelism,
      StateBackend state,
      Profile profile,
      Gear gear,
      String directory,
      boolean restore,
      double replaySpeed,
      long maxOffsetsPerTrigger) {
    this(
        exercise,
        variant,
        bootstrap,
        topics,
        startFrom,
        parallelism,
        state,
        profile,
        gear,
        directory,
        restore,
        replaySpeed,
        maxOffsetsPerTrigger,
        0,
        Plant.NONE,
        Map.of(),
        Map.of());
  }

  /** The topic behind a name that the exercise uses. */
  public String topic(String name) {
    String topic = topics.get(name);
    if (topic == null) {
      throw new IllegalArgumentException("no topic for '" + name + "' in " + topics.keySet());
    }
    return topic;
  }

  /** Where an input is that is no topic. */
  public String source(String name) {
    String source = sources.get(name);
    if (source == null) {
      throw new IllegalArgumentException("no source for '" + name + "' in " + sources.keySet());
    }
    return source;
  }

  /** What stands before the exercise's name in every topic of the run, also in those to come. */
  public String topicPrefix() {
    Map.Entry<String, String> any = topics.entrySet().iterator().next();
    return any.getValue().substring(0, any.getValue().length() - any.getKey().length());
  }

  /** A pattern of the exercise's topic names as one of the run's. */
  public Pattern topicPattern(String ofNames) {
    return Pattern.compile(Pattern.quote(topicPrefix()) + ofNames);
  }

  /** Where checkpoints of this run live. */
  public Path checkpoints() {
    return Path.of(directory, "checkpoints");
  }

  /**
   * A duration of event time as processing time at this run's replay speed, at least one
   * millisecond.
   */
  public Duration accelerated(Duration eventTime) {
    return Duration.ofMillis(Math.max(1, Math.round(eventTime.toMillis() / replaySpeed)));
  }

  /** The same run, continued from its newest checkpoint. */
  public RunSpec restored() {
    return copy(true, plant, sources, sourceClient);
  }

  /** The same run with a slowness put in. */
  public RunSpec with(Plant planted) {
    return copy(restore, planted, sources, sourceClient);
  }

  /** The same run with inputs that are no topics. */
  public RunSpec withSources(Map<String, String> places) {
    return copy(restore, plant, places, sourceClient);
  }

  /** The same run with settings of the sources' clients. */
  public RunSpec withSourceClient(Map<String, String> settings) {
    return copy(restore, plant, sources, settings);
  }

  private RunSpec copy(
      boolean continued, Plant planted, Map<String, String> places, Map<String, String> client) {
    return new RunSpec(
        exercise,
        variant,
        bootstrap,
        topics,
        startFrom,
        parallelism,
        state,
        profile,
        gear,
        directory,
        continued,
        replaySpeed,
        maxOffsetsPerTrigger,
        sampleEvery,
        planted,
        places,
        client);
  }
}
