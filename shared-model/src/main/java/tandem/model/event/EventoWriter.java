package tandem.model.event;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import tandem.model.codec.Timestamps;
import tandem.model.trace.TraceEntry.Action;
import tandem.model.trace.TraceWriter;

/**
 * Writes events into a trace as JSON, to {@code eventos} unless another topic is named, with seeded
 * choices of user, kind, amount and region. A user's events share a partition. Amounts are positive
 * multiples of 0.25, so that sums are exact in any order.
 */
public final class EventoWriter {
  /**
   * Event time of the first event of every generated trace, milliseconds since the epoch; a
   * Sunday's midnight.
   */
  public static final long BASE_MILLIS = Instant.parse("2026-03-01T00:00:00Z").toEpochMilli();

  private static final List<String> REGIONES = List.of("norte", "sur", "este", "oeste", "centro");
  private static final List<String> TIPOS =
      List.of(
          "click",
          "click",
          "click",
          "click",
          "compra",
          "compra",
          "compra",
          "devolucion",
          "vista",
          "vista");
  private static final String PURCHASE = "compra";
  private static final int AMOUNTS = 2_000;
  private static final double AMOUNT_STEP = 0.25;
  private static final int NULL_AMOUNT_ONE_IN = 40;

  /** The records to come are sent when they happen. */
  private static final long AS_IT_HAPPENS = Long.MIN_VALUE;

  private final TraceWriter out;
  private final SplittableRandom random;
  private final StringBuilder json = new StringBuilder();
  private String topic = Evento.TOPIC;
  private long offsetMicros;
  private long number;
  private long maxMillis = BASE_MILLIS;
  private long sentMillis = AS_IT_HAPPENS;
  private boolean uuids;
  private Written last;

  public EventoWriter(TraceWriter out, long seed) {
    this.out = out;
    this.random = new SplittableRandom(seed);
  }

  /**
   * An accepted event as it was written, for writing it again.
   *
   * @param user who caused it, the record's key
   * @param partition where it lies
   * @param value its JSON
   * @param millis its event time, milliseconds since the epoch
   */
  public record Written(String user, int partition, String value, long millis) {

    /** The same event, id and all, with another time: as a producer does that stamps a retry. */
    public Written restamped(long newMillis) {
      String before = Timestamps.format(Instant.ofEpochMilli(millis));
      String after = Timestamps.format(Instant.ofEpochMilli(newMillis));
      return new Written(user, partition, value.replace(before, after), newMillis);
    }
  }

  /** Gives events random ids of the form and length of UUIDs, 36 characters, from now on. */
  public EventoWriter withUuids() {
    uuids = true;
    return this;
  }

  /** The newest accepted event. */
  public Written last() {
    return last;
  }

