package tandem.flink.ch11.sec3;

import java.io.IOException;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.state.api.SavepointReader;
import org.apache.flink.state.api.functions.WindowReaderFunction;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.windowing.assigners.WindowAssigner;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;
import org.apache.flink.util.Collector;
import tandem.flink.FlinkExercise;
import tandem.model.ch11.sec3.Totals;

/** Reads windows that are open out of a checkpoint, where {@link Accumulate} fills them. */
final class OpenWindows {
  private OpenWindows() {}

  /** One element for each window and key. */
  static DataStream<Long> of(
      SavepointReader checkpoint, WindowAssigner<Object, TimeWindow> assigner) throws IOException {
    return checkpoint
        .window(assigner)
        .aggregate(
            FlinkExercise.STATE_UID,
            new Accumulate(),
            new One(),
            Types.STRING,
            TypeInformation.of(Totals.class),
            Types.LONG);
  }

  private static final class One extends WindowReaderFunction<Totals, Long, String, TimeWindow> {
    @Override
    public void readWindow(
        String key, Context<TimeWindow> context, Iterable<Totals> contents, Collector<Long> out) {
      out.collect(1L);
    }
  }
}
