package tandem.flink.runtime;

import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Takes records of any topic as they are.
 *
 * @param prefix what stands before the exercise's name in a topic
 */
record InputRecordSchema(String prefix) implements KafkaRecordDeserializationSchema<InputRecord> {

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<InputRecord> out) {
    Probe.taken(record.topic(), record.partition(), record.offset());
    out.collect(
        new InputRecord(record.topic().substring(prefix.length()), record.key(), record.value()));
    Probe.done();
  }

  @Override
  public TypeInformation<InputRecord> getProducedType() {
    return TypeInformation.of(InputRecord.class);
  }
}
