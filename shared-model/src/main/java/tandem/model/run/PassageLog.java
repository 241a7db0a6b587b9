package tandem.model.run;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import tandem.model.run.Passage.Span;

/**
 * Collects the passages of records that a contender works on one by one: each thread says which
 * record it takes up, when it gives a row of it to its producer, and when it is through with it.
 * What is told is asked for at times, so that it costs one event for many records.
 */
public final class PassageLog {
  private static final ThreadLocal<Taken> CURRENT = new ThreadLocal<>();

  private final long every;
  private List<Passage> passages = new ArrayList<>();

  private static final class Taken {
    private final String partition;
    private final long offset;
    private final long atMicros = WallClock.micros();
    private long handedMicros;

    Taken(String partition, long offset) {
      this.partition = partition;
      this.offset = offset;
    }
  }

  /**
   * A log.
   *
   * @param every {@link RunSpec#sampleEvery}
   */
  public PassageLog(long every) {
    this.every = every;
  }

  /** The thread takes up a record. */
  public void taken(String topic, int partition, long offset) {
    if (every > 0 && offset % every == 0) {
      CURRENT.set(new Taken(EngineEvent.partitionKey(topic, partition), offset));
    }
  }

  /** The thread gives a row of its record to the producer. */
  public void handed() {
    Taken taken = every > 0 ? CURRENT.get() : null;
    if (taken != null) {
      taken.handedMicros = WallClock.micros();
    }
  }

  /** The thread is through with its record; one that gave no row here is not told of. */
  public void done() {
    Taken taken = every > 0 ? CURRENT.get() : null;
    if (taken != null) {
      CURRENT.remove();
      if (taken.handedMicros > 0) {
        Span span = new Span(Stage.PROCESSING, taken.atMicros, taken.handedMicros);
        add(new Passage(taken.partition, taken.offset, taken.offset + 1, List.of(span)));
      }
    }
  }

  private synchronized void add(Passage passage) {
    passages.add(passage);
  }

  /** Tells of what has come since the last time, if anything. */
  public void tell(Consumer<EngineEvent> events) {
    List<Passage> told;
    synchronized (this) {
      told = passages;
      passages = new ArrayList<>();
    }
    if (!told.isEmpty()) {
      events.accept(new EngineEvent.Work(told));
    }
  }
}
