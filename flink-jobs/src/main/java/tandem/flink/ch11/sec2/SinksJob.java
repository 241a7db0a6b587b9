package tandem.flink.ch11.sec2;

import org.apache.flink.streaming.api.datastream.DataStream;
import tandem.flink.FlinkExercise;
import tandem.flink.runtime.FlinkInputs;
import tandem.model.ch11.sec2.Sinks;
import tandem.model.ch11.sec2.Sinks.EventoProcesado;
import tandem.model.run.RunSpec;

/**
 * Exercise 11.2.2 in Flink: the events with their day, and a region for each. Where they go is the
 * variant's matter: {@code KafkaSink}, {@code print}, or {@code DeltaSink} in {@code TableEnds}.
 */
public final class SinksJob implements FlinkExercise {

  @Override
  public DataStream<EventoProcesado> define(FlinkInputs in, RunSpec spec) {
    return in.eventos()
        .map(Sinks::apply)
        .returns(EventoProcesado.class)
        .uid("processed")
        .name("processed");
  }
}
