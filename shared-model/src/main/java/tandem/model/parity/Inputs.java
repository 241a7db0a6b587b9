package tandem.model.parity;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import tandem.model.catalog.Meaning;
import tandem.model.catalog.WatermarkPolicy;
import tandem.model.codec.Defect;
import tandem.model.codec.WireSchema;
import tandem.model.codec.WireTopic;
import tandem.model.event.DeadLetter;
import tandem.model.event.Evento;
import tandem.model.trace.Trace;
import tandem.model.trace.TraceEntry;

/**
 * All records of a trace as an oracle sees them, read with a tree parser ({@link RecordTree}). The
 * list is in replay order and its positions are the records' indexes.
 */
public final class Inputs {
  /**
   * One record.
   *
   * @param evento the event, or null where the record must be refused
   * @param defect why it must be refused, or null
   */
  public record Input(TraceEntry.Message message, Evento evento, String defect) {

    /** Event time in milliseconds since the epoch; only for accepted events. */
    public long millis() {
      return evento.timestamp().toEpochMilli();
    }
  }

  /** An accepted record and its event time, milliseconds since the epoch. */
  public record Dated(TraceEntry.Message message, long millis) {}

  private final List<Input> all;
  private final List<TraceEntry.Control> controls;
  private final List<String> topics;
  private final int partitions;

  private Inputs(
      List<Input> all, List<TraceEntry.Control> controls, List<String> topics, int partitions) {
    this.all = all;
    this.controls = controls;
    this.topics = topics;
    this.partitions = partitions;
  }

  /** Reads the records of a trace that hold events. */
  public static Inputs of(Trace trace) {
    List<TraceEntry.Message> records = new ArrayList<>();
    List<TraceEntry.Control> controls = new ArrayList<>();
    trace.forEach(
        entry -> {
          if (entry instanceof TraceEntry.Message record) {
            records.add(record);
          } else if (entry instanceof TraceEntry.Control control) {
            controls.add(control);
          }
        });
    // nothing else is under way: no engine has been given anything of it yet
    List<Input> all = records.parallelStream().map(Inputs::read).toList();
    return new Inputs(all, controls, trace.header().topics(), trace.header().partitions());
  }

  /** The same inputs, cut after the first {@code position} records. */
  public Inputs upTo(long position) {
    return new Inputs(all.subList(0, (int) position), controls, topics, partitions);
  }

  /** All records in replay order. */
  public List<Input> all() {
    return all;
  }

  /**
   * All records of inputs that do not hold {@code eventos}, each read by its topic's schema, in
   * replay order.
   */
  public List<WireInput> wired(List<WireTopic> topics) {
    Map<String, WireSchema> schemas =
        topics.stream().collect(Collectors.toMap(WireTopic::name, WireTopic::schema));
    return all.stream()
        .map(Input::message)
        .map(message -> WireInput.read(message, schemas.get(message.topic())))
        .toList();
  }

  /** The accepted events in replay order. */
  public List<Input> accepted() {
    return all.stream().filter(input -> input.defect() == null).toList();
  }

  /**
   * The accepted records in replay order, whatever their schema.
   *
   * @param wires how those are read that do not hold {@code eventos}; none where all do
   */
  public List<Dated> dated(List<WireTopic> wires) {
    if (wires.isEmpty()) {
      return accepted().stream().map(input -> new Dated(input.message(), input.millis())).toList();
    }
    return wired(wires).stream()
        .filter(WireInput::accepted)
        .map(input -> new Dated(input.message(), input.millis()))
        .toList();
  }

  /** The trace's controls in order. */
  public List<TraceEntry.Control> controls() {
    return controls;
  }

  /** The dead letters that the refused records must give. */
  public List<ExpectedRow> deadLetters() {
    return all.stream().filter(input -> input.defect() != null).map(this::deadLetter).toList();
  }

  /** The dead letter that a refused record must give. */
  public ExpectedRow deadLetter(Input refused) {
    return deadLetterOf(refused.message(), refused.defect());
  }

  /** The dead letter of a record that an exercise refuses for a reason of its own. */
  public static ExpectedRow deadLetterOf(TraceEntry.Message refused, String defect) {
    String text =
        refused.value() == null ? null : new String(refused.value(), StandardCharsets.UTF_8);
    return new ExpectedRow(DeadLetter.OUTPUT, new DeadLetter(text, defect), refused.index());
  }

