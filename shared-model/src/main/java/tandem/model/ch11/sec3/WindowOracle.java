package tandem.model.ch11.sec3;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tandem.model.catalog.Meaning;
import tandem.model.catalog.Variant;
import tandem.model.ch11.sec3.TimeWindows.RegionAverage;
import tandem.model.ch11.sec3.TimeWindows.RegionTotals;
import tandem.model.ch11.sec3.TimeWindows.Shape;
import tandem.model.ch11.sec3.TimeWindows.UserSession;
import tandem.model.ch11.sec3.TimeWindows.Windows;
import tandem.model.event.Evento;
import tandem.model.parity.ExpectedRow;
import tandem.model.parity.Inputs;
import tandem.model.parity.Inputs.Input;
import tandem.model.parity.Oracle;

/**
 * Says what exercise 11.3.2 must give: every event is put into each of its windows unless the
 * watermark had already passed the window's end, and each window that the watermark passes later
 * gives its row.
 *
 * @param windows the windows of the variant
 * @param updates whether each event gives a row at once instead
 */
record WindowOracle(Windows windows, boolean updates) implements Oracle {

  static WindowOracle of(String variant) {
    return new WindowOracle(
        TimeWindows.windows(variant), variant.equals(TimeWindows.TUMBLING_UPDATE));
  }

  @Override
  public List<ExpectedRow> expected(Inputs inputs, Meaning meaning) {
    List<ExpectedRow> rows = new ArrayList<>(inputs.deadLetters());
    Watermarks watermarks = new Watermarks(inputs, windows.delay(), meaning.watermark());
    if (windows.shape() == Shape.SESSION) {
      for (SessionSplit.Session session : sessions(inputs, watermarks)) {
        int cause = watermarks.firstToReach(session.endMillis());
        if (cause >= 0) {
          rows.add(new ExpectedRow(Variant.RESULT, row(session), cause));
        }
      }
      return rows;
    }
    groups(inputs, watermarks)
        .forEach(
            (group, members) -> {
              if (updates) {
                for (int i = 1; i <= members.size(); i++) {
                  long cause = members.get(i - 1).message().index();
                  rows.add(
                      new ExpectedRow(Variant.RESULT, row(group, members.subList(0, i)), cause));
                }
              } else if (watermarks.firstToReach(group.end()) >= 0) {
                int cause = watermarks.firstToReach(group.end());
                rows.add(new ExpectedRow(Variant.RESULT, row(group, members), cause));
              }
            });
    return rows;
  }

  /** Windows, or sessions, that have begun and that the watermark has not closed. */
  long liveEntriesAt(Inputs all, long position, Meaning meaning) {
    Inputs inputs = all.upTo(position);
    Watermarks watermarks = new Watermarks(inputs, windows.delay(), meaning.watermark());
    return windows.shape() == Shape.SESSION
        ? sessions(inputs, watermarks).stream()
            .filter(s -> s.endMillis() > watermarks.last())
            .count()
        : groups(inputs, watermarks).keySet().stream()
            .filter(g -> g.end() > watermarks.last())
            .count();
  }

  private List<SessionSplit.Session> sessions(Inputs inputs, Watermarks watermarks) {
    return SessionSplit.split(
        inputs, windows.size(), (input, end) -> watermarks.before(input) < end);
  }

  private Map<Group, List<Input>> groups(Inputs inputs, Watermarks watermarks) {
    Map<Group, List<Input>> groups = new LinkedHashMap<>();
    long size = windows.size().toMillis();
    long slide = windows.slide().toMillis();
    for (Input input : inputs.accepted()) {
      String region =
          input.evento().region() == null ? Evento.REGION_DESCONOCIDA : input.evento().region();
      for (long start = Math.floorDiv(input.millis(), slide) * slide;
          start + size > input.millis();
          start -= slide) {
        if (watermarks.before(input) < start + size) {
          groups
              .computeIfAbsent(new Group(start, start + size, region), group -> new ArrayList<>())
              .add(input);
        }
      }
    }
    return groups;
  }

  private Record row(Group group, List<Input> members) {
    List<Double> amounts = amounts(members);
    Double sum =
        amounts.isEmpty() ? null : (Double) amounts.stream().mapToDouble(Double::doubleValue).sum();
    Instant start = Instant.ofEpochMilli(group.start());
    Instant end = Instant.ofEpochMilli(group.end());
    return windows.shape() == Shape.TUMBLING
        ? new RegionTotals(start, end, group.region(), members.size(), sum)
        : new RegionAverage(
            start, end, group.region(), sum == null ? null : (Double) (sum / amounts.size()));
  }

  private static Record row(SessionSplit.Session session) {
    List<Double> amounts = amounts(session.members());
    Double sum =
        amounts.isEmpty() ? null : (Double) amounts.stream().mapToDouble(Double::doubleValue).sum();
    return new UserSession(
        session.user(), session.members().size(), sum, session.first(), session.last());
  }

  private static List<Double> amounts(List<Input> members) {
    return members.stream()
        .map(input -> input.evento().monto())
        .filter(java.util.Objects::nonNull)
        .toList();
  }

  private record Group(long start, long end, String region) {}
}
