package tandem.flink.runtime;

import java.nio.charset.StandardCharsets;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import tandem.model.codec.Decoded;
import tandem.model.codec.EventoCodec;
import tandem.model.codec.EventoCsv;
import tandem.model.event.Evento;

/**
 * Reads the JSON of {@code eventos} inside the source, where event times still have their
 * partition.
 */
public final class EventosSchema implements KafkaRecordDeserializationSchema<Incoming> {
  private final Reading reading;

  EventosSchema(Reading reading) {
    this.reading = reading;
  }

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<Incoming> out) {
    Probe.taken(record.topic(), record.partition(), record.offset());
    Incoming incoming =
        switch (reading) {
          case STRICT -> decode(record.key(), record.value());
          case POSITIONED -> positioned(record);
          case CARELESS -> carelessly(record.value());
        };
    if (incoming != null) {
      out.collect(incoming);
    }
    Probe.done();
  }

  /** An event, or a refused record with its reason. */
  public static Incoming decode(byte[] key, byte[] value) {
    Decoded decoded = EventoCodec.decode(value);
    return decoded.accepted()
        ? new Incoming(decoded.evento(), null, null, null)
        : new Incoming(null, decoded.defect(), key, value);
  }

  /** The same for a line of CSV. */
  public static Incoming decodeCsv(String line) {
    Decoded decoded = EventoCsv.decode(line);
    return decoded.accepted()
        ? new Incoming(decoded.evento(), null, null, null)
        : new Incoming(null, decoded.defect(), null, line.getBytes(StandardCharsets.UTF_8));
  }

  private static Incoming positioned(ConsumerRecord<byte[], byte[]> record) {
    Incoming decoded = decode(record.key(), record.value());
    Position position = new Position(record.partition(), record.offset(), record.timestamp());
    return decoded.defect() == null
        ? new Incoming(decoded.evento(), null, null, null, position)
        : decoded;
  }

  /** What a careless job sees: nulls in place of what can't be read; null where nothing can. */
  public static Incoming carelessly(byte[] value) {
    Evento evento = EventoCodec.decodeLeniently(value);
    return evento == null ? null : new Incoming(evento, null, null, null);
  }

  @Override
  public TypeInformation<Incoming> getProducedType() {
    return TypeInformation.of(Incoming.class);
  }
}
