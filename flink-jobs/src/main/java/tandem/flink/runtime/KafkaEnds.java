package tandem.flink.runtime;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Properties;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.KafkaSourceBuilder;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.producer.ProducerRecord;
import tandem.flink.runtime.FlinkInputs.Subscription;
import tandem.model.catalog.Catalog;
import tandem.model.catalog.SinkKind;
import tandem.model.catalog.Variant;
import tandem.model.codec.Json;
import tandem.model.event.DeadLetter;
import tandem.model.event.Evento;
import tandem.model.run.Gear.Guarantee;
import tandem.model.run.KafkaSettings;
import tandem.model.run.RunSpec;
import tandem.model.run.StartFrom;

/** The Kafka source and sinks between a run's topics and a job. */
final class KafkaEnds {
  private static final String TRANSACTION_TIMEOUT_MILLIS = "900000";
  private static final String PARTITION_DISCOVERY = "partition.discovery.interval.ms";
  private static final String DISCOVERY_MILLIS = "500";

  static final String SOURCE_UID = "source";

  private KafkaEnds() {}

  /** The run's topics as a job's inputs. */
  record Sources(StreamExecutionEnvironment env, RunSpec spec) implements FlinkInputs.Source {

    @Override
    public DataStream<Incoming> open(WatermarkStrategy<Incoming> strategy, Reading reading) {
      return source(env, spec, Evento.TOPIC, strategy, reading).uid(SOURCE_UID);
    }

    @Override
    public DataStream<Incoming> open(String topic, WatermarkStrategy<Incoming> strategy) {
      return source(env, spec, topic, strategy, Reading.STRICT).uid(SOURCE_UID + "-" + topic);
    }

    @Override
    public StreamExecutionEnvironment environment() {
      return env;
    }

    @Override
    public <T> DataStream<Wire<T>> open(WireReader<T> reader, WatermarkStrategy<Wire<T>> strategy) {
      return source(env, spec, reader, strategy);
    }

    @Override
    public DataStream<InputRecord> open(Subscription subscription) {
      return source(env, spec, subscription);
    }
  }

  private static SingleOutputStreamOperator<Incoming> source(
      StreamExecutionEnvironment env,
      RunSpec spec,
      String topic,
      WatermarkStrategy<Incoming> strategy,
      Reading reading) {
    KafkaSource<Incoming> source =
        KafkaEnds.<Incoming>reader(spec)
            .setTopics(spec.topic(topic))
            .setDeserializer(Planted.work(new EventosSchema(reading), spec.plant()))
            .build();
    return env.fromSource(source, strategy, topic, TypeInformation.of(Incoming.class));
  }

  private static <T> DataStream<Wire<T>> source(
      StreamExecutionEnvironment env,
      RunSpec spec,
      WireReader<T> reader,
      WatermarkStrategy<Wire<T>> strategy) {
    String name = reader.topic().name();
    KafkaSource<Wire<T>> source =
        KafkaEnds.<Wire<T>>reader(spec)
            .setTopics(spec.topic(name))
            .setDeserializer(Planted.work(new WireDeserializer<>(reader), spec.plant()))
            .build();
    return env.fromSource(source, strategy, name, reader.produces()).uid(SOURCE_UID + "-" + name);
  }

  private static DataStream<InputRecord> source(
      StreamExecutionEnvironment env, RunSpec spec, Subscription subscription) {
    KafkaSourceBuilder<InputRecord> source =
        KafkaEnds.<InputRecord>reader(spec)
            .setDeserializer(Planted.work(new InputRecordSchema(spec.topicPrefix()), spec.plant()));
    String name;
    if (subscription.pattern() == null) {
      source.setTopics(subscription.topics().stream().map(spec::topic).toList());
      name = subscription.topics().get(0);
    } else {
      source.setTopicPattern(spec.topicPattern(subscription.pattern()));
      // Flink looks every five minutes unless it is told otherwise
      source.setProperty(PARTITION_DISCOVERY, DISCOVERY_MILLIS);
      name = "pattern";
    }
    return env.fromSource(
            source.build(),
            WatermarkStrategy.noWatermarks(),
            name,
            TypeInformation.of(InputRecord.class))
        .uid("source-" + name);
  }

