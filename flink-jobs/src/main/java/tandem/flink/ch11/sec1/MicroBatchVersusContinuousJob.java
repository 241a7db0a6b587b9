package tandem.flink.ch11.sec1;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import tandem.flink.FlinkExercise;
import tandem.flink.runtime.FlinkInputs;
import tandem.model.ch11.sec1.MicroBatchVersusContinuous;
import tandem.model.ch11.sec1.MicroBatchVersusContinuous.Cuenta;
import tandem.model.event.Evento;
import tandem.model.run.RunSpec;

/**
 * Exercise 11.1.1 in Flink: events as they are, or counted per user, record by record. How long a
 * record may wait in a buffer, and when it becomes visible, is the configuration's matter and not
 * the job's.
 */
public final class MicroBatchVersusContinuousJob implements FlinkExercise {

  @Override
  public DataStream<? extends Record> define(FlinkInputs in, RunSpec spec) {
    if (spec.variant().equals(MicroBatchVersusContinuous.PER_USER)) {
      return in.eventos()
          .keyBy(Evento::userId)
          .process(new Count())
          .uid(STATE_UID)
          .name(STATE_NAME);
    }
    return in.eventos();
  }

  private static final class Count extends KeyedProcessFunction<String, Evento, Cuenta> {
    private transient ValueState<Long> count;

    @Override
    public void open(OpenContext context) {
      count = getRuntimeContext().getState(new ValueStateDescriptor<>("count", Types.LONG));
    }

    @Override
    public void processElement(Evento evento, Context context, Collector<Cuenta> out)
        throws Exception {
      long events = count.value() == null ? 1 : count.value() + 1;
      count.update(events);
      out.collect(new Cuenta(context.getCurrentKey(), events));
    }
  }
}
