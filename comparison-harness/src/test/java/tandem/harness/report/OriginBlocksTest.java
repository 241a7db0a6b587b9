package tandem.harness.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tandem.harness.report.page.Block;
import tandem.harness.report.page.Tone;
import tandem.harness.result.RunInfo;

/** What a reader is told of the machine. */
final class OriginBlocksTest {
  @Test
  void processorsSharedOutBySessionsAreALimit() {
    assertThat(limits(true).notes())
        .anySatisfy(
            note -> {
              assertThat(note.text()).contains("sched_autogroup").contains("200 ms");
              assertThat(note.tone()).isEqualTo(Tone.CAUTION);
            });
    assertThat(limits(false).notes()).allMatch(note -> note.tone() == Tone.PLAIN);
    assertThat(limits(null).notes()).allMatch(note -> note.tone() == Tone.PLAIN);
  }

  private static Block limits(Boolean autogroup) {
    RunInfo run =
        new RunInfo(
            "made-up",
            Instant.EPOCH,
            "./tandem run 11.1.2",
            1,
            List.of(),
            null,
            new RunInfo.Versions("0.1.0", "17", null, null, null),
            new RunInfo.Host("Linux", "amd64", 2, 8L << 30, "Imaginary CPU", autogroup),
            Map.of());
    return new OriginBlocks(run, new Messages(Language.of("en"))).limits();
  }
}
