package tandem.harness.broker;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import tandem.harness.ExitCode;
import tandem.harness.HarnessException;
import tandem.model.catalog.Variant;

/**
 * The topics of a run: fresh names for every use, because deleting and making a topic anew is
 * asynchronous. Input topics take any timestamp and forget nothing; output topics are stamped by
 * the broker on arrival.
 */
public final class Topics implements AutoCloseable {
  private static final int TIMEOUT_MILLIS = 15_000;

  private final Admin admin;
  private final String prefix;
  private final boolean keep;
  private final AtomicInteger number = new AtomicInteger();
  private final List<String> made = new ArrayList<>();

  /**
   * Connects.
   *
   * @param prefix first part of every topic's name
   * @param keep leave the topics behind when closed
   * @throws HarnessException if nothing answers there
   */
  public Topics(String bootstrap, String prefix, boolean keep) {
    Properties settings = new Properties();
    settings.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
    settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS / 2);
    settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS);
    this.prefix = prefix;
    this.keep = keep;
    try {
      this.admin = Admin.create(settings);
    } catch (org.apache.kafka.common.KafkaException e) {
      throw new HarnessException(
          ExitCode.USAGE,
          "--bootstrap '" + bootstrap + "' is no address; give host:port, such as localhost:9092",
          e);
    }
    try {
      admin.describeCluster().nodes().get();
      // a new broker makes its offsets topic when somebody first asks for a group, and commits fail
      // until it has
      CountDownLatch coordinator = new CountDownLatch(1);
      var unused =
          admin
              .describeConsumerGroups(List.of(prefix))
              .all()
              .whenComplete((groups, noSuchGroup) -> coordinator.countDown());
      coordinator.await();
    } catch (ExecutionException e) {
      admin.close(Duration.ZERO);
      throw new HarnessException(
          ExitCode.ENVIRONMENT,
          "no Kafka answers at "
              + bootstrap
              + "; start one, or leave --bootstrap out and one is started",
          e);
    } catch (InterruptedException e) {
      throw new HarnessException(ExitCode.INTERRUPTED, "interrupted", e);
    }
  }

  /**
   * Makes the topics of one use of a variant, except those that it creates late; the result maps
   * the exercise's names to all of them.
   */
  public synchronized Map<String, String> create(Variant variant, int partitions) {
    String use = prefix + "-" + number.incrementAndGet() + "-";
    Map<String, String> names = new HashMap<>();
    List<NewTopic> topics = new ArrayList<>();
    for (String input : variant.feed().ofKafka() ? variant.inputs() : List.<String>of()) {
      names.put(input, use + input);
      if (!variant.createdLater().contains(input)) {
        topics.add(input(use + input, variant.inputPartitions().orElse(partitions)));
      }
    }
    for (String output : variant.outputs()) {
      names.put(output, use + output);
      topics.add(
          new NewTopic(use + output, partitions, (short) 1)
              .configs(Map.of("message.timestamp.type", "LogAppendTime", "retention.ms", "-1")));
    }
    make(topics);
    return names;
  }

  /** Makes the topics that a variant creates late. */
  public synchronized void createLate(Variant variant, Map<String, String> names, int partitions) {
    make(variant.createdLater().stream().map(late -> input(names.get(late), partitions)).toList());
  }

  private static NewTopic input(String name, int partitions) {
    return new NewTopic(name, partitions, (short) 1).configs(inputSettings());
  }

  private void make(List<NewTopic> topics) {
    topics.forEach(topic -> made.add(topic.name()));
    await(admin.createTopics(topics).all());
    awaitLeaders(topics);
  }

  /** Made is not yet led: the driver does not retry, and would lose its first records. */
  private void awaitLeaders(List<NewTopic> topics) {
    Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
    for (NewTopic topic : topics) {
      for (int i = 0; i < topic.numPartitions(); i++) {
        ends.put(new TopicPartition(topic.name(), i), OffsetSpec.latest());
      }
    }
    long deadline = System.nanoTime() + Duration.ofMillis(TIMEOUT_MILLIS).toNanos();
    while (true) {
      try {
        admin.listOffsets(ends).all().get();
        return;
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof RetriableException) || System.nanoTime() > deadline) {
          throw new HarnessException(
              ExitCode.ENVIRONMENT, "Kafka refused: " + e.getCause().getMessage(), e);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new HarnessException(ExitCode.INTERRUPTED, "interrupted", e);
      }
    }
  }

  /** Deletes topics that are no longer needed, unless all are kept. */
  public synchronized void delete(Map<String, String> names) {
    if (!keep) {
      // what was to come late has perhaps never been made
      List<String> there = names.values().stream().filter(made::contains).toList();
      made.removeAll(there);
      await(admin.deleteTopics(there).all());
    }
  }

  @Override
  public synchronized void close() {
    try (admin) {
      if (!keep && !made.isEmpty()) {
        await(admin.deleteTopics(made).all());
      }
    }
  }

  private static Map<String, String> inputSettings() {
    String any = Long.toString(Long.MAX_VALUE);
    return Map.of(
        "message.timestamp.before.max.ms",
        any,
        "message.timestamp.after.max.ms",
        any,
        "message.timestamp.type",
        "CreateTime",
        "retention.ms",
        "-1");
  }

  private static void await(org.apache.kafka.common.KafkaFuture<?> future) {
    try {
      future.get();
    } catch (ExecutionException e) {
      throw new HarnessException(
          ExitCode.ENVIRONMENT, "Kafka refused: " + e.getCause().getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new HarnessException(ExitCode.INTERRUPTED, "interrupted", e);
    }
  }
}
