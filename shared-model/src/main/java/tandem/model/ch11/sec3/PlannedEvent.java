package tandem.model.ch11.sec3;

/**
 * When an event is sent and when it happened, both in event-time milliseconds after the base; in
 * the order of sending.
 */
record PlannedEvent(long sendAt, long number, long millis, String user)
    implements Comparable<PlannedEvent> {
  @Override
  public int compareTo(PlannedEvent other) {
    int bySendAt = Long.compare(sendAt, other.sendAt);
    return bySendAt != 0 ? bySendAt : Long.compare(number, other.number);
  }
}
