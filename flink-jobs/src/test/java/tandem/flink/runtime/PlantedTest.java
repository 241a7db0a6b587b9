package tandem.flink.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import tandem.model.run.Plant;

class PlantedTest {
  private static final Plant BOTH = new Plant(Duration.ofNanos(500), Duration.ofMillis(1));

  @Test
  void whatIsNotPlantedLeavesTheJobAsItIs() {
    EventosSchema schema = new EventosSchema(Reading.STRICT);
    DataStream<byte[]> rows = rows(StreamExecutionEnvironment.createLocalEnvironment(1));

    assertThat(Planted.work(schema, Plant.NONE)).isSameAs(schema);
    assertThat(Planted.await(rows, Plant.NONE)).isSameAs(rows);
  }

  @Test
  void aWaitKeepsEveryRowAndTheirOrder() throws Exception {
    DataStream<byte[]> rows = rows(StreamExecutionEnvironment.createLocalEnvironment(1));
    List<String> came =
        Planted.await(rows, BOTH).executeAndCollect(501).stream()
            .map(row -> new String(row, StandardCharsets.UTF_8))
            .toList();
    assertThat(came).isEqualTo(IntStream.range(0, 500).mapToObj(i -> "row " + i).toList());
  }

  @Test
  void workChangesNoRecord() throws Exception {
    List<Incoming> read = new ArrayList<>();
    Collector<Incoming> out =
        new Collector<>() {
          @Override
          public void collect(Incoming record) {
            read.add(record);
          }

          @Override
          public void close() {}
        };
    byte[] refused = "not json".getBytes(StandardCharsets.UTF_8);
    ConsumerRecord<byte[], byte[]> record = new ConsumerRecord<>("eventos", 0, 0, null, refused);

    Planted.work(new EventosSchema(Reading.STRICT), BOTH).deserialize(record, out);

    assertThat(read).singleElement().satisfies(r -> assertThat(r.value()).isEqualTo(refused));
  }

  private static DataStream<byte[]> rows(StreamExecutionEnvironment env) {
    return env.fromData(
        byte[].class,
        IntStream.range(0, 500)
            .mapToObj(i -> ("row " + i).getBytes(StandardCharsets.UTF_8))
            .toArray(byte[][]::new));
  }
}
