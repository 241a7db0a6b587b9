package tandem.flink.ch11.sec1;

import java.util.Optional;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.state.api.OperatorIdentifier;
import org.apache.flink.state.api.SavepointReader;
import org.apache.flink.state.api.functions.KeyedStateReaderFunction;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import tandem.flink.FlinkExercise;
import tandem.flink.runtime.FlinkInputs;
import tandem.model.ch11.sec1.CheckpointAnatomy.TotalUsuario;
import tandem.model.event.Evento;
import tandem.model.run.RunSpec;

/**
 * Exercise 11.1.3 in Flink: events and amounts added up for each user. The state changes with every
 * record; a checkpoint is what it was when the barrier came by.
 */
public final class CheckpointAnatomyJob implements FlinkExercise {

  @Override
  public DataStream<? extends Record> define(FlinkInputs in, RunSpec spec) {
    return in.eventos().keyBy(Evento::userId).process(new Total()).uid(STATE_UID).name(STATE_NAME);
  }

  @Override
  public Optional<DataStream<Long>> liveEntries(SavepointReader checkpoint, String variant)
      throws Exception {
    return Optional.of(entries(checkpoint).map(TotalUsuario::numEventos));
  }

  @Override
  public Optional<DataStream<String>> entriesInWords(SavepointReader checkpoint) throws Exception {
    return Optional.of(entries(checkpoint).map(TotalUsuario::toString));
  }

  private static DataStream<TotalUsuario> entries(SavepointReader checkpoint) throws Exception {
    return checkpoint.readKeyedState(OperatorIdentifier.forUid(STATE_UID), new Entries());
  }

  private static ValueStateDescriptor<TotalUsuario> total() {
    return new ValueStateDescriptor<>("total", TotalUsuario.class);
  }

  private static final class Total extends KeyedProcessFunction<String, Evento, TotalUsuario> {
    private transient ValueState<TotalUsuario> total;

    @Override
    public void open(OpenContext context) {
      total = getRuntimeContext().getState(total());
    }

    @Override
    public void processElement(
        Evento evento,
        KeyedProcessFunction<String, Evento, TotalUsuario>.Context context,
        Collector<TotalUsuario> out)
        throws Exception {
      TotalUsuario sofar = total.value();
      String user = context.getCurrentKey();
      TotalUsuario now = (sofar == null ? TotalUsuario.none(user) : sofar).plus(evento);
      total.update(now);
      out.collect(now);
    }
  }

  private static final class Entries extends KeyedStateReaderFunction<String, TotalUsuario> {
    private transient ValueState<TotalUsuario> total;

    @Override
    public void open(OpenContext context) {
      total = getRuntimeContext().getState(total());
    }

    @Override
    public void readKey(
        String user, KeyedStateReaderFunction.Context context, Collector<TotalUsuario> out)
        throws Exception {
      out.collect(total.value());
    }
  }
}
