package tandem.harness.report;

import tandem.harness.result.ParityFinding;
import tandem.harness.result.SweepResult;

/** Writes the gist of a sweep for a terminal. */
final class SweepConsole {
  private SweepConsole() {}

  static String render(SweepResult sweep, Messages words) {
    SweepView view = SweepView.of(sweep, words);
    SweepTables tables = new SweepTables(view, words);
    StringBuilder out = new StringBuilder();
    out.append(sweep.exercise()).append(' ').append(sweep.variant()).append(": ");
    out.append(new SweepVerdict(view, words).verdict()).append('\n');
    for (GearView gear : view.gears()) {
      ParityFinding parity = gear.curve().parity();
      if (parity != null) {
        out.append(ConsoleReport.parity(gear.name(), parity, words)).append('\n');
      }
    }
    if (!view.rates().isEmpty()) {
      out.append(tables.readMe()).append('\n');
      out.append(ConsoleReport.text(tables.latencies(SweepTables.RATES_ON_A_TERMINAL)))
          .append('\n');
    }
    tables.unavailable().forEach(refused -> out.append(refused).append('\n'));
    out.append(ConsoleReport.claims(sweep.claims(), words));
    out.append(ConsoleReport.warnings(sweep.warnings(), words));
    return out.toString();
  }
}
