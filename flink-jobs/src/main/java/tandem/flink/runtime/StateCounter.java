package tandem.flink.runtime;

import java.util.Optional;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.state.api.SavepointReader;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.CloseableIterator;
import tandem.flink.FlinkExercise;
import tandem.model.run.RunSpec;
import tandem.model.run.StateBackend;

/**
 * Counts the live entries of a checkpoint with the State Processor API, beside the job that made
 * it.
 */
final class StateCounter {
  private StateCounter() {}

  static long count(String checkpoint, FlinkExercise exercise, RunSpec spec) throws Exception {
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.createLocalEnvironment(
            1, FlinkSettings.confined(spec.directory()));
    SavepointReader reader =
        spec.state() == StateBackend.ROCKSDB
            ? SavepointReader.read(env, checkpoint, new EmbeddedRocksDBStateBackend())
            : SavepointReader.read(env, checkpoint, new HashMapStateBackend());
    Optional<DataStream<Long>> entries = exercise.liveEntries(reader, spec.variant());
    return entries.isEmpty() ? 0 : count(entries.get().executeAndCollect());
  }

  private static long count(CloseableIterator<Long> entries) throws Exception {
    long count = 0;
    try {
      while (entries.hasNext()) {
        entries.next();
        count++;
      }
    } finally {
      entries.close();
    }
    return count;
  }
}
