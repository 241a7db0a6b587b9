package tandem.flink.ch11.sec6;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.state.api.functions.KeyedStateReaderFunction;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.util.Collector;
import tandem.flink.runtime.LateRecords;
import tandem.model.ch11.sec6.LastClickAttribution.Atribucion;
import tandem.model.ch11.sec6.LastClickAttribution.Click;
import tandem.model.ch11.sec6.LastClickAttribution.Compra;
import tandem.model.ch11.sec6.Touch;

/**
 * A user's clicks and purchases that still wait; an event-time timer settles each purchase when the
 * watermark has passed it, and forgets each click when its half hour is over.
 */
final class LastClicks extends KeyedCoProcessFunction<String, Click, Compra, Atribucion> {
  private transient MapState<String, Touch> waiting;
  private transient LateRecords late;

  static MapStateDescriptor<String, Touch> state() {
    return new MapStateDescriptor<>("contactos", Types.STRING, TypeInformation.of(Touch.class));
  }

  @Override
  public void open(OpenContext context) {
    waiting = getRuntimeContext().getMapState(state());
    late = new LateRecords(getRuntimeContext());
  }

  @Override
  public void processElement1(Click click, Context context, Collector<Atribucion> out)
      throws Exception {
    add(Touch.of(click), context);
  }

  @Override
  public void processElement2(Compra compra, Context context, Collector<Atribucion> out)
      throws Exception {
    add(Touch.of(compra), context);
  }

  @Override
  public void onTimer(long millis, OnTimerContext context, Collector<Atribucion> out)
      throws Exception {
    String user = context.getCurrentKey();
    List<Touch> touches = touches();
    List<Touch> due = touches.stream().filter(touch -> touch.dueMillis() <= millis).toList();
    for (Touch touch : due) {
      touch.lastClick(touches).ifPresent(click -> out.collect(Atribucion.of(user, click, touch)));
    }
    for (Touch touch : due) {
      waiting.remove(touch.key());
    }
  }

  private void add(Touch touch, Context context) throws Exception {
    if (late.dropped(touch.getMillis(), context.timerService())) {
      return;
    }
    waiting.put(touch.key(), touch);
    context.timerService().registerEventTimeTimer(touch.dueMillis());
  }

  private List<Touch> touches() throws Exception {
    List<Touch> touches = new ArrayList<>();
    waiting.values().forEach(touches::add);
    return touches;
  }

  /** Reads what it keeps: an element for each click and purchase. */
  static final class Reader extends KeyedStateReaderFunction<String, Long> {
    private transient MapState<String, Touch> waiting;

    @Override
    public void open(OpenContext context) {
      waiting = getRuntimeContext().getMapState(state());
    }

    @Override
    public void readKey(String user, KeyedStateReaderFunction.Context context, Collector<Long> out)
        throws Exception {
      waiting.keys().forEach(key -> out.collect(1L));
    }
  }
}
