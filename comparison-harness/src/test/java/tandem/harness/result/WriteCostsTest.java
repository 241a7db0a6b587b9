package tandem.harness.result;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import tandem.harness.result.ParityFinding.TableWrite;
import tandem.harness.result.ParityFinding.WriteCost;

/** What writes cost at the sizes at which a table stayed. */
final class WriteCostsTest {

  @Test
  void onlySizesWithEnoughWritesHaveAMedian() {
    List<TableWrite> writes =
        List.of(
            write(7_000, 9, 7_000L, 700L),
            write(10_000, 8, 10_000L, 1_000L),
            write(50, 1, 10_000L, 1_100L),
            write(50, 2, 10_000L, 1_300L),
            write(50, 3, 20_000L, 2_000L),
            write(50, 5, 20_000L, 2_400L),
            write(50, 4, 20_000L, 2_200L));

    assertThat(finding(writes).writeCosts())
        .containsExactly(new WriteCost(10_000, 3, 2, 1_100), new WriteCost(20_000, 3, 4, 2_200));
  }

  @Test
  void writesThatDoNotTellTheirTablesSizeHaveNone() {
    TableWrite write = write(50, 1, null, null);
    assertThat(finding(List.of(write, write, write)).writeCosts()).isEmpty();
    assertThat(finding(List.of()).writeCosts()).isEmpty();
  }

  private static TableWrite write(long rows, double seconds, Long tableRows, Long bytes) {
    return new TableWrite(rows, seconds, tableRows, bytes);
  }

  private static ParityFinding finding(List<TableWrite> writes) {
    return new ParityFinding(
        true, 0, 0, 0, 0, 0, 0, 0, 0, List.of(), List.of(), writes, List.of("parity"));
  }
}