  private static <T> KafkaSourceBuilder<T> reader(RunSpec spec) {
    OffsetsInitializer start =
        spec.startFrom() == StartFrom.LATEST
            ? OffsetsInitializer.latest()
            : OffsetsInitializer.earliest();
    KafkaSourceBuilder<T> source =
        KafkaSource.<T>builder()
            .setBootstrapServers(spec.bootstrap())
            .setGroupId("flink-" + Path.of(spec.directory()).getFileName())
            .setStartingOffsets(start);
    if (Catalog.exercise(spec.exercise()).variant(spec.variant()).bounded()) {
      source.setBounded(OffsetsInitializer.latest());
    }
    spec.consumer().forEach(source::setProperty);
    return source;
  }

  static void sinks(
      RunSpec spec,
      Variant variant,
      DataStream<? extends Record> results,
      DataStream<Incoming> refused) {
    if (variant.sink() == SinkKind.CONSOLE) {
      DataStream<String> lines = results.map(KafkaEnds::text).returns(Types.STRING).uid("to-text");
      HeldCheckpoint.before(lines, variant).print().uid("console");
      if (refused != null) {
        refused
            .map(KafkaEnds::refusal)
            .returns(Types.STRING)
            .uid("refused-to-text")
            .print()
            .uid("refused-console");
      }
      return;
    }
    if (variant.sink().isTable()) {
      TableEnds.sink(spec, variant, results);
    } else {
      results(spec, variant, results);
    }
    if (refused != null) {
      refused
          .sinkTo(sink(spec, new Refusals(spec.topic(DeadLetter.OUTPUT)), DeadLetter.OUTPUT))
          .uid("dead-letter");
    }
  }

  private static void results(RunSpec spec, Variant variant, DataStream<? extends Record> results) {
    // the bytes are made here, so that one sink class serves every result type
    DataStream<byte[]> rows =
        results.map(Json::row).returns(byte[].class).uid("to-json").name("to-json");
    HeldCheckpoint.before(Planted.await(rows, spec.plant()), variant)
        .sinkTo(
            sink(
                spec,
                new Results(spec.topic(Variant.RESULT), variant.emission().ordered()),
                Variant.RESULT))
        .uid("sink");
  }

  private static <T> KafkaSink<T> sink(
      RunSpec spec, KafkaRecordSerializationSchema<T> schema, String output) {
    boolean exactlyOnce = spec.gear().guarantee() == Guarantee.EXACTLY_ONCE;
    Properties settings = new Properties();
    settings.putAll(KafkaSettings.PRODUCER);
    settings.setProperty("transaction.timeout.ms", TRANSACTION_TIMEOUT_MILLIS);
    return KafkaSink.<T>builder()
        .setBootstrapServers(spec.bootstrap())
        .setKafkaProducerConfig(settings)
        .setDeliveryGuarantee(
            exactlyOnce ? DeliveryGuarantee.EXACTLY_ONCE : DeliveryGuarantee.AT_LEAST_ONCE)
        .setTransactionalIdPrefix(Path.of(spec.directory()).getFileName() + "-" + output)
        .setRecordSerializer(schema)
        .build();
  }

  private static String text(Record row) {
    return new String(Json.row(row), StandardCharsets.UTF_8);
  }

  private static String refusal(Incoming refused) {
    String value =
        refused.value() == null ? null : new String(refused.value(), StandardCharsets.UTF_8);
    return text(new DeadLetter(value, refused.defect()));
  }

  /**
   * Result rows.
   *
   * @param ordered whether a subtask writes to one partition only, so that the changes of a key
   *     keep their order
   */
  private record Results(String topic, boolean ordered)
      implements KafkaRecordSerializationSchema<byte[]> {
    @Override
    public ProducerRecord<byte[], byte[]> serialize(
        byte[] row, KafkaSinkContext context, Long timestamp) {
      Probe.handed();
      if (!ordered) {
        return new ProducerRecord<>(topic, row);
      }
      int partition = context.getParallelInstanceId() % context.getPartitionsForTopic(topic).length;
      return new ProducerRecord<>(topic, partition, null, row);
    }
  }

  private record Refusals(String topic) implements KafkaRecordSerializationSchema<Incoming> {
    @Override
    public ProducerRecord<byte[], byte[]> serialize(
        Incoming refused, KafkaSinkContext context, Long timestamp) {
      ProducerRecord<byte[], byte[]> letter =
          new ProducerRecord<>(topic, refused.key(), refused.value());
      letter
          .headers()
          .add(DeadLetter.REASON_HEADER, refused.defect().getBytes(StandardCharsets.UTF_8));
      return letter;
    }
  }
}
