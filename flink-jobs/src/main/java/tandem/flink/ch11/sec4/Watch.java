package tandem.flink.ch11.sec4;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;
import tandem.flink.FlinkExercise;
import tandem.flink.runtime.Incoming;
import tandem.model.ch11.sec4.DroppedLateRows;
import tandem.model.event.Evento;

/** Counts how late events are, by when they were sent and by the clock, and lets all pass. */
final class Watch extends RichMapFunction<Incoming, Evento> {
  private static final double MILLIS_PER_SECOND = 1e3;

  private transient Counter total;
  private transient Counter late;
  private transient Counter lateByClock;
  private transient Counter millis;
  private transient volatile long greatest;

  @Override
  public void open(OpenContext context) {
    MetricGroup observed = getRuntimeContext().getMetricGroup().addGroup(FlinkExercise.OBSERVED);
    total = observed.counter(DroppedLateRows.TOTAL);
    late = observed.counter(DroppedLateRows.TARDIOS);
    lateByClock = observed.counter(DroppedLateRows.TARDIOS_RELOJ);
    millis = observed.counter(DroppedLateRows.RETRASO_MILLIS);
    Gauge<Double> seconds = () -> greatest / MILLIS_PER_SECOND;
    observed.gauge(DroppedLateRows.RETRASO_MAXIMO, seconds);
  }

  @Override
  public Evento map(Incoming record) {
    long happened = record.evento().timestamp().toEpochMilli();
    long underWay = record.position().sentMillis() - happened;
    total.inc();
    millis.inc(underWay);
    greatest = Math.max(greatest, underWay);
    if (DroppedLateRows.isLate(underWay)) {
      late.inc();
    }
    if (DroppedLateRows.isLate(System.currentTimeMillis() - happened)) {
      lateByClock.inc();
    }
    return record.evento();
  }
}
