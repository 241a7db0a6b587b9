package tandem.harness.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tandem.harness.process.Installation;

/** Who is told that a broker is gone. */
class KafkaBrokerTest {
  @TempDir private Path directory;

  @Test
  void itsLossIsToldAndItsEndIsNot() throws Exception {
    CompletableFuture<Void> lost = new CompletableFuture<>();
    try (KafkaBroker broker = start("killed")) {
      broker.whenLost(() -> lost.complete(null));
      ProcessHandle.of(broker.pid()).orElseThrow().destroyForcibly();

      assertThat(lost).succeedsWithin(Duration.ofSeconds(30));
    }

    CompletableFuture<Void> notLost = new CompletableFuture<>();
    KafkaBroker ended = start("closed");
    ended.whenLost(() -> notLost.complete(null));
    ProcessHandle process = ProcessHandle.of(ended.pid()).orElseThrow();
    ended.close();

    assertThat(process.onExit().get(30, TimeUnit.SECONDS)).isEqualTo(process);
    assertThat(notLost).isNotDone();
  }

  private KafkaBroker start(String name) {
    return KafkaBroker.start(
        Installation.locate(), directory.resolve(name), directory.resolve(name + ".log"));
  }
}
