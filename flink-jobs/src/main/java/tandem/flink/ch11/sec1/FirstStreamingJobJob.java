package tandem.flink.ch11.sec1;

import java.time.Instant;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import tandem.flink.FlinkExercise;
import tandem.flink.runtime.FlinkInputs;
import tandem.flink.runtime.Incoming;
import tandem.model.ch11.sec1.FirstStreamingJob;
import tandem.model.ch11.sec1.FirstStreamingJob.EventoConIva;
import tandem.model.run.RunSpec;

/**
 * Exercise 11.1.2 in Flink: a filter and two columns, and the unreadable records to a side output.
 */
public final class FirstStreamingJobJob implements FlinkExercise {

  @Override
  public DataStream<EventoConIva> define(FlinkInputs in, RunSpec spec) {
    if (spec.variant().equals(FirstStreamingJob.SILENT_NULL)) {
      // what can't be read is null, falls through the filter, and nobody is told
      return in.carelessly().process(new WithVat()).uid("iva").name("iva");
    }
    SingleOutputStreamOperator<EventoConIva> results =
        in.records().process(new WithVat()).uid("iva").name("iva");
    in.refuse(results.getSideOutput(FlinkInputs.REFUSED));
    return results;
  }

  private static final class WithVat extends ProcessFunction<Incoming, EventoConIva> {
    @Override
    public void processElement(Incoming record, Context context, Collector<EventoConIva> out) {
      if (record.defect() != null) {
        context.output(FlinkInputs.REFUSED, record);
        return;
      }
      EventoConIva row = FirstStreamingJob.apply(record.evento(), Instant.now());
      if (row != null) {
        out.collect(row);
      }
    }
  }
}
