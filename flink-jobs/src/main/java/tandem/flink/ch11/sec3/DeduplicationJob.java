package tandem.flink.ch11.sec3;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.state.api.OperatorIdentifier;
import org.apache.flink.state.api.SavepointReader;
import org.apache.flink.streaming.api.datastream.AsyncDataStream;
import org.apache.flink.streaming.api.datastream.DataStream;
import tandem.flink.FlinkExercise;
import tandem.flink.runtime.FlinkInputs;
import tandem.flink.runtime.Incoming;
import tandem.model.ch11.sec3.Deduplication;
import tandem.model.event.Evento;
import tandem.model.run.RunSpec;

/** Exercise 11.3.4 in Flink: keyed state says what was seen; with a timer or a TTL, for a while. */
public final class DeduplicationJob implements FlinkExercise {
  private static final int ASKED_AT_ONCE = 2_000;
  private static final int ANSWER_SECONDS = 60;

  @Override
  public DataStream<? extends Record> define(FlinkInputs in, RunSpec spec) {
    return switch (Deduplication.memory(spec.variant())) {
      case Deduplication.UNBOUNDED ->
          in.eventos()
              .keyBy(Evento::eventoId)
              .process(RememberedIds.forEver())
              .uid(STATE_UID)
              .name(STATE_NAME);
      case Deduplication.WITHIN_WATERMARK ->
          in.eventos(Deduplication.DELAY)
              .keyBy(Evento::eventoId)
              .process(new KnownUntil<String>(Deduplication.DELAY))
              .uid(STATE_UID)
              .name(STATE_NAME);
      case Deduplication.TTL ->
          in.eventos()
              .keyBy(Evento::eventoId)
              .process(RememberedIds.forSome(spec.accelerated(Deduplication.MEMORY)))
              .uid(STATE_UID)
              .name(STATE_NAME);
      case Deduplication.POSTGRES, Deduplication.POSTGRES_NAIVE, Deduplication.REDIS ->
          askingOutside(in.positioned(), spec);
      default ->
          in.eventos(Deduplication.DELAY)
              .keyBy(
                  evento -> Tuple2.of(evento.eventoId(), evento.timestamp().toEpochMilli()),
                  Types.TUPLE(Types.STRING, Types.LONG))
              .process(new KnownUntil<Tuple2<String, Long>>(Duration.ZERO))
              .uid(STATE_UID)
              .name(STATE_NAME);
    };
  }

  @Override
  public Optional<DataStream<Long>> liveEntries(SavepointReader checkpoint, String variant)
      throws Exception {
    OperatorIdentifier state = OperatorIdentifier.forUid(STATE_UID);
    return switch (variant) {
      case Deduplication.WATERMARK ->
          Optional.of(
              checkpoint.readKeyedState(
                  state,
                  new KnownIdsReader<Tuple2<String, Long>>(),
                  Types.TUPLE(Types.STRING, Types.LONG),
                  Types.LONG));
      case Deduplication.UNBOUNDED, Deduplication.WITHIN_WATERMARK ->
          Optional.of(
              checkpoint.readKeyedState(
                  state, new KnownIdsReader<String>(), Types.STRING, Types.LONG));
      default -> Optional.empty();
    };
  }

  private static DataStream<Evento> askingOutside(DataStream<Incoming> records, RunSpec spec) {
    return AsyncDataStream.unorderedWait(
            records,
            new FirstSightings(Deduplication.store(spec)),
            ANSWER_SECONDS,
            TimeUnit.SECONDS,
            ASKED_AT_ONCE)
        .returns(Evento.class)
        .uid("first-sightings")
        .name("first-sightings");
  }
}
