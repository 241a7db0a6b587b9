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
import tandem.flink.runtime.LeftOuterReader;
import tandem.flink.runtime.LeftOuterWithin;
import tandem.model.ch11.sec6.ClickPurchaseJoin;
import tandem.model.ch11.sec6.ClickPurchaseJoin.Click;
import tandem.model.ch11.sec6.ClickPurchaseJoin.Compra;
import tandem.model.ch11.sec6.ClickPurchaseJoin.Conversion;
import tandem.model.run.RunSpec;

/**
 * Exercise 11.6.2 in Flink: the interval join does pairs and no more; a left outer join is a
 * function of two inputs, whose timers say when a click stays alone.
 */
public final class ClickPurchaseJoinJob implements FlinkExercise {

  @Override
  public DataStream<? extends Record> define(FlinkInputs in, RunSpec spec) {
    boolean watermarked = ClickPurchaseJoin.watermarked(spec.variant());
    KeyedStream<Click, String> clicks = clicks(in, watermarked).keyBy(Click::userId);
    KeyedStream<Compra, String> compras = compras(in, watermarked).keyBy(Compra::userId);
    if (ClickPurchaseJoin.outer(spec.variant())) {
      return clicks
          .connect(compras)
          .process(
              new LeftOuterWithin<>(
                  Click.class, Compra.class, ClickPurchaseJoin.WINDOW, Conversion::of),
              TypeInformation.of(Conversion.class))
          .uid(STATE_UID)
          .name(STATE_NAME);
    }
    return clicks
        .intervalJoin(compras)
        .between(Duration.ZERO, ClickPurchaseJoin.WINDOW)
        .process(new EachPair<>(Conversion::of), TypeInformation.of(Conversion.class))
        .uid(STATE_UID)
        .name(STATE_NAME);
  }

  @Override
  public Optional<DataStream<Long>> liveEntries(SavepointReader checkpoint, String variant)
      throws Exception {
    KeyedStateReaderFunction<String, Long> reader =
        ClickPurchaseJoin.outer(variant)
            ? new LeftOuterReader<>(Click.class, Compra.class)
            : new IntervalJoinReader<Click, Compra>(Click.class, Compra.class);
    return Optional.of(checkpoint.readKeyedState(OperatorIdentifier.forUid(STATE_UID), reader));
  }

  private static DataStream<Click> clicks(FlinkInputs in, boolean watermarked) {
    return watermarked
        ? in.read(ClickPurchaseJoin.CLICKS, Click.class, Click::of, ClickPurchaseJoin.DELAY)
        : in.read(ClickPurchaseJoin.CLICKS, Click.class, Click::of);
  }

  private static DataStream<Compra> compras(FlinkInputs in, boolean watermarked) {
    return watermarked
        ? in.read(ClickPurchaseJoin.COMPRAS, Compra.class, Compra::of, ClickPurchaseJoin.DELAY)
        : in.read(ClickPurchaseJoin.COMPRAS, Compra.class, Compra::of);
  }
}
