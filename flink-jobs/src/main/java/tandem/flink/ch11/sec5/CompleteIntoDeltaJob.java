package tandem.flink.ch11.sec5;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import tandem.flink.FlinkExercise;
import tandem.flink.runtime.FlinkInputs;
import tandem.model.ch11.sec5.CompleteIntoDelta.Metrica;
import tandem.model.event.Evento;
import tandem.model.run.RunSpec;

/**
 * Exercise 11.5.2 in Flink: events and amounts added up for each user. There are no output modes:
 * each event gives its user's new row. How the last of each checkpoint takes its place in the table
 * is {@code DeltaSink}'s matter.
 */
public final class CompleteIntoDeltaJob implements FlinkExercise {

  @Override
  public DataStream<Metrica> define(FlinkInputs in, RunSpec spec) {
    return in.eventos()
        .keyBy(Evento::userId)
        .process(new AddedUp())
        .uid(STATE_UID)
        .name(STATE_NAME);
  }

  private static final class AddedUp extends KeyedProcessFunction<String, Evento, Metrica> {
    private transient ValueState<Metrica> total;

    @Override
    public void open(OpenContext context) {
      total = getRuntimeContext().getState(new ValueStateDescriptor<>("total", Metrica.class));
    }

    @Override
    public void processElement(Evento evento, Context context, Collector<Metrica> out)
        throws Exception {
      Metrica sofar = total.value();
      Metrica now = sofar == null ? Metrica.of(evento) : sofar.plus(Metrica.of(evento));
      total.update(now);
      out.collect(now);
    }
  }
}
