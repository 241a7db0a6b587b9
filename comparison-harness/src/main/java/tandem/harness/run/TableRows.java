package tandem.harness.run;

import tandem.harness.collect.Collector;
import tandem.harness.engine.EngineProcess;
import tandem.model.catalog.Variant;
import tandem.model.run.RunSpec;

/** The result rows of a variant whose sink is a table: nobody is told of them, they are read. */
final class TableRows {
  private TableRows() {}

  /** Gives a run's rows to the collector of its dead letters, when the run has ended. */
  static void collect(EngineProcess engine, RunSpec spec, Variant variant, Collector collector) {
    if (variant.sink().isTable()) {
      collector.table(engine.readBack(spec));
    }
  }
}
