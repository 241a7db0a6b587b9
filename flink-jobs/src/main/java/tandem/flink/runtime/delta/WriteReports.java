package tandem.flink.runtime.delta;

import java.util.function.Consumer;
import tandem.model.run.EngineEvent;

/** Takes what sinks of this process tell of their writes to whoever runs the job. */
public final class WriteReports {
  private static volatile Consumer<EngineEvent> events = event -> {};

  private WriteReports() {}

  /** Tells of all writes from now on. */
  public static void sendTo(Consumer<EngineEvent> listener) {
    events = listener;
  }

  static void tell(EngineEvent.TableWrite write) {
    events.accept(write);
  }
}
