package tandem.flink.runtime;

import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A {@link WireReader} as Kafka's source takes it. */
record WireDeserializer<T>(WireReader<T> reader)
    implements KafkaRecordDeserializationSchema<Wire<T>> {

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<Wire<T>> out) {
    Probe.taken(record.topic(), record.partition(), record.offset());
    out.collect(reader.read(record.key(), record.value()));
    Probe.done();
  }

  @Override
  public TypeInformation<Wire<T>> getProducedType() {
    return reader.produces();
  }
}
