package tandem.model.ch11.sec2;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tandem.model.codec.Timestamps;
import tandem.model.event.EventoWriter;
import tandem.model.trace.TraceEntry.Action;
import tandem.model.trace.TraceRequest;
import tandem.model.trace.TraceWriter;
import tandem.model.trace.Traffic;

/**
 * Parity traffic of sources that are no topics: stretches of events with a control between each
 * two. What a source can't carry is left out: a line has always a value, and a column its type.
 *
 * @param form how records are written
 * @param actions between the stretches
 */
record SourceTraffic(Form form, List<Action> actions) implements Traffic {
  private static final int USERS = 1_000;
  private static final int STRETCH = 120;

  private enum Form {
    JSON,
    CSV,
    /** JSON of what columns can hold; in it nulls are left out, as columns do not tell. */
    COLUMNS
  }

  static SourceTraffic json(Action... actions) {
    return new SourceTraffic(Form.JSON, List.of(actions));
  }

  static SourceTraffic csv(Action... actions) {
    return new SourceTraffic(Form.CSV, List.of(actions));
  }

  static SourceTraffic columns(Action... actions) {
    return new SourceTraffic(Form.COLUMNS, List.of(actions));
  }

  @Override
  public void write(TraceRequest request, TraceWriter out) {
    EventoWriter events = new EventoWriter(out, request.seed());
    Rows rows = new Rows(events, out);
    for (int stretch = 0; stretch <= actions.size(); stretch++) {
      long start = EventoWriter.BASE_MILLIS + stretch * 60_000L;
      switch (form) {
        case JSON -> json(events, start);
        case CSV -> rows.csv(start);
        case COLUMNS -> rows.columns(start);
      }
      if (stretch < actions.size()) {
        events.control(actions.get(stretch));
        rows.micros = 0;
      }
    }
  }

  private static void json(EventoWriter events, long start) {
    for (int i = 0; i < STRETCH; i++) {
      events.next().event("u-" + events.random().nextInt(USERS), start + i * 100L);
    }
    events.next().oddities(start);
    events.next().textDefects(start);
    // what is cut in two is an event
    events.event("u-0", start + STRETCH * 100L);
  }

  /** Writes records that are no JSON, or that are to become columns. */
  private static final class Rows {
    private final EventoWriter events;
    private final TraceWriter out;
    private long micros;
    private long number;

    Rows(EventoWriter events, TraceWriter out) {
      this.events = events;
      this.out = out;
    }

    void csv(long start) {
      String time = Timestamps.format(Instant.ofEpochMilli(start));
      for (int i = 0; i < STRETCH; i++) {
        send("%s,u-%d,compra,%s,%s,sur".formatted(id(), i % USERS, amount(), time), start);
      }
      String twice = id() + ",u,compra,8," + time + ",sur";
      List<String> odd = new ArrayList<>(List.of(twice, twice));
      odd.add(id() + ",u,compra,," + time + ",sur");
      odd.add(id() + ",u,,2.5e1," + time + ",");
      odd.add(id() + ",u,\"\",-1," + time + ",\"ñandú \"\"x\"\", y\"");
      odd.add(id() + ",u,click,0.25,2026-03-01,sur");
      odd.add(id() + ",u,click,0.25,2026-03-01T01:00:00+01:00,sur");
      odd.add("");
      odd.add("esto no es csv");
      odd.add(twice + ",de más");
      odd.add(id() + ",u,compra,8," + time);
      odd.add(id() + ",u,compra,doce," + time + ",sur");
      odd.add(id() + ",u,compra,NaN," + time + ",sur");
      odd.add(id() + ",u,compra,8,ayer,sur");
      odd.add(id() + ",u,compra,8,1772323200,sur");
      odd.add(",u,compra,8," + time + ",sur");
      odd.add(id() + ",,compra,8," + time + ",sur");
      odd.add(id() + ",u,compra,8,,sur");
      odd.forEach(line -> send(line, start));
    }

    void columns(long start) {
      String time = "\"timestamp\":\"" + Timestamps.format(Instant.ofEpochMilli(start)) + "\"";
      String kind = "\"tipo\":\"compra\",";
      for (int i = 0; i < STRETCH; i++) {
        String ids = "{\"evento_id\":\"" + id() + "\",\"user_id\":\"u-" + i % USERS + "\",";
        send(ids + kind + "\"monto\":" + amount() + "," + time + ",\"region\":\"sur\"}", start);
      }
      String ids = "{\"evento_id\":\"" + id() + "\",\"user_id\":\"u\",";
      String twice = ids + kind + "\"monto\":8.0," + time + ",\"region\":\"sur\"}";
      List<String> odd = new ArrayList<>(List.of(twice, twice));
      odd.add(ids + kind + time + ",\"region\":\"ñandú\"}");
      odd.add(ids + "\"monto\":0.25," + time + ",\"region\":\"\"}");
      odd.add("{\"user_id\":\"u\"," + kind + "\"monto\":3.5," + time + "}");
      odd.add("{\"evento_id\":\"" + id() + "\"," + kind + time + "}");
      odd.add(ids + kind + "\"monto\":2.0,\"region\":\"sur\"}");
      odd.forEach(row -> send(row, start));
    }

    private void send(String value, long millis) {
      byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
      micros += 1_000;
      int partition = (int) (number % out.header().partitions());
      out.recordWithoutEventTime(
          micros, NativeSources.INPUT, partition, null, bytes, Map.of(), millis);
    }

    private String amount() {
      return Double.toString((1 + events.random().nextInt(1_000)) * 0.25);
    }

    private String id() {
      return "r-" + number++;
    }
  }
}
