package tandem.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import tandem.harness.run.Watcher.Live;

/** What somebody who waits is told where standard error is no terminal. */
final class ProgressTest {
  private static final Live UNDER_WAY =
      new Live("flink 11.1.1 pass-through", 5_000, 4_990, 12L, 8.4, Duration.ofSeconds(14));
  private static final Live OVER =
      new Live("flink 11.1.1 pass-through", 0, 0, 0L, null, Duration.ZERO);
  private static final Live BEHIND =
      new Live("flink 11.1.1 pass-through", 0, 0, 700L, null, Duration.ZERO);

  @Test
  void aLineForEveryTenSecondsOfTraffic() {
    assertThat(told(UNDER_WAY, 9)).isEmpty();
    assertThat(told(UNDER_WAY, 20))
        .hasLineCount(2)
        .contains("flink 11.1.1 pass-through: 5,000/s sent, 4,990/s out, lag 12, p99 ~8 ms")
        .contains("0:14 left");
  }

  @Test
  void whatHasComeIsBeingCompared() {
    assertThat(told(OVER, 10)).contains("flink 11.1.1 pass-through: comparing its rows");
    assertThat(told(BEHIND, 10)).contains("lag 700").doesNotContain("comparing");
  }

  private static String told(Live now, int seconds) {
    StringWriter err = new StringWriter();
    Progress progress = new Progress(new PrintWriter(err));
    for (int i = 0; i < seconds; i++) {
      progress.live(now);
    }
    return err.toString();
  }
}
