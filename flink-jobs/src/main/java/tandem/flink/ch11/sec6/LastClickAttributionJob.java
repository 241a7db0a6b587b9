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
import tandem.model.ch11.sec6.LastClickAttribution;
import tandem.model.ch11.sec6.LastClickAttribution.Atribucion;
import tandem.model.ch11.sec6.LastClickAttribution.Click;
import tandem.model.ch11.sec6.LastClickAttribution.Compra;
import tandem.model.run.RunSpec;

/**
 * Exercise 11.6.5 in Flink: a function of two inputs keeps clicks and purchases of a user side by
 * side; there is no twin by operators alone.
 */
public final class LastClickAttributionJob implements FlinkExercise {

  @Override
  public DataStream<? extends Record> define(FlinkInputs in, RunSpec spec) {
    Duration delay = LastClickAttribution.DELAY;
    KeyedStream<Click, String> clicks =
        in.read(LastClickAttribution.CLICKS, Click.class, Click::of, delay).keyBy(Click::userId);
    KeyedStream<Compra, String> compras =
        in.read(LastClickAttribution.COMPRAS, Compra.class, Compra::of, delay)
            .keyBy(Compra::userId);
    if (spec.variant().equals(LastClickAttribution.EVERY_CLICK)) {
      return clicks
          .intervalJoin(compras)
          .between(Duration.ZERO, LastClickAttribution.WINDOW)
          .process(new EachPair<>(Atribucion::of), TypeInformation.of(Atribucion.class))
          .uid(STATE_UID)
          .name(STATE_NAME);
    }
    return clicks.connect(compras).process(new LastClicks()).uid(STATE_UID).name(STATE_NAME);
  }

  @Override
  public Optional<DataStream<Long>> liveEntries(SavepointReader checkpoint, String variant)
      throws Exception {
    KeyedStateReaderFunction<String, Long> reader =
        variant.equals(LastClickAttribution.EVERY_CLICK)
            ? new IntervalJoinReader<Click, Compra>(Click.class, Compra.class)
            : new LastClicks.Reader();
    return Optional.of(checkpoint.readKeyedState(OperatorIdentifier.forUid(STATE_UID), reader));
  }
}
