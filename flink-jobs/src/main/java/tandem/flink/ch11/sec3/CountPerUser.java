package tandem.flink.ch11.sec3;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import tandem.model.ch11.sec3.StatelessVersusStateful.Conteo;
import tandem.model.event.Evento;

/** The events of a user so far: one row for each event, where Spark gives one for each batch. */
final class CountPerUser extends KeyedProcessFunction<String, Evento, Conteo> {
  private transient ValueState<Long> count;

  @Override
  public void open(OpenContext context) {
    count = getRuntimeContext().getState(count());
  }

  @Override
  public void processElement(Evento evento, Context context, Collector<Conteo> out)
      throws Exception {
    long events = count.value() == null ? 1 : count.value() + 1;
    count.update(events);
    out.collect(new Conteo(context.getCurrentKey(), events));
  }

  static ValueStateDescriptor<Long> count() {
    return new ValueStateDescriptor<>("count", Types.LONG);
  }
}
