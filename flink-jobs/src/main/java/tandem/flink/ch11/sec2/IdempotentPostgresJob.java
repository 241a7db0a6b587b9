package tandem.flink.ch11.sec2;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import tandem.flink.FlinkExercise;
import tandem.flink.runtime.FlinkInputs;
import tandem.model.ch11.sec2.IdempotentPostgres;
import tandem.model.ch11.sec2.IdempotentPostgres.MetricaMensual;
import tandem.model.run.RunSpec;

/**
 * Exercise 11.2.4 in Flink: purchases added up for each region and month. Totals are state, and
 * each purchase gives its key's new one; increments need no state, and are the purchases
 * themselves. How a row gets into the table is {@code TableEnds}' matter.
 */
public final class IdempotentPostgresJob implements FlinkExercise {

  @Override
  public DataStream<MetricaMensual> define(FlinkInputs in, RunSpec spec) {
    // by key in any case, as no two tasks may write the same row
    KeyedStream<MetricaMensual, String> purchases =
        in.eventos()
            .filter(evento -> IdempotentPostgres.COMPRA.equals(evento.tipo()))
            .uid("purchases")
            .name("purchases")
            .map(MetricaMensual::of)
            .returns(MetricaMensual.class)
            .uid("metrics")
            .name("metrics")
            .keyBy(MetricaMensual::key);
    return IdempotentPostgres.adds(spec.variant())
        ? purchases.map(purchase -> purchase).returns(MetricaMensual.class).uid("increments")
        : purchases.process(new AddedUp()).uid(STATE_UID).name(STATE_NAME);
  }

  private static final class AddedUp
      extends KeyedProcessFunction<String, MetricaMensual, MetricaMensual> {
    private transient ValueState<MetricaMensual> total;

    @Override
    public void open(OpenContext context) {
      total =
          getRuntimeContext().getState(new ValueStateDescriptor<>("total", MetricaMensual.class));
    }

    @Override
    public void processElement(
        MetricaMensual purchase, Context context, Collector<MetricaMensual> out) throws Exception {
      MetricaMensual sofar = total.value();
      MetricaMensual now = sofar == null ? purchase : sofar.plus(purchase);
      total.update(now);
      out.collect(now);
    }
  }
}
