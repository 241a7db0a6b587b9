package tandem.model.ch11.sec3;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tandem.model.parity.Inputs;
import tandem.model.parity.Inputs.Input;

/**
 * Splits each user's events into sessions, for oracles: sort by event time, cut where the silence
 * reaches the gap.
 */
final class SessionSplit {

  /** Decides whether an event is taken, given the end that a session of it alone would have. */
  interface InTime {
    boolean test(Input input, long ownEndMillis);
  }

  /**
   * A session.
   *
   * @param members its events by event time
   * @param endMillis last event plus gap, milliseconds since the epoch
   */
  record Session(String user, List<Input> members, long endMillis) {
    Instant first() {
      return members.get(0).evento().timestamp();
    }

    Instant last() {
      return members.get(members.size() - 1).evento().timestamp();
    }
  }

  private SessionSplit() {}

  static List<Session> split(Inputs inputs, Duration gap, InTime inTime) {
    Map<String, List<Input>> users = new LinkedHashMap<>();
    for (Input input : inputs.accepted()) {
      if (inTime.test(input, input.millis() + gap.toMillis())) {
        users.computeIfAbsent(input.evento().userId(), user -> new ArrayList<>()).add(input);
      }
    }
    List<Session> sessions = new ArrayList<>();
    users.forEach((user, events) -> sessions.addAll(split(user, events, gap.toMillis())));
    return sessions;
  }

  private static List<Session> split(String user, List<Input> events, long gapMillis) {
    events.sort(Comparator.comparingLong(Input::millis));
    List<Session> sessions = new ArrayList<>();
    int from = 0;
    for (int i = 1; i <= events.size(); i++) {
      long lastMillis = events.get(i - 1).millis();
      if (i == events.size() || events.get(i).millis() - lastMillis >= gapMillis) {
        sessions.add(new Session(user, events.subList(from, i), lastMillis + gapMillis));
        from = i;
      }
    }
    return sessions;
  }
}
