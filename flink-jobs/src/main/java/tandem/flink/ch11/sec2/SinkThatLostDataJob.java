package tandem.flink.ch11.sec2;

import org.apache.flink.streaming.api.datastream.DataStream;
import tandem.flink.FlinkExercise;
import tandem.flink.runtime.FlinkInputs;
import tandem.model.ch11.sec2.SinkThatLostData;
import tandem.model.ch11.sec2.SinkThatLostData.EventoGuardado;
import tandem.model.run.RunSpec;

/**
 * Exercise 11.2.5 in Flink: the events with their day. What the exercise is about is behind the
 * rows: {@code OverwritingSink} overwrites a folder for each checkpoint, {@code DeltaSink} appends
 * the checkpoint to a Delta table as a transaction of its number.
 */
public final class SinkThatLostDataJob implements FlinkExercise {

  @Override
  public DataStream<EventoGuardado> define(FlinkInputs in, RunSpec spec) {
    return in.eventos()
        .map(SinkThatLostData::apply)
        .returns(EventoGuardado.class)
        .uid("fecha")
        .name("fecha");
  }
}
