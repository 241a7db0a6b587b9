package tandem.flink.ch11.sec3;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.state.api.functions.KeyedStateReaderFunction;
import org.apache.flink.util.Collector;
import tandem.model.ch11.sec3.OpenSession;

/** Read the state of exercise 11.3.3 out of a checkpoint: one element for each live entry. */
final class SessionReaders {
  private SessionReaders() {}

  static final class OnePerSession extends KeyedStateReaderFunction<String, Long> {
    private transient MapState<Long, OpenSession> open;

    @Override
    public void open(OpenContext context) {
      open = getRuntimeContext().getMapState(SessionStates.sessions());
    }

    @Override
    public void readKey(String user, Context context, Collector<Long> out) throws Exception {
      open.keys().forEach(out::collect);
    }
  }

  static final class OnePerUser extends KeyedStateReaderFunction<String, Long> {
    private transient ValueState<OpenSession> open;

    @Override
    public void open(OpenContext context) {
      open = getRuntimeContext().getState(SessionStates.session());
    }

    @Override
    public void readKey(String user, Context context, Collector<Long> out) throws Exception {
      if (open.value() != null) {
        out.collect(1L);
      }
    }
  }
}
