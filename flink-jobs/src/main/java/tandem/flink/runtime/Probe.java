package tandem.flink.runtime;

import java.util.function.Consumer;
import tandem.model.run.EngineEvent;
import tandem.model.run.PassageLog;

/**
 * Follows sampled records from the source's deserialiser to the sink's serialiser, which a chained
 * job calls within one another on one thread. Behind a network exchange it sees nothing, and on a
 * cluster its task managers are other processes than the one that answers: then no passage is told.
 */
final class Probe {
  private static volatile PassageLog passages = new PassageLog(0);

  private Probe() {}

  /** A job starts whose every n-th record is to be followed; 0 for none. */
  static void follow(long every) {
    passages = new PassageLog(every);
  }

  static void taken(String topic, int partition, long offset) {
    passages.taken(topic, partition, offset);
  }

  static void handed() {
    passages.handed();
  }

  static void done() {
    passages.done();
  }

  static void tell(Consumer<EngineEvent> events) {
    passages.tell(events);
  }
}