  /**
   * Writes an event once more, as a producer's retry does: byte for byte, in the partition in which
   * it lies already.
   */
  public void again(Written event) {
    accepted(event.user(), event.partition(), event.value(), event.millis());
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
  public EventoWriter at(long micros) {
    offsetMicros = micros;
    return this;
  }

  /**
   * Sets when the records to come are sent, by the time of events: Kafka's timestamps say it.
   * Without this they are sent when they happen.
   */
  public EventoWriter sentAt(long millis) {
    sentMillis = millis;
    return this;
  }

  /** Sets the topic of the records to come. */
  public EventoWriter to(String name) {
    topic = name;
    return this;
  }

  /** Lets a millisecond of the schedule pass. */
  public EventoWriter next() {
    return at(offsetMicros + 1_000);
  }

  /** A control; the schedule starts again. */
  public void control(Action action) {
    out.control(action);
    offsetMicros = 0;
  }

  /** An event with a random kind, amount and region. */
  public void event(String user, long millis) {
    event(user, partitionOf(user), millis, REGIONES.get(random.nextInt(REGIONES.size())));
  }

  /** The same in a partition of the caller's choice. */
  public void eventIn(int partition, String user, long millis) {
    event(user, partition, millis, REGIONES.get(random.nextInt(REGIONES.size())));
  }

  /** An event of a region, in the region's partition: all events of a region keep their order. */
  public void eventOfRegion(String user, long millis) {
    String region = REGIONES.get(random.nextInt(REGIONES.size()));
    event(user, partitionOf(region), millis, region);
  }

  /**
   * On each partition an event that moves the watermark there; none of its users or regions is
   * shared with others.
   */
  public void tick(long millis) {
    for (int partition = 0; partition < out.header().partitions(); partition++) {
      event("reloj-" + partition + "-" + number, partition, millis, "reloj-" + partition);
    }
  }

  /** A purchase in a region, in the region's partition. */
  public void purchase(String user, long millis, String region) {
    event(user, partitionOf(region), millis, region, PURCHASE);
  }

  /**
   * A purchase of an amount, in the user's partition.
   *
   * @param amount a positive multiple of 0.25
   */
  public void purchase(String user, long millis, double amount) {
    String region = REGIONES.get(random.nextInt(REGIONES.size()));
    event(user, partitionOf(user), millis, region, PURCHASE, Double.toString(amount));
  }

  private void event(String user, int partition, long millis, String region) {
    event(user, partition, millis, region, null);
  }

  /** Of a random amount, and of a random kind where none is given. */
  private void event(String user, int partition, long millis, String region, String kind) {
    String monto =
        random.nextInt(NULL_AMOUNT_ONE_IN) == 0
            ? "null"
            : Double.toString((1 + random.nextInt(AMOUNTS)) * AMOUNT_STEP);
    event(user, partition, millis, region, kind, monto);
  }

  private void event(
      String user, int partition, long millis, String region, String kind, String monto) {
    json.setLength(0);
    json.append("{\"evento_id\":\"").append(nextId()).append("\",\"user_id\":\"").append(user);
    String tipo = kind != null ? kind : TIPOS.get(random.nextInt(TIPOS.size()));
    json.append("\",\"tipo\":\"").append(tipo);
    json.append("\",\"monto\":").append(monto);
    json.append(",\"timestamp\":\"").append(Timestamps.format(Instant.ofEpochMilli(millis)));
    json.append("\",\"region\":\"").append(region).append("\"}");
    accepted(user, partition, json.toString(), millis);
  }

  /**
   * Records that a careful job must accept although they are odd: nulls, missing optional fields,
   * numbers as text, unknown fields, and the same event twice.
   */
  public void oddities(long millis) {
    String time = Timestamps.format(Instant.ofEpochMilli(millis));
    String user = "raro-" + number;
    String head = "\",\"user_id\":\"" + user + "\",\"timestamp\":\"" + time + "\"";
    List<String> rests =
        List.of(
            ",\"tipo\":\"compra\",\"monto\":null,\"region\":\"sur\"}",
            ",\"tipo\":\"compra\"}",
            ",\"tipo\":null,\"monto\":1.5,\"region\":null}",
            ",\"tipo\":\"devolucion\",\"monto\":12,\"region\":7}",
            ",\"tipo\":\"compra\",\"monto\":2.5e1,\"region\":\"sur\",\"canal\":{\"nombre\":\"web\",\"pasos\":[1,2]}}",
            ",\"tipo\":\"ñandú \\\"x\\\" \\u00e9\",\"monto\":0.25,\"region\":\"\"}");
    for (String rest : rests) {
      accepted(user, partitionOf(user), "{\"evento_id\":\"" + nextId() + head + rest, millis);
      next();
    }
    String twice =
        "{\"evento_id\":\""
            + nextId()
            + head
            + ",\"tipo\":\"compra\",\"monto\":8,\"region\":\"sur\"}";
    accepted(user, partitionOf(user), twice, millis);
    accepted(user, partitionOf(user), twice, millis);
  }

  /** Records that must be refused, one of each defect. */
  public void defects(long millis) {
    String user = "malo-" + number;
    textDefects(millis);
    refused(user, null, millis);
  }

  /** The same without the one that has no value: on a line of text there is always one. */
  public void textDefects(long millis) {
    String time = "\"timestamp\":\"" + Timestamps.format(Instant.ofEpochMilli(millis)) + "\"";
    String user = "malo-" + number;
    String ids =
        "{\"evento_id\":\"" + nextId() + "\",\"user_id\":\"" + user + "\",\"tipo\":\"compra\",";
    List<String> values =
        List.of(
            "esto no es json",
            "",
            "[" + ids + time + "}]",
            ids + "\"monto\":12.5," + time.substring(0, time.length() - 4),
            ids + "\"monto\":\"doce\"," + time + "}",
            ids + "\"monto\":true," + time + "}",
            ids + "\"monto\":3,\"timestamp\":\"ayer\"}",
            ids + "\"monto\":3}",
            ids + "\"monto\":3,\"timestamp\":null}",
            "{\"user_id\":\"" + user + "\",\"tipo\":\"compra\",\"monto\":3," + time + "}",
            "{\"evento_id\":\""
                + nextId()
                + "\",\"user_id\":null,\"tipo\":\"compra\",\"monto\":3,"
                + time
                + "}");
    for (String value : values) {
      refused(user, value.getBytes(StandardCharsets.UTF_8), millis);
      next();
    }
  }

  private void accepted(String user, int partition, String value, long millis) {
    maxMillis = Math.max(maxMillis, millis);
    last = new Written(user, partition, value, millis);
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    long sent = sentMillis == AS_IT_HAPPENS ? millis : sentMillis;
    out.recordSent(offsetMicros, topic, partition, key(user), bytes, millis, sent);
  }

  private void refused(String user, byte[] value, long millis) {
    out.recordWithoutEventTime(
        offsetMicros, topic, partitionOf(user), key(user), value, Map.of(), millis);
  }

  private String nextId() {
    String digits = Long.toString(number++);
    if (uuids) {
      return new UUID(random.nextLong(), random.nextLong()).toString();
    }
    return "e-" + "00000000".substring(Math.min(8, digits.length())) + digits;
  }

  private int partitionOf(String name) {
    return Math.floorMod(name.hashCode(), out.header().partitions());
  }

  private static byte[] key(String user) {
    return user.getBytes(StandardCharsets.UTF_8);
  }
}
