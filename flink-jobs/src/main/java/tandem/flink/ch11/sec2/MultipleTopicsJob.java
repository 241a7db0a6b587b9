package tandem.flink.ch11.sec2;

import java.util.Arrays;
import java.util.List;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import tandem.flink.FlinkExercise;
import tandem.flink.ch11.sec2.ActivityReaders.Envelope;
import tandem.flink.runtime.EventosSchema;
import tandem.flink.runtime.FlinkInputs;
import tandem.flink.runtime.Incoming;
import tandem.flink.runtime.InputRecord;
import tandem.model.ch11.sec2.MultipleTopics;
import tandem.model.ch11.sec2.MultipleTopics.Actividad;
import tandem.model.ch11.sec2.MultipleTopics.EventoDeTopic;
import tandem.model.ch11.sec2.MultipleTopics.Kind;
import tandem.model.run.RunSpec;

/**
 * Exercise 11.2.3 in Flink: the topic comes with every record. A stream can be split into any
 * number of others, so the union's topic is read once for all kinds.
 */
public final class MultipleTopicsJob implements FlinkExercise {

  @Override
  public DataStream<? extends Record> define(FlinkInputs in, RunSpec spec) {
    return switch (spec.variant()) {
      case MultipleTopics.PATTERN -> events(in, in.subscribePattern(MultipleTopics.TOPIC_PATTERN));
      case MultipleTopics.UNION -> union(in, in.subscribe(List.of(MultipleTopics.UNION_TOPIC)));
      case MultipleTopics.SCHEMAS_DIFFER -> topics(in);
      default -> events(in, in.subscribe(MultipleTopics.topics(spec.variant())));
    };
  }

  /** Events alike: where each came from is one column more. */
  private static DataStream<EventoDeTopic> events(FlinkInputs in, DataStream<InputRecord> records) {
    SingleOutputStreamOperator<EventoDeTopic> eventos =
        records.process(new Events()).uid("events").name("events");
    in.refuse(eventos.getSideOutput(FlinkInputs.REFUSED));
    return eventos;
  }

  /** A source for each schema; then all are one. */
  private static DataStream<Actividad> topics(FlinkInputs in) {
    return joined(
        in,
        Arrays.stream(Kind.values())
            .map(kind -> ownTopic(in.subscribe(List.of(kind.topic())), kind))
            .toList());
  }

  private static SingleOutputStreamOperator<Actividad> ownTopic(
      DataStream<InputRecord> records, Kind kind) {
    return records.process(new ActivityReaders.OwnTopic(kind)).uid(kind.topic()).name(kind.topic());
  }

  /** One source for all kinds; each kind's records are picked out of it. */
  private static DataStream<Actividad> union(FlinkInputs in, DataStream<InputRecord> records) {
    SingleOutputStreamOperator<Envelope> split =
        records.process(new ActivityReaders.ByKind()).uid("split").name("split");
    DataStream<Actividad> all =
        joined(
            in,
            Arrays.stream(Kind.values())
                .map(kind -> payload(split.getSideOutput(ActivityReaders.envelopes(kind)), kind))
                .toList());
    in.refuse(in.deadLetters().union(split.getSideOutput(FlinkInputs.REFUSED)));
    return all;
  }

  private static SingleOutputStreamOperator<Actividad> payload(
      DataStream<Envelope> envelopes, Kind kind) {
    return envelopes.process(new ActivityReaders.Payload(kind)).uid(kind.tipo()).name(kind.tipo());
  }

  private static DataStream<Actividad> joined(
      FlinkInputs in, List<SingleOutputStreamOperator<Actividad>> kinds) {
    in.refuse(
        kinds.stream()
            .map(kind -> (DataStream<Incoming>) kind.getSideOutput(FlinkInputs.REFUSED))
            .reduce((some, more) -> some.union(more))
            .orElseThrow());
    return kinds.stream()
        .map(kind -> (DataStream<Actividad>) kind)
        .reduce((some, more) -> some.union(more))
        .orElseThrow();
  }

  private static final class Events extends ProcessFunction<InputRecord, EventoDeTopic> {
    @Override
    public void processElement(InputRecord record, Context context, Collector<EventoDeTopic> out) {
      Incoming incoming = EventosSchema.decode(record.key(), record.value());
      if (incoming.defect() != null) {
        context.output(FlinkInputs.REFUSED, incoming);
      } else {
        out.collect(MultipleTopics.apply(incoming.evento(), record.input()));
      }
    }
  }
}
