package tandem.flink.ch11.sec1;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.functions.windowing.ProcessAllWindowFunction;
import org.apache.flink.streaming.api.windowing.assigners.TumblingProcessingTimeWindows;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;
import org.apache.flink.util.Collector;
import tandem.flink.FlinkExercise;
import tandem.flink.runtime.FlinkInputs;
import tandem.model.ch11.sec1.EndToEndLatency;
import tandem.model.ch11.sec1.EndToEndLatency.Estadistica;
import tandem.model.ch11.sec1.EndToEndLatency.EventoConLatencia;
import tandem.model.run.RunSpec;

/**
 * Exercise 11.1.4 in Flink: the time since an event's origin, event by event, or its statistics
 * over each second of processing, as there are no micro-batches. The clock is read for each event.
 */
public final class EndToEndLatencyJob implements FlinkExercise {

  @Override
  public DataStream<? extends Record> define(FlinkInputs in, RunSpec spec) {
    DataStream<EventoConLatencia> measured =
        in.eventos()
            .map(evento -> EndToEndLatency.apply(evento, Instant.now()))
            .returns(EventoConLatencia.class)
            .uid("latency")
            .name("latency");
    return spec.variant().equals(EndToEndLatency.STATISTICS)
        ? statistics(measured, spec)
        : measured;
  }

  private static DataStream<Estadistica> statistics(
      DataStream<EventoConLatencia> measured, RunSpec spec) {
    return measured
        .map(EventoConLatencia::latenciaSegundos)
        .returns(Types.DOUBLE)
        .uid("seconds")
        // one window over all keys: a percentile can't be put together from parts
        .windowAll(TumblingProcessingTimeWindows.of(spec.accelerated(EndToEndLatency.PERIOD)))
        .process(new Summary())
        .uid("statistics")
        .name("statistics");
  }

  private static final class Summary
      extends ProcessAllWindowFunction<Double, Estadistica, TimeWindow> {
    @Override
    public void process(Context context, Iterable<Double> latencies, Collector<Estadistica> out) {
      List<Double> all = new ArrayList<>();
      latencies.forEach(all::add);
      out.collect(Estadistica.of(all));
    }
  }
}
