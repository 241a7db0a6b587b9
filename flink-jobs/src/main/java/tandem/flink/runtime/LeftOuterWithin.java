package tandem.flink.runtime;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.JoinFunction;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.util.Collector;

/**
 * The outer form that Flink's interval join lacks (exercises 11.4.4 and 11.6.2): the left records
 * of a key with the right ones that follow within a reach, both its ends included. A pair comes
 * when both are there; a left record without any comes alone when the watermark has passed its
 * reach. Late records are dropped and counted, as Spark's join drops them.
 *
 * @param <L> left records
 * @param <R> right records
 * @param <O> rows
 */
public final class LeftOuterWithin<L, R, O> extends KeyedCoProcessFunction<String, L, R, O> {
  private final Class<L> left;
  private final Class<R> right;
  private final long reachMillis;
  private final JoinFunction<L, R, O> rows;

  /** By event time, several of which can be the same; true for those that were in a pair. */
  private transient MapState<Long, List<Tuple2<L, Boolean>>> lefts;

  private transient MapState<Long, List<R>> rights;
  private transient LateRecords late;

  /**
   * Makes one.
   *
   * @param reach longest time from a left record to a right one
   * @param rows makes a row of a pair, or of a left record and null
   */
  public LeftOuterWithin(
      Class<L> left, Class<R> right, Duration reach, JoinFunction<L, R, O> rows) {
    this.left = left;
    this.right = right;
    this.reachMillis = reach.toMillis();
    this.rows = rows;
  }

  static <L> MapStateDescriptor<Long, List<Tuple2<L, Boolean>>> leftsHeld(Class<L> left) {
    return new MapStateDescriptor<>(
        "lefts", Types.LONG, Types.LIST(Types.TUPLE(TypeInformation.of(left), Types.BOOLEAN)));
  }

  static <R> MapStateDescriptor<Long, List<R>> rightsHeld(Class<R> right) {
    return new MapStateDescriptor<>("rights", Types.LONG, Types.LIST(TypeInformation.of(right)));
  }

  @Override
  public void open(OpenContext context) {
    lefts = getRuntimeContext().getMapState(leftsHeld(left));
    rights = getRuntimeContext().getMapState(rightsHeld(right));
    late = new LateRecords(getRuntimeContext());
  }

  @Override
  public void processElement1(L record, Context context, Collector<O> out) throws Exception {
    long millis = context.timestamp();
    if (late.dropped(millis, context.timerService())) {
      return;
    }
    boolean paired = false;
    for (Map.Entry<Long, List<R>> at : rights.entries()) {
      if (at.getKey() >= millis && at.getKey() <= millis + reachMillis) {
        for (R following : at.getValue()) {
          out.collect(rows.join(record, following));
        }
        paired = true;
      }
    }
    hold(lefts, millis, Tuple2.of(record, paired));
    context.timerService().registerEventTimeTimer(millis + reachMillis);
  }

  @Override
  public void processElement2(R record, Context context, Collector<O> out) throws Exception {
    long millis = context.timestamp();
    if (late.dropped(millis, context.timerService())) {
      return;
    }
    List<Long> preceding = new ArrayList<>();
    for (long at : lefts.keys()) {
      if (at <= millis && at + reachMillis >= millis) {
        preceding.add(at);
      }
    }
    for (long at : preceding) {
      List<Tuple2<L, Boolean>> paired = new ArrayList<>();
      for (Tuple2<L, Boolean> held : lefts.get(at)) {
        out.collect(rows.join(held.f0, record));
        paired.add(Tuple2.of(held.f0, true));
      }
      lefts.put(at, paired);
    }
    hold(rights, millis, record);
    context.timerService().registerEventTimeTimer(millis);
  }

  /** The watermark has passed a right record, or the last instant for one after a left one. */
  @Override
  public void onTimer(long millis, OnTimerContext context, Collector<O> out) throws Exception {
    rights.remove(millis);
    long begun = millis - reachMillis;
    if (lefts.contains(begun)) {
      for (Tuple2<L, Boolean> held : lefts.get(begun)) {
        if (!held.f1) {
          out.collect(rows.join(held.f0, null));
        }
      }
      lefts.remove(begun);
    }
  }

  private static <T> void hold(MapState<Long, List<T>> held, long millis, T one) throws Exception {
    List<T> atOnce = held.contains(millis) ? held.get(millis) : new ArrayList<>();
    atOnce.add(one);
    held.put(millis, atOnce);
  }
}
