package tandem.flink.ch11.sec3;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import tandem.model.event.Evento;

/** The first event of each id: every id is remembered for ever. */
final class FirstOfEach extends KeyedProcessFunction<String, Evento, Evento> {
  private transient ValueState<Boolean> seen;

  @Override
  public void open(OpenContext context) {
    seen = getRuntimeContext().getState(seen());
  }

  @Override
  public void processElement(Evento evento, Context context, Collector<Evento> out)
      throws Exception {
    if (seen.value() == null) {
      seen.update(true);
      out.collect(evento);
    }
  }

  static ValueStateDescriptor<Boolean> seen() {
    return new ValueStateDescriptor<>("seen", Types.BOOLEAN);
  }
}
