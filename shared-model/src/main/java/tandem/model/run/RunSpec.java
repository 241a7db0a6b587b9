package tandem.model.run;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import tandem.model.catalog.Service;

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
 * @param location URI of the table that the run writes, where its sink is one, as Hadoop's file
 *     systems write it; null for {@code table} in {@code directory}
 * @param services addresses of the servers beside Kafka by {@link Service#label}, each of a space
 *     that is this run's own: {@code postgres} is a JDBC URL with its {@code currentSchema}, {@code
 *     redis} is {@code redis://HOST:PORT/DB#PREFIX}, where the prefix begins the names of all keys
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
    String location,
    Map<String, String> services,
    Map<String, String> sources,
    Map<String, String> sourceClient) {

  public RunSpec {
    location = location != null ? location : "file://" + Path.of(directory, "table");
    services = services == null ? Map.of() : Map.copyOf(services);
    sources = sources == null ? Map.of() : Map.copyOf(sources);
    sourceClient = sourceClient == null ? Map.of() : Map.copyOf(sourceClient);
  }

  /** A run that tells of no passage, with nothing planted and no server beside Kafka. */
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
        null,
        Map.of(),
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

  /**
   * The address of this run's space in a server beside Kafka.
   *
   * @throws IllegalArgumentException if the run has none
   */
  public String service(Service service) {
    String address = services.get(service.label());
    if (address == null) {
      throw new IllegalArgumentException(
          "%s %s needs %s, and the run has no address of one"
              .formatted(exercise, variant, service.title()));
    }
    return address;
  }

  /** Settings of the Kafka clients of the sources: those that all share, and its own. */
  public Map<String, String> consumer() {
    Map<String, String> settings = new HashMap<>(KafkaSettings.CONSUMER);
    settings.putAll(sourceClient);
    return settings;
  }

  /** The clients' settings that all contenders share, as effective settings; nothing secret. */
  public Map<String, String> kafkaSettings() {
    Map<String, String> effective = new TreeMap<>();
    KafkaSettings.PRODUCER.forEach((name, value) -> effective.put("kafka.producer." + name, value));
    Map<String, String> consumer = consumer();
    KafkaSettings.CONSUMER
        .keySet()
        .forEach(name -> effective.put("kafka.consumer." + name, consumer.get(name)));
    return effective;
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
    return copy(directory, true, plant, sources);
  }

  /** The same run in another directory. */
  public RunSpec in(Path other) {
    return copy(other.toString(), restore, plant, sources);
  }

  /** The same run with a slowness put in. */
  public RunSpec with(Plant planted) {
    return copy(directory, restore, planted, sources);
  }

  /** The same run with inputs that are no topics. */
  public RunSpec with(Map<String, String> places) {
    return copy(directory, restore, plant, places);
  }

  private RunSpec copy(
      String directory, boolean continued, Plant planted, Map<String, String> places) {
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
        location,
        services,
        places,
        sourceClient);
  }
}
