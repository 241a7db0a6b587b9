package tandem.flink.ch11.sec1;

import org.apache.flink.streaming.api.datastream.DataStream;
import tandem.flink.FlinkExercise;
import tandem.flink.runtime.FlinkInputs;
import tandem.model.ch11.sec1.FallingBehind;
import tandem.model.ch11.sec1.FallingBehind.Sellado;
import tandem.model.run.RunSpec;

/**
 * Exercise 11.1.5 in Flink: a costly map. It has a task of its own: in one with the source it would
 * hold that back by being on its thread, and backpressure would not be seen.
 */
public final class FallingBehindJob implements FlinkExercise {

  @Override
  public DataStream<Sellado> define(FlinkInputs in, RunSpec spec) {
    return in.eventos().map(FallingBehind::apply).startNewChain().uid("sello").name("sello");
  }
}
