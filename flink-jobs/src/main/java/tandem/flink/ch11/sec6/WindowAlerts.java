package tandem.flink.ch11.sec6;

import java.time.Instant;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.util.Collector;
import tandem.flink.runtime.LateRecords;
import tandem.model.ch11.sec6.AnomalyAgainstBaseline;
import tandem.model.ch11.sec6.AnomalyAgainstBaseline.Alerta;
import tandem.model.ch11.sec6.AnomalyAgainstBaseline.Baseline;
import tandem.model.ch11.sec6.AnomalyAgainstBaseline.Lectura;

/**
 * A service's open windows; an event-time timer forgets each when the watermark has reached its
 * end. An alert goes out as soon as it is certain that there is one, or with the window's end.
 */
final class WindowAlerts extends KeyedCoProcessFunction<String, Lectura, Baseline, Alerta> {
  private final boolean whenClosed;
  private transient MapState<Long, WindowSoFar> open;
  private transient LateRecords late;

  WindowAlerts(boolean whenClosed) {
    this.whenClosed = whenClosed;
  }

  @Override
  public void open(OpenContext context) {
    open =
        getRuntimeContext()
            .getMapState(
                new MapStateDescriptor<>(
                    "windows", Types.LONG, TypeInformation.of(WindowSoFar.class)));
    late = new LateRecords(getRuntimeContext());
  }

  @Override
  public void processElement1(Lectura reading, Context context, Collector<Alerta> out)
      throws Exception {
    long start = AnomalyAgainstBaselineJob.startMillis(reading.timestamp());
    if (isOpen(start, context)) {
      update(start, soFar(start).withReading(reading.valorActual()), context, out);
    }
  }

  @Override
  public void processElement2(Baseline baseline, Context context, Collector<Alerta> out)
      throws Exception {
    long start = AnomalyAgainstBaselineJob.startMillis(baseline.timestamp());
    if (isOpen(start, context)) {
      update(start, soFar(start).withBaseline(baseline.baselinePromedio()), context, out);
    }
  }

  @Override
  public void onTimer(long millis, OnTimerContext context, Collector<Alerta> out) throws Exception {
    long start = millis + 1 - AnomalyAgainstBaseline.WINDOW.toMillis();
    WindowSoFar window = soFar(start);
    if (whenClosed && anomalous(window)) {
      out.collect(alert(context.getCurrentKey(), start, window.baseline(), window.worst()));
    }
    open.remove(start);
  }

  private void update(long start, WindowSoFar window, Context context, Collector<Alerta> out)
      throws Exception {
    boolean tells = !whenClosed && !window.told() && anomalous(window);
    if (tells) {
      out.collect(alert(context.getCurrentKey(), start, window.baseline(), null));
    }
    open.put(start, tells ? window.asTold() : window);
    context.timerService().registerEventTimeTimer(lastMillis(start));
  }

  private boolean isOpen(long start, Context context) {
    return !late.dropped(lastMillis(start), context.timerService());
  }

  private WindowSoFar soFar(long start) throws Exception {
    return open.contains(start) ? open.get(start) : WindowSoFar.NOTHING;
  }

  private static boolean anomalous(WindowSoFar window) {
    return AnomalyAgainstBaseline.anomalous(window.worst(), window.baseline());
  }

  private static long lastMillis(long start) {
    return start + AnomalyAgainstBaseline.WINDOW.toMillis() - 1;
  }

  private static Alerta alert(String service, long start, Double baseline, Double worst) {
    return new Alerta(
        service,
        Instant.ofEpochMilli(start),
        Instant.ofEpochMilli(lastMillis(start) + 1),
        baseline,
        worst);
  }
}
