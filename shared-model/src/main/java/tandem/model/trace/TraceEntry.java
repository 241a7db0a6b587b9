package tandem.model.trace;

import java.util.Map;

/** One entry of a {@link Trace}, in the order of the replay. */
public sealed interface TraceEntry {

  /**
   * A record to send, byte for byte.
   *
   * @param index position among the records of the trace, from 0
   * @param offsetMicros when to send it, microseconds after the start of its stretch (the start of
   *     the replay, or the last {@link Control})
   * @param topic the exercise's name of the topic
   * @param partition the partition
   * @param key Kafka key, or null
   * @param value Kafka value, or null
   * @param headers Kafka headers, in no order
   * @param timestampMillis Kafka record timestamp: the event time, unless the traffic says when the
   *     record was sent; milliseconds since the epoch
   */
  @SuppressWarnings("ArrayRecordComponent") // identity is enough
  record Message(
      long index,
      long offsetMicros,
      String topic,
      int partition,
      byte[] key,
      byte[] value,
      Map<String, byte[]> headers,
      long timestampMillis)
      implements TraceEntry {}

  /**
   * A point where the replay stops to let something happen; the schedule restarts after it.
   *
   * @param action what happens
   * @param position number of records before it
   * @param globalMaximum greatest event time so far, milliseconds; {@link Long#MIN_VALUE} where
   *     there is none
   * @param partitionMinimum least over the partitions of each one's greatest event time; {@link
   *     Long#MIN_VALUE} while one has none
   */
  record Control(Action action, long position, long globalMaximum, long partitionMinimum)
      implements TraceEntry {}

  /** What happens at a {@link Control}. */
  enum Action {
    /**
     * Wait until the engine has worked off all before, and its watermark stands where the trace
     * says.
     */
    BARRIER,
    /** As a barrier; then the state is measured. */
    MEASURE,
    /** As a barrier; then the engine is stopped gracefully. */
    STOP,
    /** The engine is started again and continues from its checkpoint. */
    RESTART,
    /** The engine is started again with its checkpoint thrown away. */
    RESTART_AFRESH,
    /**
     * The engine is started for the first time; a trace without it starts the engine before its
     * first record.
     */
    START,
    /** The inputs that the variant creates late are created while the engine runs. */
    CREATE,
    /**
     * The records up to the next control go to the broker in one produce request, to be one
     * micro-batch.
     */
    ATOMIC,
    /** The checkpoint of an engine that was stopped is moved to another folder. */
    MOVE,
    /**
     * The largest file of the checkpoint of an engine that was stopped is cut in half; whoever
     * starts from it must notice.
     */
    DAMAGE,
    /** As a barrier; from then on the engine's work stands still at the variant's failpoint. */
    ARM,
    /**
     * Wait until the engine stands at the failpoint; its process is killed there (SIGKILL), and
     * another continues from the checkpoint.
     */
    KILL,
    /** The servers beside Kafka that the variant works with are stopped, while the engine works. */
    INTERRUPT,
    /**
     * They are started again with their data, when they have been down for as long as the run says.
     */
    RESUME,
    /**
     * The next version of the table that the variant looks rows up in takes the place of the one
     * that is there, while the engine works; records go on when it is there.
     */
    CHANGE;

    /** Whether an engine that was not running runs after it. */
    public boolean starts() {
      return this == START || this == RESTART || this == RESTART_AFRESH;
    }
  }
}
