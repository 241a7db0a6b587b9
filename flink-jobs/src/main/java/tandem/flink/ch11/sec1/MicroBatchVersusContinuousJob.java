package tandem.flink.ch11.sec1;

import org.apache.flink.streaming.api.datastream.DataStream;
import tandem.flink.FlinkExercise;
import tandem.flink.runtime.FlinkInputs;
import tandem.model.event.Evento;
import tandem.model.run.RunSpec;

/**
 * Exercise 11.1.1 in Flink: events as they are, record by record. How long a record may wait in a
 * buffer, and when it becomes visible, is the configuration's matter and not the job's.
 */
public final class MicroBatchVersusContinuousJob implements FlinkExercise {

  @Override
  public DataStream<Evento> define(FlinkInputs in, RunSpec spec) {
    return in.eventos();
  }
}
