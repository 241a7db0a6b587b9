package tandem.model.ch11.sec2;

import java.util.List;
import java.util.function.IntFunction;
import tandem.model.event.EventoWriter;
import tandem.model.trace.Purpose;
import tandem.model.trace.TraceEntry.Action;
import tandem.model.trace.TraceRequest;
import tandem.model.trace.TraceWriter;
import tandem.model.trace.Traffic;

/**
 * Traffic of topics that carry events alike: which topic comes next is a matter of the event's
 * number; in parity traces each topic also holds odd and unreadable records.
 *
 * @param next the topic of an event by its number
 * @param lateTopic that comes into being in the middle of a parity trace, or null
 */
record TopicTraffic(IntFunction<String> next, String lateTopic) implements Traffic {
  private static final int USERS = 1_000;
  private static final int STRETCH = 303;

  /** Odd and unreadable records in more topics than these would say nothing new. */
  private static final int ODD_TOPICS = 3;

  static TopicTraffic of(String variant) {
    List<String> topics = MultipleTopics.topics(variant);
    return variant.equals(MultipleTopics.FAST_AND_SLOW)
        ? new TopicTraffic(
            number -> topics.get(number % (MultipleTopics.FASTER + 1) == 0 ? 1 : 0), null)
        : new TopicTraffic(number -> topics.get(number % topics.size()), null);
  }

  /** All to one topic. */
  static TopicTraffic to(String topic) {
    return new TopicTraffic(number -> topic, null);
  }

  static TopicTraffic withLateTopic(String late) {
    return new TopicTraffic(
        number -> List.of("eventos-clicks", "eventos-compras").get(number % 2), late);
  }

  @Override
  public void write(TraceRequest request, TraceWriter out) {
    EventoWriter events = new EventoWriter(out, request.seed());
    if (request.purpose() != Purpose.PARITY) {
      int[] number = {0};
      request.atSteadyRate(
          micros ->
              events
                  .to(next.apply(number[0]++))
                  .at(micros)
                  .event(user(events), EventoWriter.BASE_MILLIS + micros / 1_000));
      return;
    }
    stretch(events, 0, next);
    events.control(Action.BARRIER);
    if (lateTopic != null) {
      events.control(Action.CREATE);
    }
    // the new topic's events come among the others'
    stretch(
        events,
        1,
        lateTopic == null ? next : number -> number % 3 == 2 ? lateTopic : next.apply(number));
  }

  private static void stretch(EventoWriter events, int stretch, IntFunction<String> topics) {
    long start = EventoWriter.BASE_MILLIS + stretch * 60_000L;
    for (int i = 0; i < STRETCH; i++) {
      events.to(topics.apply(i)).next().event(user(events), start + i * 100L);
      if (i < ODD_TOPICS) {
        events.next().oddities(start);
        events.next().defects(start);
      }
    }
  }

  private static String user(EventoWriter events) {
    return "u-" + events.random().nextInt(USERS);
  }
}
