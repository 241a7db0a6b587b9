package tandem.model.ch11.sec4;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tandem.model.catalog.Meaning;
import tandem.model.catalog.Variant;
import tandem.model.ch11.sec3.Watermarks;
import tandem.model.ch11.sec4.ChooseTheWatermark.EventosPorVentana;
import tandem.model.ch11.sec4.ChooseTheWatermark.Windows;
import tandem.model.parity.ExpectedRow;
import tandem.model.parity.Inputs;
import tandem.model.parity.Inputs.Input;
import tandem.model.parity.Oracle;

/**
 * Says what exercise 11.4.5 must give: the events of each window and device that came before the
 * watermark had passed the window's end; one row when it has, or one with each event.
 *
 * @param windows the windows of the variant
 */
record DeviceOracle(Windows windows) implements Oracle {

  @Override
  public List<ExpectedRow> expected(Inputs inputs, Meaning meaning) {
    List<ExpectedRow> rows = new ArrayList<>(inputs.deadLetters());
    Watermarks watermarks = new Watermarks(inputs, windows.delay(), meaning.watermark());
    groups(inputs, watermarks)
        .forEach(
            (group, members) -> {
              int closing = watermarks.firstToReach(group.end());
              if (windows.updates()) {
                for (int i = 0; i < members.size(); i++) {
                  rows.add(row(group, i + 1, members.get(i).message().index()));
                }
              } else if (closing >= 0) {
                rows.add(row(group, members.size(), closing));
              }
            });
    return rows;
  }

  /** Windows of devices that have begun and that the watermark has not closed. */
  long liveEntriesAt(Inputs all, long position, Meaning meaning) {
    Inputs inputs = all.upTo(position);
    Watermarks watermarks = new Watermarks(inputs, windows.delay(), meaning.watermark());
    return groups(inputs, watermarks).keySet().stream()
        .filter(group -> group.end() > watermarks.last())
        .count();
  }

  private Map<Group, List<Input>> groups(Inputs inputs, Watermarks watermarks) {
    Map<Group, List<Input>> groups = new LinkedHashMap<>();
    long size = windows.size().toMillis();
    for (Input input : inputs.accepted()) {
      long start = input.millis() - Math.floorMod(input.millis(), size);
      if (watermarks.before(input) < start + size) {
        Group group = new Group(start, start + size, input.evento().userId());
        groups.computeIfAbsent(group, g -> new ArrayList<>()).add(input);
      }
    }
    return groups;
  }

  private static ExpectedRow row(Group group, long events, long cause) {
    EventosPorVentana row =
        new EventosPorVentana(
            Instant.ofEpochMilli(group.start()),
            Instant.ofEpochMilli(group.end()),
            group.user(),
            events);
    return new ExpectedRow(Variant.RESULT, row, cause);
  }

  private record Group(long start, long end, String user) {}
}
