package tandem.harness.run;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tandem.harness.collect.Collector;
import tandem.harness.engine.EngineProcess;
import tandem.harness.result.ParityFinding.TableLook;
import tandem.model.catalog.Emission;
import tandem.model.catalog.Variant;
import tandem.model.run.RunSpec;

/** The result rows of a variant whose sink is a table: nobody is told of them, they are read. */
final class TableRows {
  private final EngineProcess engine;
  private final Variant variant;
  private final List<TableLook> looks = new ArrayList<>();
  private List<String> found = List.of();

  TableRows(EngineProcess engine, Variant variant) {
    this.engine = engine;
    this.variant = variant;
  }

  /** Reads the table as anybody could at this moment, while the engine runs nothing. */
  void look(RunSpec spec) {
    if (!variant.sink().isTable()) {
      return;
    }
    List<String> now = engine.readBack(spec);
    looks.add(new TableLook(now.size(), gone(found, now)));
    found = now;
  }

  /** Gives a run's rows to the collector of its dead letters, when the run has ended. */
  void collect(RunSpec spec, Collector collector) {
    if (variant.sink().isTable()) {
      boolean looked = !looks.isEmpty();
      List<String> now = engine.readBack(spec);
      if (looked) {
        looks.add(new TableLook(now.size(), gone(found, now)));
      }
      collector.table(now);
    }
  }

  /** What was found at each look, the last when the run had ended; empty where none was made. */
  List<TableLook> looks() {
    return looks;
  }

  private long gone(List<String> before, List<String> now) {
    Map<String, Integer> left = new HashMap<>();
    now.forEach(row -> left.merge(identity(row), 1, Integer::sum));
    return before.stream().filter(row -> left.merge(identity(row), -1, Integer::sum) < 0).count();
  }

  /** A row that another of its key has replaced is not gone. */
  private String identity(String row) {
    return variant.emission() == Emission.UPSERT
        ? variant.schema().canonical(row.getBytes(StandardCharsets.UTF_8)).key()
        : row;
  }
}
