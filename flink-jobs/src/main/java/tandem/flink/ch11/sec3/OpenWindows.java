package tandem.flink.ch11.sec3;

import java.io.IOException;
import org.apache.flink.api.common.functions.AggregateFunction;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.state.api.SavepointReader;
import org.apache.flink.state.api.functions.WindowReaderFunction;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.windowing.assigners.WindowAssigner;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;
import org.apache.flink.streaming.api.windowing.windows.Window;
import org.apache.flink.util.Collector;
import tandem.flink.FlinkExercise;
import tandem.model.ch11.sec3.Totals;
import tandem.model.event.Evento;

/** Reads windows that are open out of a checkpoint. */
public final class OpenWindows {
  private OpenWindows() {}

  /** One element for each window and key, where {@link Accumulate} fills them. */
  static DataStream<Long> of(
      SavepointReader checkpoint, WindowAssigner<Object, TimeWindow> assigner) throws IOException {
    return of(checkpoint, assigner, new Accumulate(), TypeInformation.of(Totals.class));
  }

  /** The same, with whatever fills them. */
  public static <A, W extends Window> DataStream<Long> of(
      SavepointReader checkpoint,
      WindowAssigner<Object, W> assigner,
      AggregateFunction<Evento, A, A> filledBy,
      TypeInformation<A> kept)
      throws IOException {
    return of(checkpoint, assigner, filledBy, kept, Types.STRING);
  }

  /** The same, by whatever they are keyed. */
  public static <K, A, W extends Window> DataStream<Long> of(
      SavepointReader checkpoint,
      WindowAssigner<Object, W> assigner,
      AggregateFunction<Evento, A, A> filledBy,
      TypeInformation<A> kept,
      TypeInformation<K> key)
      throws IOException {
    return checkpoint
        .window(assigner)
        .aggregate(FlinkExercise.STATE_UID, filledBy, new One<K, A, W>(), key, kept, Types.LONG);
  }

  private static final class One<K, A, W extends Window>
      extends WindowReaderFunction<A, Long, K, W> {
    @Override
    public void readWindow(K key, Context<W> context, Iterable<A> contents, Collector<Long> out) {
      out.collect(1L);
    }
  }
}
