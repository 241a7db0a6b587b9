package tandem.harness.report;

import java.util.List;
import tandem.harness.result.CrashResult;

/** Writes the gist of a crash test for a terminal. */
final class CrashConsole {
  private CrashConsole() {}

  static String render(CrashResult crash, Messages words) {
    List<RecoveryView> views = RecoveryView.of(crash, words);
    CrashVerdict verdict = new CrashVerdict(crash, views, words);
    CrashTables tables = new CrashTables(crash, views, words);
    StringBuilder out = new StringBuilder();
    out.append(crash.exercise()).append(' ').append(crash.variant()).append(": ");
    out.append((verdict.verdict() + " " + verdict.lead()).replace('\u00a0', ' ').strip());
    out.append('\n');
    if (views.stream().anyMatch(RecoveryView::ran)) {
      out.append(ConsoleReport.text(tables.promises())).append('\n');
      out.append(ConsoleReport.text(tables.times())).append('\n');
    }
    views.stream()
        .filter(view -> view.recovery().failure() != null)
        .map(view -> words.text("sweep.unavailable", view.name(), view.recovery().failure()))
        .forEach(failed -> out.append(failed).append('\n'));
    out.append(ConsoleReport.warnings(crash.warnings(), words));
    return out.toString();
  }
}
