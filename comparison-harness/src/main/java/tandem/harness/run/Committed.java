package tandem.harness.run;

import java.util.Map;
import tandem.harness.replay.SentLog;
import tandem.model.run.EngineEvent;
import tandem.model.trace.Trace;

/** Compares what an engine has committed with what has been sent to it. */
final class Committed {
  private Committed() {}

  /**
   * Whether everything sent so far is durably done.
   *
   * @param committed next offset per {@link EngineEvent#partitionKey}
   * @param topics the trace's topic names to real ones
   */
  static boolean coversAll(
      Map<String, Long> committed, Trace trace, Map<String, String> topics, SentLog sent) {
    int partitions = trace.header().partitions();
    for (int slot = 0; slot < partitions * trace.header().topics().size(); slot++) {
      String topic = topics.get(trace.header().topics().get(slot / partitions));
      long reached = committed.getOrDefault(EngineEvent.partitionKey(topic, slot % partitions), 0L);
      if (reached < sent.sentTo(slot)) {
        return false;
      }
    }
    return true;
  }
}
