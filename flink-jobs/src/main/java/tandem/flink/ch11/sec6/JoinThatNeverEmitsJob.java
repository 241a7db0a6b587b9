package tandem.flink.ch11.sec6;

import java.time.Duration;
import java.util.Optional;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.state.api.OperatorIdentifier;
import org.apache.flink.state.api.SavepointReader;
import org.apache.flink.state.api.functions.KeyedStateReaderFunction;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import tandem.flink.FlinkExercise;
import tandem.flink.runtime.EachPair;
import tandem.flink.runtime.FlinkInputs;
import tandem.model.ch11.sec6.JoinThatNeverEmits;
import tandem.model.ch11.sec6.JoinThatNeverEmits.Lado;
import tandem.model.ch11.sec6.JoinThatNeverEmits.Par;
import tandem.model.run.RunSpec;

/**
 * Exercise 11.6.4 in Flink: the DataStream API has no join on a key alone, so the course's join is
 * a function that keeps all it has seen; with the condition it is the interval join.
 */
public final class JoinThatNeverEmitsJob implements FlinkExercise {

  @Override
  public DataStream<? extends Record> define(FlinkInputs in, RunSpec spec) {
    Duration delay = JoinThatNeverEmits.DELAY;
    KeyedStream<Lado, String> a =
        in.read(JoinThatNeverEmits.STREAM_A, Lado.class, Lado::ofA, delay).keyBy(Lado::key);
    KeyedStream<Lado, String> b =
        in.read(JoinThatNeverEmits.STREAM_B, Lado.class, Lado::ofB, delay).keyBy(Lado::key);
    if (JoinThatNeverEmits.mended(spec.variant())) {
      return a.intervalJoin(b)
          .between(JoinThatNeverEmits.REACH.negated(), JoinThatNeverEmits.REACH)
          .process(new EachPair<>(Par::of), TypeInformation.of(Par.class))
          .uid(STATE_UID)
          .name(STATE_NAME);
    }
    return a.connect(b).process(new EverSeen()).uid(STATE_UID).name(STATE_NAME);
  }

  @Override
  public Optional<DataStream<Long>> liveEntries(SavepointReader checkpoint, String variant)
      throws Exception {
    KeyedStateReaderFunction<String, Long> reader =
        JoinThatNeverEmits.mended(variant)
            ? new IntervalJoinReader<Lado, Lado>(Lado.class, Lado.class)
            : new EverSeen.Reader();
    return Optional.of(checkpoint.readKeyedState(OperatorIdentifier.forUid(STATE_UID), reader));
  }
}
