package tandem.model.event;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import tandem.model.codec.Timestamps;
import tandem.model.codec.WireSchema;
import tandem.model.codec.WireSchema.Field;
import tandem.model.codec.WireTopic;
import tandem.model.trace.TraceEntry.Action;
import tandem.model.trace.TraceWriter;

/**
 * Writes records of topics with schemas of their own into a trace, as {@link EventoWriter} does for
 * {@code eventos}. Records of a key share a partition.
 */
public final class WireWriter {
  private final TraceWriter out;
  private final SplittableRandom random;
  private final List<WireTopic> topics;
  private final Maker maker;
  private long offsetMicros;
  private long number;
  private long maxMillis = EventoWriter.BASE_MILLIS;

  /** Makes an ordinary record of a topic. */
  @FunctionalInterface
  public interface Maker {

    /**
     * The fields of a record, in order: texts, numbers and instants.
     *
     * @param key who it is of
     * @param id a text that no other record has
     * @param time its event time
     */
    Map<String, Object> make(WireTopic topic, String key, String id, Instant time);
  }

  /**
   * A writer of some topics.
   *
   * @param seed seed of every random choice
   */
  public WireWriter(TraceWriter out, long seed, List<WireTopic> topics, Maker maker) {
    this.out = out;
    this.random = new SplittableRandom(seed);
    this.topics = topics;
    this.maker = maker;
  }

  /** Names and values in turn, as fields of a record. */
  public static Map<String, Object> fields(Object... namesAndValues) {
    Map<String, Object> fields = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      fields.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return fields;
  }

  /** The seeded source of every choice. */
  public SplittableRandom random() {
    return random;
  }

  /** Greatest event time written so far, milliseconds since the epoch. */
  public long maxMillis() {
    return maxMillis;
  }

  /** Sets when the records to come are sent, microseconds after the start of the stretch. */
  public WireWriter at(long micros) {
    offsetMicros = micros;
    return this;
  }

  /** Lets a millisecond of the schedule pass. */
  public WireWriter next() {
    return at(offsetMicros + 1_000);
  }

  /** A control; the schedule starts again. */
  public void control(Action action) {
    out.control(action);
    offsetMicros = 0;
  }

  /** An ordinary record. */
  public void event(WireTopic topic, String key, long millis) {
    accepted(topic, key, partitionOf(key), made(topic, key, millis), millis);
  }

  /** A record whose fields the caller chooses. */
  public void event(WireTopic topic, String key, long millis, Map<String, Object> fields) {
    accepted(topic, key, partitionOf(key), fields, millis);
  }

  /** The same record two times. */
  public void twice(WireTopic topic, String key, long millis) {
    Map<String, Object> fields = made(topic, key, millis);
    accepted(topic, key, partitionOf(key), fields, millis);
    accepted(topic, key, partitionOf(key), fields, millis);
  }

  /**
   * On each partition of each topic a record that moves the watermark there; its key is no other's.
   */
  public void tick(long millis) {
    topics.forEach(topic -> tick(topic, millis));
  }

  /** The same on the partitions of one topic. */
  public void tick(WireTopic topic, long millis) {
    for (int partition = 0; partition < out.header().partitions(); partition++) {
      String key = "reloj-" + topic.name() + "-" + partition + "-" + number;
      accepted(topic, key, partition, made(topic, key, millis), millis);
    }
  }

  /**
   * Records of each topic that a careful job must accept although they are odd (the same one twice,
   * a null or missing number, a field that nobody knows), and records that must be refused, one of
   * each defect. The accepted ones have one key on all topics.
   */
  public void oddOnes(long millis) {
    String key = "raro-" + number;
    for (WireTopic topic : topics) {
      oddities(topic, key, millis);
      defects(topic, millis);
    }
  }

  /** The same with keys that no two topics have in common. */
  public void oddOnesApart(long millis) {
    for (WireTopic topic : topics) {
      oddities(topic, "raro-" + topic.name() + "-" + number, millis);
      defects(topic, millis);
    }
  }

  private void oddities(WireTopic topic, String key, long millis) {
    next().twice(topic, key, millis);
    Map<String, Object> unknown = made(topic, key, millis);
    unknown.put("canal", "web");
    next().event(topic, key, millis, unknown);
    for (Field field : topic.schema().fields()) {
      if (field.type() == WireSchema.Type.NUMBER && !field.required()) {
        Map<String, Object> none = made(topic, key, millis);
        none.put(field.name(), null);
        next().event(topic, key, millis, none);
        Map<String, Object> absent = made(topic, key, millis);
        absent.remove(field.name());
        next().event(topic, key, millis, absent);
      }
    }
  }

  private void defects(WireTopic topic, long millis) {
    String key = "malo-" + topic.name() + "-" + number;
    String good = json(made(topic, key, millis));
    List<String> values =
        new ArrayList<>(
            List.of(
                "esto no es json",
                "",
                "[" + good + "]",
                good + " y algo más",
                good.substring(0, good.length() - 3)));
    for (Field field : topic.schema().fields()) {
      switch (field.type()) {
        case NUMBER -> {
          values.add(with(topic, key, millis, field, "doce"));
          values.add(with(topic, key, millis, field, true));
        }
        case TIMESTAMP -> values.add(with(topic, key, millis, field, "ayer"));
        case TEXT -> {
          // whatever stands there has a text
        }
      }
      if (field.required()) {
        values.add(with(topic, key, millis, field, null));
        Map<String, Object> without = made(topic, key, millis);
        without.remove(field.name());
        values.add(json(without));
      }
    }
    for (String value : values) {
      next().refused(topic, key, value.getBytes(StandardCharsets.UTF_8), millis);
    }
    next().refused(topic, key, null, millis);
  }

  private String with(WireTopic topic, String key, long millis, Field field, Object value) {
    Map<String, Object> fields = made(topic, key, millis);
    fields.put(field.name(), value);
    return json(fields);
  }

  private Map<String, Object> made(WireTopic topic, String key, long millis) {
    return new LinkedHashMap<>(
        maker.make(topic, key, "r-" + number++, Instant.ofEpochMilli(millis)));
  }

  private void accepted(
      WireTopic topic, String key, int partition, Map<String, Object> fields, long millis) {
    maxMillis = Math.max(maxMillis, millis);
    byte[] value = json(fields).getBytes(StandardCharsets.UTF_8);
    out.record(offsetMicros, topic.name(), partition, bytes(key), value, millis);
  }

  private void refused(WireTopic topic, String key, byte[] value, long millis) {
    out.recordWithoutEventTime(
        offsetMicros, topic.name(), partitionOf(key), bytes(key), value, Map.of(), millis);
  }

  private static String json(Map<String, Object> fields) {
    return fields.entrySet().stream()
        .map(field -> quoted(field.getKey()) + ":" + value(field.getValue()))
        .collect(Collectors.joining(",", "{", "}"));
  }

  private static String value(Object value) {
    if (value instanceof Instant instant) {
      return quoted(Timestamps.format(instant));
    }
    return value instanceof String text ? quoted(text) : String.valueOf(value);
  }

  private static String quoted(String text) {
    return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }

  private int partitionOf(String key) {
    return Math.floorMod(key.hashCode(), out.header().partitions());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
