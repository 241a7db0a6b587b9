package tandem.flink.ch11.sec6;

import java.time.Duration;
import java.time.Instant;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.functions.co.ProcessJoinFunction;
import org.apache.flink.util.Collector;
import tandem.flink.FlinkExercise;
import tandem.flink.runtime.FlinkInputs;
import tandem.model.ch11.sec6.AnomalyAgainstBaseline;
import tandem.model.ch11.sec6.AnomalyAgainstBaseline.Baseline;
import tandem.model.ch11.sec6.AnomalyAgainstBaseline.Delays;
import tandem.model.ch11.sec6.AnomalyAgainstBaseline.Lectura;
import tandem.model.ch11.sec6.AnomalyAgainstBaseline.LecturaAnomala;
import tandem.model.run.RunSpec;

/**
 * Exercise 11.6.3 in Flink: a function that keeps one small summary for each open window does the
 * work of join and aggregation, and remembers what it has told.
 */
public final class AnomalyAgainstBaselineJob implements FlinkExercise {

  @Override
  public DataStream<? extends Record> define(FlinkInputs in, RunSpec spec) {
    Delays delays = AnomalyAgainstBaseline.delays(spec.variant());
    DataStream<Lectura> readings =
        in.read(AnomalyAgainstBaseline.READINGS, Lectura.class, Lectura::of, delays.readings());
    DataStream<Baseline> baselines =
        in.read(AnomalyAgainstBaseline.BASELINES, Baseline.class, Baseline::of, delays.baselines());
    if (spec.variant().equals(AnomalyAgainstBaseline.EVERY_READING)) {
      // in one window is nearer than a window's length, and the key says which window
      Duration window = AnomalyAgainstBaseline.WINDOW;
      return readings
          .keyBy(reading -> reading.metricaId() + "@" + startMillis(reading.timestamp()))
          .intervalJoin(
              baselines.keyBy(
                  baseline -> baseline.metricaId() + "@" + startMillis(baseline.timestamp())))
          .between(window.negated(), window)
          .process(new TooHigh())
          .uid(STATE_UID)
          .name(STATE_NAME);
    }
    return readings
        .keyBy(Lectura::metricaId)
        .connect(baselines.keyBy(Baseline::metricaId))
        .process(new WindowAlerts(AnomalyAgainstBaseline.whenClosed(spec.variant())))
        .uid(STATE_UID)
        .name(STATE_NAME);
  }

  /** Where the window of an instant begins, milliseconds since the epoch. */
  static long startMillis(Instant instant) {
    long window = AnomalyAgainstBaseline.WINDOW.toMillis();
    return Math.floorDiv(instant.toEpochMilli(), window) * window;
  }

  private static final class TooHigh
      extends ProcessJoinFunction<Lectura, Baseline, LecturaAnomala> {
    @Override
    public void processElement(
        Lectura reading, Baseline baseline, Context context, Collector<LecturaAnomala> out) {
      if (AnomalyAgainstBaseline.anomalous(reading.valorActual(), baseline.baselinePromedio())) {
        out.collect(
            new LecturaAnomala(
                reading.metricaId(),
                reading.timestamp(),
                reading.valorActual(),
                baseline.baselinePromedio(),
                Instant.ofEpochMilli(startMillis(reading.timestamp()))));
      }
    }
  }
}
