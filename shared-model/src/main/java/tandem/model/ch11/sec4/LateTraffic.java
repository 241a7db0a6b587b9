package tandem.model.ch11.sec4;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import tandem.model.ch11.sec3.TimeWindows.Shape;
import tandem.model.ch11.sec3.TimeWindows.Windows;
import tandem.model.ch11.sec3.WindowTraffic;
import tandem.model.event.EventoWriter;
import tandem.model.trace.Purpose;
import tandem.model.trace.TraceEntry.Action;
import tandem.model.trace.TraceRequest;
import tandem.model.trace.TraceWriter;
import tandem.model.trace.Traffic;

/**
 * Traffic of the exercises about late data. A parity trace has ordinary events, what is late for
 * the cause, and ordinary events again, with barriers where it matters how far the watermark is.
 * Live traffic holds nothing that is too late, and ticks as that of windows does.
 *
 * @param cause why events are late
 * @param delay of the watermark
 */
record LateTraffic(Cause cause, Duration delay) implements Traffic {
  private static final long SECOND = 1_000;
  private static final long MINUTE = LateData.MINUTE.toMillis();
  private static final long HOUR = Duration.ofHours(1).toMillis();
  private static final long YEAR = Duration.ofDays(365).toMillis();
  private static final long STRETCH = 40 * MINUTE;
  private static final long EVERY = 10 * SECOND;
  private static final int EVENTS_WITHIN_DELAY = 60;
  private static final int USERS = 12;

  /** A message in ten takes longer than the others. */
  private static final int SLOW_ONE_IN = 10;

  private static final int USUAL_NETWORK_MILLIS = 10;
  private static final int SLOW_NETWORK_MILLIS = 3_000;
  private static final long RETRY_AFTER = 30 * SECOND;
  private static final long CUT_OFF_FOR = 2 * HOUR;
  private static final long OFFLINE_FOR = 2 * HOUR + HOUR / 2;
  private static final long SENSORS_OFFLINE_FOR = 80 * HOUR;
  private static final int PHONES = 4;

  /** Late records of each kind, where they are counted. */
  static final int EACH_KIND = 6;

  /** So short that no partition can get ahead of another by the delay of the watermark. */
  private static final long SHORT_STRETCH = 5 * MINUTE;

  /** Why events are late. */
  enum Cause {
    /** Some take three seconds to arrive. */
    NETWORK,
    /** Some arrive at the second try. */
    RETRIES,
    /** The last partition is cut off for a while, and then all comes at once. */
    CUT_OFF,
    /** Some users are, and their events lie between those of others. */
    OFFLINE,
    /** They are just behind the watermark. */
    EDGE,
    /** All of a batch are stamped with last year. */
    LAST_YEAR,
    /** One in the first partition is stamped with next year. */
    NEXT_YEAR,
    /** One in each partition is. */
    NEXT_YEAR_EVERYWHERE,
    /** They come on the next day. */
    TOMORROW,
    /** Sensors are offline for days. */
    SENSORS
  }

  /**
   * An event that is under way.
   *
   * @param arrives when, event-time milliseconds
   * @param millis when it happened
   */
  private record UnderWay(long arrives, long millis, int user) {}

  @Override
  public void write(TraceRequest request, TraceWriter out) {
    if (request.purpose() != Purpose.PARITY) {
      Windows minutes = new Windows(Shape.TUMBLING, LateData.MINUTE, LateData.MINUTE, delay);
      new WindowTraffic(minutes, WindowTraffic.Extra.NONE).write(request, out);
      return;
    }
    EventoWriter events = new EventoWriter(out, request.seed());
    int partitions = request.partitions();
    long now = ordinary(events, partitions, EventoWriter.BASE_MILLIS, STRETCH);
    now = late(events, partitions, now);
    events.control(Action.MEASURE);
    // closes what is open; of an event of next year it is no matter
    tick(events, now + 2 * (delay.toMillis() + 2 * MINUTE));
  }

  /** What the trace is about; returns how far event time has come. */
  private long late(EventoWriter events, int partitions, long now) {
    return switch (cause) {
      case NETWORK, RETRIES -> ordinary(events, partitions, now, STRETCH);
      case CUT_OFF -> cutOff(events, partitions, now);
      case OFFLINE -> offline(events, partitions, now, OFFLINE_FOR, 5 * MINUTE);
      case SENSORS -> offline(events, partitions, now, SENSORS_OFFLINE_FOR, 2 * HOUR);
      case EDGE -> edge(events, partitions, now);
      case LAST_YEAR -> lastYear(events, partitions, now);
      case NEXT_YEAR, NEXT_YEAR_EVERYWHERE -> nextYear(events, partitions, now);
      case TOMORROW -> tomorrow(events, partitions, now);
    };
  }

  /**
   * Events over a span of event time, odd and unreadable ones, and a tick on each partition at its
   * end, which is returned.
   */
  private long ordinary(EventoWriter events, int partitions, long start, long span) {
    arrive(events, partitions, underWay(events, start, span));
    long end = start + span;
    events.sentAt(end).oddities(end);
    events.defects(end);
    tick(events, end);
    return end;
  }

