package tandem.harness.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tandem.harness.collect.Collector;
import tandem.model.catalog.Dimension;
import tandem.model.catalog.Figure;
import tandem.model.parity.ParityResult.Match;

/**
 * When an engine first used the new version of a table that it looks rows up in, and how long it
 * still used the old one: read from the rows, as a user downstream would see it.
 */
final class ChangeReading {
  private static final ObjectMapper JSON = new ObjectMapper();

  private ChangeReading() {}

  /** By the names that claims ask for; no first use where no row shows the new version. */
  static Map<String, Double> of(Phase phase, Dimension dimension) {
    return of(phase.rows(), phase.parity().matches(), phase.change(), dimension.versionColumn());
  }

  /**
   * The same.
   *
   * @param rows in the order of becoming visible
   * @param matches which of them came of which input
   * @param column of the rows, with the version that they show
   */
  static Map<String, Double> of(
      List<Collector.Row> rows, List<Match> matches, Phase.Change change, String column) {
    long changed = change.micros();
    long firstUse = Long.MAX_VALUE;
    long lastStale = Long.MIN_VALUE;
    long stale = 0;
    for (Match match : matches) {
      Collector.Row row = rows.get(match.observed());
      long version = version(row, column);
      if (version == Dimension.SECOND) {
        firstUse = Math.min(firstUse, row.visibleMicros());
      } else if (version == Dimension.FIRST && match.cause() >= change.position()) {
        stale++;
        lastStale = Math.max(lastStale, row.visibleMicros());
      }
    }
    Map<String, Double> figures = new HashMap<>();
    change.reads().ifPresent(reads -> figures.put(Figure.TABLE_READS, (double) reads));
    figures.put(Figure.STALE_ROWS, (double) stale);
    if (firstUse != Long.MAX_VALUE) {
      figures.put(Figure.FIRST_USE_MS, (firstUse - changed) / 1e3);
    }
    if (stale > 0) {
      figures.put(Figure.LAST_STALE_MS, (lastStale - changed) / 1e3);
    }
    return figures;
  }

  /** 0 where the row shows none: nothing was found, or it is a dead letter. */
  private static long version(Collector.Row row, String column) {
    try {
      byte[] value = row.row().value();
      JsonNode tree = value == null ? null : JSON.readTree(value);
      return tree == null ? 0 : tree.path(column).asLong(0);
    } catch (IOException notJson) {
      return 0;
    }
  }
}
