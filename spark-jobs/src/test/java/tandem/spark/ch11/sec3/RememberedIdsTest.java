package tandem.spark.ch11.sec3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tandem.model.ch11.sec3.Deduplication;
import tandem.spark.MemoryRun;

/** What parity can't say from memory of exercise 11.3.4 on Spark: its memory goes by the clock. */
class RememberedIdsTest {
  private static final String EVENT =
      "{\"evento_id\":\"e\",\"user_id\":\"ana\",\"timestamp\":\"2026-03-01T10:00:00.000Z\"}";

  @TempDir private Path directory;

  @Test
  void anIdIsForgottenAfterItsTimeToLive() throws Exception {
    try (MemoryRun run = new MemoryRun(MemoryRun.spec("11.3.4", Deduplication.TTL, directory))) {
      run.hand(EVENT, EVENT);
      await().atMost(Duration.ofMinutes(1)).until(() -> run.results().size() == 1);
      // asked again and again, an id is not known any longer for that
      await()
          .atMost(Duration.ofMinutes(1))
          .until(
              () -> {
                run.hand(EVENT);
                return run.results().size() > 1;
              });
      assertThat(run.results()).containsOnly(run.results().get(0));
    }
  }
}