  /** Number of records before the first control of a kind. */
  public long position(TraceEntry.Action action) {
    return controls.stream()
        .filter(control -> control.action() == action)
        .mapToLong(TraceEntry.Control::position)
        .findFirst()
        .orElseThrow();
  }

  /**
   * The event of a record with nulls in place of what can't be read; null where nothing can be
   * read.
   */
  public Evento leniently(Input input) {
    RecordTree tree = RecordTree.of(input.message().value());
    return tree == null ? null : event(tree);
  }

  /**
   * The watermark before each record and, in the last place, after all: event-time milliseconds,
   * {@link Long#MIN_VALUE} while undefined. A window is closed, and a timer due, as soon as the
   * watermark has reached its end. Where there are several topics, each is a stream with a
   * watermark of its own, and the least counts.
   */
  public long[] watermarks(Duration delay, Meaning.Watermark meaning) {
    return watermarks(delay, meaning, WatermarkPolicy.MIN);
  }

  /** The same where a policy says what counts of several topics. */
  public long[] watermarks(Duration delay, Meaning.Watermark meaning, WatermarkPolicy policy) {
    return watermarks(dated(List.of()), delay, meaning, policy);
  }

  /** The same where some records' event times are what counts; they are in replay order. */
  public long[] watermarks(
      List<Dated> dated, Duration delay, Meaning.Watermark meaning, WatermarkPolicy policy) {
    return watermarks(dated, topic -> delay, meaning, policy);
  }

  /** The same where each topic's watermark has a delay of its own. */
  public long[] watermarks(
      List<Dated> dated,
      Function<String, Duration> delays,
      Meaning.Watermark meaning,
      WatermarkPolicy policy) {
    long[][] maxima = new long[topics.size()][partitions];
    for (long[] ofTopic : maxima) {
      Arrays.fill(ofTopic, Long.MIN_VALUE);
    }
    long[] watermarks = new long[all.size() + 1];
    Arrays.fill(watermarks, Long.MIN_VALUE);
    Iterator<Dated> events = dated.iterator();
    Dated next = events.hasNext() ? events.next() : null;
    for (int i = 0; i < all.size(); i++) {
      if (next != null && next.message().index() == i) {
        String topic = next.message().topic();
        long[] ofTopic = maxima[topics.indexOf(topic)];
        int partition = next.message().partition();
        long behind = next.millis() - delays.apply(topic).toMillis();
        ofTopic[partition] = Math.max(ofTopic[partition], behind);
        next = events.hasNext() ? events.next() : null;
      }
      watermarks[i + 1] = reached(maxima, meaning, policy);
    }
    return watermarks;
  }

  private static long reached(long[][] maxima, Meaning.Watermark meaning, WatermarkPolicy policy) {
    long[] streams = new long[maxima.length];
    for (int topic = 0; topic < maxima.length; topic++) {
      streams[topic] =
          meaning == Meaning.Watermark.GLOBAL_MAXIMUM
              ? greatest(maxima[topic])
              : least(maxima[topic]);
    }
    return policy == WatermarkPolicy.MIN ? least(streams) : greatest(streams);
  }

  private static long greatest(long[] values) {
    long greatest = Long.MIN_VALUE;
    for (long value : values) {
      greatest = Math.max(greatest, value);
    }
    return greatest;
  }

  private static long least(long[] values) {
    long least = Long.MAX_VALUE;
    for (long value : values) {
      least = Math.min(least, value);
    }
    return least;
  }

  static Input read(TraceEntry.Message record) {
    if (record.value() == null) {
      return new Input(record, null, Defect.NULL_VALUE);
    }
    RecordTree tree = RecordTree.of(record.value());
    if (tree == null) {
      return new Input(record, null, Defect.MALFORMED_JSON);
    }
    Evento event = event(tree);
    if (event.monto() == null && !tree.absent("monto")) {
      return new Input(record, null, Defect.WRONG_TYPE + "monto");
    }
    if (event.timestamp() == null && !tree.absent("timestamp")) {
      return new Input(record, null, Defect.WRONG_TYPE + "timestamp");
    }
    for (String required : List.of("evento_id", "user_id", "timestamp")) {
      if (tree.absent(required)) {
        return new Input(record, null, Defect.MISSING_FIELD + required);
      }
    }
    return new Input(record, event, null);
  }

  private static Evento event(RecordTree tree) {
    return new Evento(
        tree.text("evento_id"),
        tree.text("user_id"),
        tree.text("tipo"),
        tree.number("monto"),
        tree.timestamp("timestamp"),
        tree.text("region"));
  }
}