  /** An event on each partition, sent when it happens. */
  private static void tick(EventoWriter events, long millis) {
    events.next().sentAt(millis).tick(millis);
  }

  private List<UnderWay> underWay(EventoWriter events, long start, long span) {
    // long spans need no more events than short ones, but so many within the delay that a partition
    // which is read a little later than another does not seem to be late
    long sparse = Math.min(span / (STRETCH / EVERY), delay.toMillis() / EVENTS_WITHIN_DELAY);
    long every = Math.max(EVERY, sparse);
    List<UnderWay> underWay = new ArrayList<>();
    for (long at = 0; at < span; at += every) {
      long millis = start + at + events.random().nextLong(SECOND);
      int user = events.random().nextInt(USERS);
      underWay.add(new UnderWay(millis + takes(events), millis, user));
    }
    underWay.sort(Comparator.comparingLong(UnderWay::arrives));
    return underWay;
  }

  /** How long a message is under way. */
  private long takes(EventoWriter events) {
    boolean slow = events.random().nextInt(SLOW_ONE_IN) == 0;
    if (!slow) {
      return USUAL_NETWORK_MILLIS;
    }
    return cause == Cause.RETRIES
        ? RETRY_AFTER
        : events.random().nextLong(USUAL_NETWORK_MILLIS, SLOW_NETWORK_MILLIS);
  }

  private static void arrive(EventoWriter events, int partitions, List<UnderWay> underWay) {
    for (UnderWay each : underWay) {
      events.next().sentAt(each.arrives());
      events.eventIn(partition(each, partitions), "u-" + each.user(), each.millis());
    }
  }

  private static int partition(UnderWay event, int partitions) {
    return event.user() % partitions;
  }

  /** The last partition is silent; then it sends what it has, in order, and goes on. */
  private long cutOff(EventoWriter events, int partitions, long now) {
    int alone = partitions - 1;
    List<UnderWay> all = underWay(events, now, CUT_OFF_FOR);
    long end = now + CUT_OFF_FOR;
    arrive(
        events, partitions, all.stream().filter(e -> partition(e, partitions) != alone).toList());
    for (int other = 0; other < alone; other++) {
      events.next().sentAt(end).eventIn(other, "reloj-" + other, end);
    }
    events.control(Action.BARRIER);
    arrive(
        events,
        partitions,
        all.stream()
            .filter(e -> partition(e, partitions) == alone)
            .map(e -> new UnderWay(end, e.millis(), e.user()))
            .toList());
    events.control(Action.BARRIER);
    return ordinary(events, partitions, end, STRETCH);
  }

  /** Some send nothing, while others go on; then they send all that they have. */
  private long offline(EventoWriter events, int partitions, long now, long span, long every) {
    long end = ordinary(events, partitions, now, span);
    events.control(Action.BARRIER);
    for (int phone = 0; phone < PHONES; phone++) {
      for (long at = now; at < end; at += every) {
        long millis = at + events.random().nextLong(MINUTE / 2);
        events.next().eventIn(phone % partitions, "movil-" + phone, millis);
      }
    }
    events.control(Action.BARRIER);
    return ordinary(events, partitions, end, STRETCH);
  }

  /**
   * The watermark stands in the middle of a minute: events of that minute, and events of minutes
   * that it has passed, each of another.
   */
  private long edge(EventoWriter events, int partitions, long now) {
    long half = now + MINUTE / 2;
    tick(events, half);
    events.control(Action.BARRIER);
    long open = now - delay.toMillis();
    for (int i = 0; i < EACH_KIND; i++) {
      events.next().eventIn(i % partitions, "borde-" + i, open + i * SECOND);
      events.next().eventIn(i % partitions, "tarde-" + i, open - (i + 1) * MINUTE + i * SECOND);
    }
    events.control(Action.BARRIER);
    return ordinary(events, partitions, half, STRETCH);
  }

  private long lastYear(EventoWriter events, int partitions, long now) {
    events.control(Action.BARRIER);
    events.control(Action.ATOMIC);
    for (int i = 0; i < 2 * EACH_KIND; i++) {
      long millis = now - YEAR + i * MINUTE + events.random().nextLong(SECOND);
      events.next().eventIn(0, "atrasado", millis);
    }
    events.control(Action.BARRIER);
    return ordinary(events, partitions, now, STRETCH);
  }

  private long nextYear(EventoWriter events, int partitions, long now) {
    events.control(Action.BARRIER);
    events.sentAt(now);
    if (cause == Cause.NEXT_YEAR) {
      events.next().eventIn(0, "adelantado", now + YEAR);
    } else {
      events.next().tick(now + YEAR);
    }
    long reached = now;
    for (int i = 0; i < 4; i++) {
      events.control(Action.BARRIER);
      reached = ordinary(events, partitions, reached, SHORT_STRETCH);
    }
    return reached;
  }

  private long tomorrow(EventoWriter events, int partitions, long now) {
    events.control(Action.BARRIER);
    long end = ordinary(events, partitions, now + 24 * HOUR, STRETCH);
    events.control(Action.BARRIER);
    for (int i = 0; i < EACH_KIND; i++) {
      events.next().eventIn(i % partitions, "ayer-" + i, now - (i + 1) * MINUTE);
    }
    return end;
  }
}
