package tandem.flink.runtime;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.streaming.api.datastream.AsyncDataStream;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.functions.async.AsyncFunction;
import org.apache.flink.streaming.api.functions.async.ResultFuture;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import tandem.model.run.Plant;

/** Puts a {@link Plant} into a job; where nothing is planted, the job stays as it is. */
final class Planted {
  /** More rows than can be on their way: the wait must not hold back what comes behind. */
  private static final int ROWS_WAITING = 100_000;

  private static final long NEVER_SECONDS = 3_600;

  private Planted() {}

  /** Work where records are read, as an operator of its own would add a copy of each record. */
  static <T> KafkaRecordDeserializationSchema<T> work(
      KafkaRecordDeserializationSchema<T> schema, Plant plant) {
    return plant.hasWork() ? new Busy<>(schema, plant.work().toNanos()) : schema;
  }

  /** A wait before the sink, in which any number of rows can be at once. */
  static DataStream<byte[]> await(DataStream<byte[]> rows, Plant plant) {
    if (!plant.hasDelay()) {
      return rows;
    }
    return AsyncDataStream.orderedWait(
            rows, new Later(plant.delay().toNanos()), NEVER_SECONDS, TimeUnit.SECONDS, ROWS_WAITING)
        .uid("planted-wait")
        .name("planted-wait");
  }

  private record Busy<T>(KafkaRecordDeserializationSchema<T> schema, long nanos)
      implements KafkaRecordDeserializationSchema<T> {
    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<T> out)
        throws java.io.IOException {
      Plant.burn(nanos);
      schema.deserialize(record, out);
    }

    @Override
    public TypeInformation<T> getProducedType() {
      return schema.getProducedType();
    }
  }

  private record Later(long nanos) implements AsyncFunction<byte[], byte[]> {
    @Override
    public void asyncInvoke(byte[] row, ResultFuture<byte[]> due) {
      var unused =
          new CompletableFuture<byte[]>()
              .completeOnTimeout(row, nanos, TimeUnit.NANOSECONDS)
              .thenAccept(later -> due.complete(List.of(later)));
    }
  }
}
