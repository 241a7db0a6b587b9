package tandem.flink.ch11.sec6;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tandem.model.ch11.sec6.Cliente;

/** Answers of the table of clients that are still good; of too many the least used are dropped. */
final class Answers {
  private static final int MOST = 100_000;
  private static final int FIRST_CAPACITY = 1_000;
  private static final float LOAD_FACTOR = 0.75f;

  private final long goodNanos;
  private final Map<String, Answer> byUser =
      new LinkedHashMap<>(FIRST_CAPACITY, LOAD_FACTOR, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Answer> eldest) {
          return size() > MOST;
        }
      };

  /**
   * An answer.
   *
   * @param client null where the user is none
   * @param askedNanos when it was asked for, by the process's clock
   */
  record Answer(Cliente client, long askedNanos) {}

  Answers(Duration good) {
    this.goodNanos = good.toNanos();
  }

  /** The answer for a user; empty where there is none that is still good. */
  synchronized Optional<Answer> of(String user) {
    return Optional.ofNullable(byUser.get(user))
        .filter(answer -> System.nanoTime() - answer.askedNanos() < goodNanos);
  }

  /** Keeps an answer; null for a user who is no client. */
  synchronized void remember(String user, Cliente client, long askedNanos) {
    byUser.put(user, new Answer(client, askedNanos));
  }
}
