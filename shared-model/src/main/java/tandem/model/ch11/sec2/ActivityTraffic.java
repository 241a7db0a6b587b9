package tandem.model.ch11.sec2;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import tandem.model.ch11.sec2.MultipleTopics.Kind;
import tandem.model.codec.Timestamps;
import tandem.model.event.EventoWriter;
import tandem.model.trace.TraceEntry.Action;
import tandem.model.trace.TraceRequest;
import tandem.model.trace.TraceWriter;

/**
 * Traffic of records that are not alike: each kind on a topic of its own and with names of its own,
 * or all on one topic with what is the kind's own in a payload. Odd and unreadable records of each
 * sort are among them.
 */
final class ActivityTraffic {
  private static final List<Kind> KINDS = List.of(Kind.values());
  private static final int STRETCH = 120;
  private static final double AMOUNT_STEP = 0.25;
  private static final int AMOUNTS = 2_000;

  private final TraceWriter out;
  private final SplittableRandom random;
  private long micros;
  private long number;
  private long ids;
  private String time;
  private long millis;

  private ActivityTraffic(TraceRequest request, TraceWriter out) {
    this.out = out;
    this.random = new SplittableRandom(request.seed());
  }

  /** Each kind on a topic of its own. */
  static void topics(TraceRequest request, TraceWriter out) {
    new ActivityTraffic(request, out).write(false);
  }

  /** All kinds on one topic. */
  static void union(TraceRequest request, TraceWriter out) {
    new ActivityTraffic(request, out).write(true);
  }

  private void write(boolean union) {
    for (int stretch = 0; stretch < 2; stretch++) {
      for (int i = 0; i < STRETCH; i++) {
        at(EventoWriter.BASE_MILLIS + stretch * 60_000L + i * 100L);
        Kind kind = KINDS.get(random.nextInt(KINDS.size()));
        String own = own(kind);
        if (union) {
          send(MultipleTopics.UNION_TOPIC, envelope(kind.tipo(), id(), quoted(own)));
        } else {
          send(kind.topic(), record(kind, id(), own));
        }
      }
      if (union) {
        oddOnes(MultipleTopics.UNION_TOPIC, oddEnvelopes());
      } else {
        for (Kind kind : KINDS) {
          oddOnes(kind.topic(), oddRecords(kind));
        }
      }
      if (stretch == 0) {
        out.control(Action.BARRIER);
        micros = 0;
      }
    }
  }

  /** The event time of the records to come. */
  private void at(long eventMillis) {
    millis = eventMillis;
    time = Timestamps.format(Instant.ofEpochMilli(eventMillis));
  }

  /** What a kind has for itself, as an object. */
  private String own(Kind kind) {
    String monto = Double.toString((1 + random.nextInt(AMOUNTS)) * AMOUNT_STEP);
    return switch (kind) {
      case CLICK -> "{\"pagina\":\"/p/" + random.nextInt(50) + "\"}";
      case COMPRA -> "{\"monto\":" + monto + "}";
      case DEVOLUCION -> "{\"monto\":" + monto + ",\"motivo\":\"talla\"}";
    };
  }

  private String record(Kind kind, String id, String own) {
    return "{%s:%s,%s,%s:%s}"
        .formatted(
            quoted(kind.idField()),
            quoted(id),
            own.substring(1, own.length() - 1),
            quoted(kind.timeField()),
            quoted(time));
  }

  private String envelope(String tipo, String id, String payload) {
    return "{\"tipo\":%s,\"id\":%s,\"timestamp\":%s,\"payload\":%s}"
        .formatted(quoted(tipo), quoted(id), quoted(time), payload);
  }

  /** Accepted or refused, one of each sort; the first one comes twice. */
  private List<String> oddRecords(Kind kind) {
    String good = record(kind, id(), own(kind));
    String noTime = good.substring(0, good.lastIndexOf(",\"" + kind.timeField())) + "}";
    List<String> odd = new ArrayList<>(List.of(good, good));
    odd.add(record(kind, id(), "{\"canal\":{\"a\":[1,2]}," + own(kind).substring(1)));
    odd.add(record(kind, id(), "{\"pagina\":\"ñ \\u00e9\",\"motivo\":7,\"monto\":null}"));
    odd.add(record(kind, id(), "{\"pagina\":\"/\",\"motivo\":\"\",\"monto\":\"doce\"}"));
    odd.add(record(kind, id(), "{\"monto\":3}"));
    odd.add("esto no es json");
    odd.add("[" + good + "]");
    odd.add(good.substring(0, good.length() - 3));
    odd.add(good.replace(kind.idField(), "otro_id"));
    odd.add(noTime);
    odd.add(good.replace(time, "ayer"));
    return odd;
  }

  /** The same for the union, with payloads that are odd in themselves. */
  private List<String> oddEnvelopes() {
    String good = envelope("compra", id(), quoted("{\"monto\":8}"));
    List<String> odd = new ArrayList<>(List.of(good, good));
    odd.add(envelope("compra", id(), quoted("{\"monto\":null}")));
    odd.add(envelope("compra", id(), quoted("{}")));
    // an object in the place of its text is as good as its text
    odd.add(envelope("click", id(), "{\"pagina\":\"ñ\",\"canal\":[1,2]}"));
    odd.add(envelope("devolucion", id(), quoted("{\"motivo\":7,\"monto\":2.5}")));
    odd.add(envelope("compra", id(), quoted("{\"monto\":\"doce\"}")));
    odd.add(envelope("devolucion", id(), quoted("{\"monto\":1}")));
    odd.add(envelope("click", id(), quoted("{\"pagina\":null}")));
    odd.add(envelope("click", id(), quoted("esto no es json")));
    odd.add(envelope("click", id(), quoted("")));
    odd.add(envelope("compra", id(), "7"));
    odd.add(envelope("compra", id(), "null"));
    odd.add(envelope("vista", id(), quoted("{}")));
    odd.add("esto no es json");
    odd.add(good.substring(0, good.length() - 3));
    odd.add(good.replace("\"tipo\"", "\"clase\""));
    odd.add(good.replace("\"id\"", "\"otro_id\""));
    odd.add(good.replace(time, "ayer"));
    return odd;
  }

  private void oddOnes(String topic, List<String> values) {
    values.forEach(value -> send(topic, value));
    send(topic, "");
    out.recordWithoutEventTime(next(), topic, 0, key("nada"), null, Map.of(), millis);
  }

  private void send(String topic, String value) {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    int partition = (int) (number++ % out.header().partitions());
    out.recordWithoutEventTime(
        next(), topic, partition, key("k-" + number), bytes, Map.of(), millis);
  }

  private long next() {
    micros += 1_000;
    return micros;
  }

  private String id() {
    return "a-" + ids++;
  }

  private static byte[] key(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String quoted(String text) {
    return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }
}
