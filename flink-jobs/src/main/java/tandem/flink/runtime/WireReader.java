package tandem.flink.runtime;

import java.io.Serializable;
import java.time.Instant;
import java.util.Map;
import java.util.function.Function;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import tandem.model.codec.WireCodec;
import tandem.model.codec.WireRecord;
import tandem.model.codec.WireSchema;
import tandem.model.codec.WireTopic;

/**
 * Reads the records of a topic by its schema inside the source, where event times still have their
 * partition.
 *
 * @param topic the topic
 * @param type what is made of an accepted record
 * @param maker makes it
 */
public record WireReader<T>(WireTopic topic, Class<T> type, Maker<T> maker)
    implements Serializable {

  /** Makes something of a record that has been read and accepted. */
  @FunctionalInterface
  public interface Maker<T> extends Function<WireRecord, T>, Serializable {}

  /** What a record is, or why it is refused. */
  public Wire<T> read(byte[] key, byte[] value) {
    WireRecord read = WireCodec.decode(value, topic.schema());
    if (read.defect() != null) {
      return new Wire<>(null, Long.MIN_VALUE, read.defect(), key, value);
    }
    long millis =
        topic
            .schema()
            .only(WireSchema.Type.TIMESTAMP)
            .map(field -> read.timestamp(field.name()))
            .map(Instant::toEpochMilli)
            .orElse(Long.MIN_VALUE);
    return new Wire<>(maker.apply(read), millis, null, null, null);
  }

  /** The type of what it reads, which a lambda or a variable can't tell. */
  @SuppressWarnings("unchecked")
  public TypeInformation<Wire<T>> produces() {
    Class<Wire<T>> wire = (Class<Wire<T>>) (Class<?>) Wire.class;
    return Types.POJO(
        wire,
        Map.of(
            "event", TypeInformation.of(type),
            "millis", Types.LONG,
            "defect", Types.STRING,
            "key", Types.PRIMITIVE_ARRAY(Types.BYTE),
            "value", Types.PRIMITIVE_ARRAY(Types.BYTE)));
  }
}
