package tandem.harness.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import tandem.harness.collect.Collector;
import tandem.model.catalog.Figure;
import tandem.model.catalog.Variant;
import tandem.model.event.DeadLetter;
import tandem.model.parity.Observed;
import tandem.model.parity.ParityResult.Match;

/** When a change was used, by rows whose instants are known. */
final class ChangeReadingTest {
  /** Three records were sent before it. */
  private static final Phase.Change CHANGE = new Phase.Change(3, 1_000_000, OptionalLong.empty());

  @Test
  void theFirstNewRowAndTheLastOldOneCount() {
    List<Collector.Row> rows =
        List.of(
            row("{\"version\":1}", 990_000),
            // sent before the change, and so no stale row, however late it comes
            row("{\"version\":1}", 1_500_000),
            row("{\"version\":1}", 1_200_000),
            row("{\"version\":2}", 1_700_000),
            row("{\"version\":1}", 1_400_000),
            row("{\"version\":2}", 1_300_000));

    assertThat(figures(rows))
        .isEqualTo(
            Map.of(
                Figure.STALE_ROWS, 2.0, Figure.FIRST_USE_MS, 300.0, Figure.LAST_STALE_MS, 400.0));
  }

  @Test
  void rowsWithoutAVersionTellNothing() {
    Observed letter =
        new Observed(DeadLetter.OUTPUT, "{\"version\":".getBytes(StandardCharsets.UTF_8), "x");
    List<Collector.Row> rows =
        List.of(
            row("{\"version\":null}", 1_100_000),
            row("{}", 1_100_000),
            row(null, 1_100_000),
            new Collector.Row(letter, 1_100, 1_100_000),
            row("", 1_100_000));

    assertThat(figures(rows)).isEqualTo(Map.of(Figure.STALE_ROWS, 0.0));
  }

  @Test
  void readsAreToldWhereTheyAreCounted() {
    Phase.Change counted = CHANGE.after(OptionalLong.of(7));
    assertThat(ChangeReading.of(List.of(), List.of(), counted, "version"))
        .isEqualTo(Map.of(Figure.STALE_ROWS, 0.0, Figure.TABLE_READS, 7.0));
  }

  private static Map<String, Double> figures(List<Collector.Row> rows) {
    // the second row is of the last record before the change, the others of those behind it
    List<Match> matches =
        List.of(
                new Match(0, 0),
                new Match(2, 1),
                new Match(3, 2),
                new Match(4, 3),
                new Match(5, 4),
                new Match(6, 5))
            .subList(0, rows.size());
    return ChangeReading.of(rows, matches, CHANGE, "version");
  }

  private static Collector.Row row(String json, long visibleMicros) {
    byte[] value = json == null ? null : json.getBytes(StandardCharsets.UTF_8);
    return new Collector.Row(
        new Observed(Variant.RESULT, value, null), visibleMicros / 1_000, visibleMicros);
  }
}
