package tandem.flink.ch11.sec4;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.util.Collector;
import tandem.model.ch11.sec4.SeveralWatermarks;
import tandem.model.ch11.sec4.SeveralWatermarks.Conversion;
import tandem.model.event.Evento;

/**
 * A user's clicks and purchases: a pair comes out when both are there, a click without a purchase
 * when the watermark has passed its reach. Late events are dropped, as Spark's join drops them.
 */
public final class ClicksWithPurchases
    extends KeyedCoProcessFunction<String, Evento, Evento, Conversion> {
  private final long reachMillis;
  private transient ListState<Waiting> clicks;
  private transient ListState<Evento> purchases;

  /**
   * A click whose reach is not over.
   *
   * @param paired whether a purchase has followed
   */
  public record Waiting(Evento click, boolean paired) {}

  ClicksWithPurchases(Duration reach) {
    this.reachMillis = reach.toMillis();
  }

  @Override
  public void open(OpenContext context) {
    clicks =
        getRuntimeContext()
            .getListState(new ListStateDescriptor<>("clicks", TypeInformation.of(Waiting.class)));
    purchases =
        getRuntimeContext()
            .getListState(new ListStateDescriptor<>("purchases", TypeInformation.of(Evento.class)));
  }

  @Override
  public void processElement1(Evento click, Context context, Collector<Conversion> out)
      throws Exception {
    long millis = click.timestamp().toEpochMilli();
    if (millis <= context.timerService().currentWatermark()) {
      return;
    }
    boolean paired = false;
    for (Evento purchase : purchases.get()) {
      if (follows(purchase, click)) {
        out.collect(SeveralWatermarks.apply(click, purchase));
        paired = true;
      }
    }
    clicks.add(new Waiting(click, paired));
    context.timerService().registerEventTimeTimer(millis + reachMillis);
  }

  @Override
  public void processElement2(Evento purchase, Context context, Collector<Conversion> out)
      throws Exception {
    long millis = purchase.timestamp().toEpochMilli();
    if (millis <= context.timerService().currentWatermark()) {
      return;
    }
    List<Waiting> waiting = new ArrayList<>();
    for (Waiting one : clicks.get()) {
      boolean pair = follows(purchase, one.click());
      if (pair) {
        out.collect(SeveralWatermarks.apply(one.click(), purchase));
      }
      waiting.add(new Waiting(one.click(), one.paired() || pair));
    }
    clicks.update(waiting);
    purchases.add(purchase);
    context.timerService().registerEventTimeTimer(millis);
  }

  /** No purchase can come any more for clicks whose reach ends now, nor a click for purchases. */
  @Override
  public void onTimer(long now, OnTimerContext context, Collector<Conversion> out)
      throws Exception {
    List<Waiting> waiting = new ArrayList<>();
    for (Waiting one : clicks.get()) {
      if (one.click().timestamp().toEpochMilli() + reachMillis > now) {
        waiting.add(one);
      } else if (!one.paired()) {
        out.collect(SeveralWatermarks.apply(one.click(), null));
      }
    }
    clicks.update(waiting);
    List<Evento> needed = new ArrayList<>();
    for (Evento purchase : purchases.get()) {
      if (purchase.timestamp().toEpochMilli() > now) {
        needed.add(purchase);
      }
    }
    purchases.update(needed);
  }

  private boolean follows(Evento purchase, Evento click) {
    long after = purchase.timestamp().toEpochMilli() - click.timestamp().toEpochMilli();
    return after >= 0 && after <= reachMillis;
  }
}
