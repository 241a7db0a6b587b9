package tandem.flink.ch11.sec6;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.util.Collector;
import tandem.model.ch11.sec6.ClickPurchaseJoin.Click;
import tandem.model.ch11.sec6.ClickPurchaseJoin.Compra;
import tandem.model.ch11.sec6.ClickPurchaseJoin.Conversion;

/**
 * A user's clicks and purchases by their event times, for as long as they can still find each
 * other; a click whose time is up without a purchase goes out alone.
 */
final class LeftOuterWithin extends KeyedCoProcessFunction<String, Click, Compra, Conversion> {
  private final long windowMillis;
  private transient MapState<Long, List<HeldClick>> clicks;
  private transient MapState<Long, List<Compra>> compras;
  private transient Counter late;

  LeftOuterWithin(long windowMillis) {
    this.windowMillis = windowMillis;
  }

  /** Clicks by event time: several can have the same. */
  static MapStateDescriptor<Long, List<HeldClick>> clicksHeld() {
    return new MapStateDescriptor<>(
        "clicks", Types.LONG, Types.LIST(TypeInformation.of(HeldClick.class)));
  }

  /** Purchases by event time. */
  static MapStateDescriptor<Long, List<Compra>> comprasHeld() {
    return new MapStateDescriptor<>(
        "compras", Types.LONG, Types.LIST(TypeInformation.of(Compra.class)));
  }

  @Override
  public void open(OpenContext context) {
    clicks = getRuntimeContext().getMapState(clicksHeld());
    compras = getRuntimeContext().getMapState(comprasHeld());
    late = getRuntimeContext().getMetricGroup().counter("numLateRecordsDropped");
  }

  @Override
  public void processElement1(Click click, Context context, Collector<Conversion> out)
      throws Exception {
    long millis = context.timestamp();
    if (millis <= context.timerService().currentWatermark()) {
      late.inc();
      return;
    }
    boolean matched = false;
    for (Map.Entry<Long, List<Compra>> at : compras.entries()) {
      if (at.getKey() >= millis && at.getKey() <= millis + windowMillis) {
        matched = true;
        at.getValue().forEach(compra -> out.collect(Conversion.of(click, compra)));
      }
    }
    List<HeldClick> atOnce = clicks.contains(millis) ? clicks.get(millis) : new ArrayList<>();
    atOnce.add(new HeldClick(click, matched));
    clicks.put(millis, atOnce);
    context.timerService().registerEventTimeTimer(millis + windowMillis);
  }

  @Override
  public void processElement2(Compra compra, Context context, Collector<Conversion> out)
      throws Exception {
    long millis = context.timestamp();
    if (millis <= context.timerService().currentWatermark()) {
      late.inc();
      return;
    }
    List<Long> found = new ArrayList<>();
    for (long clicked : clicks.keys()) {
      if (clicked <= millis && clicked + windowMillis >= millis) {
        found.add(clicked);
      }
    }
    for (long clicked : found) {
      List<HeldClick> held = clicks.get(clicked);
      held.forEach(each -> out.collect(Conversion.of(each.click(), compra)));
      clicks.put(
          clicked,
          new ArrayList<>(held.stream().map(h -> new HeldClick(h.click(), true)).toList()));
    }
    List<Compra> atOnce = compras.contains(millis) ? compras.get(millis) : new ArrayList<>();
    atOnce.add(compra);
    compras.put(millis, atOnce);
    context.timerService().registerEventTimeTimer(millis);
  }

  /** The watermark has passed a purchase, or the last instant for one after a click. */
  @Override
  public void onTimer(long millis, OnTimerContext context, Collector<Conversion> out)
      throws Exception {
    compras.remove(millis);
    long clicked = millis - windowMillis;
    if (clicks.contains(clicked)) {
      clicks.get(clicked).stream()
          .filter(held -> !held.matched())
          .forEach(held -> out.collect(Conversion.of(held.click(), null)));
      clicks.remove(clicked);
    }
  }
}
