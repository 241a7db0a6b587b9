package tandem.flink.ch11.sec3;

import java.io.IOException;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.state.api.OperatorIdentifier;
import org.apache.flink.state.api.SavepointReader;
import org.apache.flink.state.api.functions.KeyedStateReaderFunction;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.util.Collector;
import tandem.flink.FlinkExercise;

/** Reads the keys that hold a value out of a checkpoint: one element for each. */
public final class HeldKeys<K> extends KeyedStateReaderFunction<K, Long> {
  private final ValueStateDescriptor<?> descriptor;
  private transient ValueState<?> value;

  private HeldKeys(ValueStateDescriptor<?> descriptor) {
    this.descriptor = descriptor;
  }

  /** One element for each key that holds a value of the descriptor. */
  public static <K> DataStream<Long> of(
      SavepointReader checkpoint, TypeInformation<K> key, ValueStateDescriptor<?> descriptor)
      throws IOException {
    return checkpoint.readKeyedState(
        OperatorIdentifier.forUid(FlinkExercise.STATE_UID),
        new HeldKeys<>(descriptor),
        key,
        Types.LONG);
  }

  @Override
  public void open(OpenContext context) {
    value = getRuntimeContext().getState(descriptor);
  }

  @Override
  public void readKey(K key, Context context, Collector<Long> out) throws Exception {
    if (value.value() != null) {
      out.collect(1L);
    }
  }
}
