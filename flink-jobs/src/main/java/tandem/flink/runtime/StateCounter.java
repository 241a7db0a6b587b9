package tandem.flink.runtime;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;
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
    Optional<DataStream<Long>> entries =
        exercise.liveEntries(reader(checkpoint, spec), spec.variant());
    return entries.isEmpty() ? 0 : count(entries.get());
  }

  /** A reader of a checkpoint, on a cluster of its own. */
  static SavepointReader reader(String checkpoint, RunSpec spec) throws IOException {
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.createLocalEnvironment(
            1, FlinkSettings.confined(spec.directory()));
    return spec.state() == StateBackend.ROCKSDB
        ? SavepointReader.read(env, checkpoint, new EmbeddedRocksDBStateBackend())
        : SavepointReader.read(env, checkpoint, new HashMapStateBackend());
  }

  /** The number of elements. */
  static long count(DataStream<?> elements) throws Exception {
    long[] count = {0};
    take(elements, Long.MAX_VALUE, element -> count[0]++);
    return count[0];
  }

  /** Hands the first elements on. */
  static <T> void take(DataStream<T> elements, long limit, Consumer<T> to) throws Exception {
    CloseableIterator<T> each = elements.executeAndCollect();
    try {
      for (long taken = 0; taken < limit && each.hasNext(); taken++) {
        to.accept(each.next());
      }
    } finally {
      each.close();
    }
  }
}
