package tandem.flink.ch11.sec6;

import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.state.api.functions.KeyedStateReaderFunction;
import org.apache.flink.util.Collector;
import tandem.model.ch11.sec6.ClickPurchaseJoin.Compra;

/** Reads what {@link LeftOuterWithin} holds: an element for each click and purchase. */
final class LeftOuterReader extends KeyedStateReaderFunction<String, Long> {
  private transient MapState<Long, List<HeldClick>> clicks;
  private transient MapState<Long, List<Compra>> compras;

  @Override
  public void open(OpenContext context) {
    clicks = getRuntimeContext().getMapState(LeftOuterWithin.clicksHeld());
    compras = getRuntimeContext().getMapState(LeftOuterWithin.comprasHeld());
  }

  @Override
  public void readKey(String user, Context context, Collector<Long> out) throws Exception {
    clicks.values().forEach(held -> held.forEach(each -> out.collect(1L)));
    compras.values().forEach(held -> held.forEach(each -> out.collect(1L)));
  }
}
