package tandem.flink.ch11.sec6;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.state.api.functions.KeyedStateReaderFunction;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.util.Collector;
import tandem.model.ch11.sec6.JoinThatNeverEmits.Lado;
import tandem.model.ch11.sec6.JoinThatNeverEmits.Par;

/**
 * All records of a key that either stream has ever brought: nothing says when one could find no
 * match any more, so there is no timer that could remove it.
 */
final class EverSeen extends KeyedCoProcessFunction<String, Lado, Lado, Par> {
  private transient ListState<Lado> as;
  private transient ListState<Lado> bs;

  static ListStateDescriptor<Lado> side(String name) {
    return new ListStateDescriptor<>(name, TypeInformation.of(Lado.class));
  }

  @Override
  public void open(OpenContext context) {
    as = getRuntimeContext().getListState(side("a"));
    bs = getRuntimeContext().getListState(side("b"));
  }

  @Override
  public void processElement1(Lado a, Context context, Collector<Par> out) throws Exception {
    as.add(a);
    for (Lado b : bs.get()) {
      out.collect(Par.of(a, b));
    }
  }

  @Override
  public void processElement2(Lado b, Context context, Collector<Par> out) throws Exception {
    bs.add(b);
    for (Lado a : as.get()) {
      out.collect(Par.of(a, b));
    }
  }

  /** Reads what it keeps: an element for each record. */
  static final class Reader extends KeyedStateReaderFunction<String, Long> {
    private transient ListState<Lado> as;
    private transient ListState<Lado> bs;

    @Override
    public void open(OpenContext context) {
      as = getRuntimeContext().getListState(side("a"));
      bs = getRuntimeContext().getListState(side("b"));
    }

    @Override
    public void readKey(String key, KeyedStateReaderFunction.Context context, Collector<Long> out)
        throws Exception {
      as.get().forEach(each -> out.collect(1L));
      bs.get().forEach(each -> out.collect(1L));
    }
  }
}
