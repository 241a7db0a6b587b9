package tandem.model.ch11.sec6;

import static tandem.model.ch11.sec6.AnomalyAgainstBaseline.BASELINES;
import static tandem.model.ch11.sec6.AnomalyAgainstBaseline.READINGS;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tandem.model.catalog.Meaning;
import tandem.model.catalog.Variant;
import tandem.model.ch11.sec6.AnomalyAgainstBaseline.Alerta;
import tandem.model.ch11.sec6.AnomalyAgainstBaseline.LecturaAnomala;
import tandem.model.codec.WireTopic;
import tandem.model.parity.ExpectedRow;
import tandem.model.parity.Inputs;
import tandem.model.parity.Oracle;
import tandem.model.parity.WireInput;

/**
 * Says what exercise 11.6.3 must give: for each service and window every reading is held against
 * every baseline. A record counts unless the watermark has reached the end of its window.
 *
 * @param variant how the anomalies are told
 * @param delays of the streams' watermarks
 */
record AnomalyOracle(String variant, Map<WireTopic, Duration> delays) implements Oracle {
  private static final long WINDOW_MILLIS = 300_000;
  private static final double THREE_TIMES = 3;

  private record Window(String service, long start) {
    long end() {
      return start + WINDOW_MILLIS;
    }
  }

  /** A reading that is too high for a baseline. */
  private record Found(WireInput reading, WireInput baseline) {
    long second() {
      return Math.max(reading.index(), baseline.index());
    }
  }

  @Override
  public List<ExpectedRow> expected(Inputs inputs, Meaning meaning) {
    List<WireInput> records = inputs.wired(List.of(READINGS, BASELINES));
    StreamWatermarks watermarks =
        new StreamWatermarks(inputs, records, delays, meaning.watermark());
    List<ExpectedRow> rows = new ArrayList<>();
    Map<Window, List<WireInput>> windows = new LinkedHashMap<>();
    for (WireInput record : records) {
      if (!record.accepted()) {
        rows.add(record.deadLetter());
      } else if (!watermarks.hadReached(window(record).end(), record)) {
        windows.computeIfAbsent(window(record), window -> new ArrayList<>()).add(record);
      }
    }
    windows.forEach((window, members) -> rows.addAll(told(window, found(members), watermarks)));
    return rows;
  }

  private List<ExpectedRow> told(Window window, List<Found> found, StreamWatermarks watermarks) {
    if (variant.equals(AnomalyAgainstBaseline.EVERY_READING)) {
      return found.stream()
          .map(each -> new ExpectedRow(Variant.RESULT, reading(window, each), each.second()))
          .toList();
    }
    if (found.isEmpty()) {
      return List.of();
    }
    boolean closed = variant.startsWith("closed");
    long cause =
        closed
            // at the end and not only past it
            ? watermarks.firstPast(window.end() - 1)
            : found.stream().mapToLong(Found::second).min().orElseThrow();
    Double worst =
        found.stream()
            .map(each -> each.reading().number("valor_actual"))
            .max(Comparator.naturalOrder())
            .filter(value -> closed)
            .orElse(null);
    Alerta alert =
        new Alerta(
            window.service(),
            Instant.ofEpochMilli(window.start()),
            Instant.ofEpochMilli(window.end()),
            found.get(0).baseline().number("baseline_promedio"),
            worst);
    return cause < 0 ? List.of() : List.of(new ExpectedRow(Variant.RESULT, alert, cause));
  }

  private static List<Found> found(List<WireInput> members) {
    List<Found> found = new ArrayList<>();
    for (WireInput reading : members) {
      for (WireInput baseline : members) {
        if (reading.acceptedOf(READINGS.name()) && baseline.acceptedOf(BASELINES.name())) {
          Double value = reading.number("valor_actual");
          Double usual = baseline.number("baseline_promedio");
          if (Objects.nonNull(value) && Objects.nonNull(usual) && value > THREE_TIMES * usual) {
            found.add(new Found(reading, baseline));
          }
        }
      }
    }
    return found;
  }

  private static LecturaAnomala reading(Window window, Found found) {
    return new LecturaAnomala(
        window.service(),
        found.reading().time(),
        found.reading().number("valor_actual"),
        found.baseline().number("baseline_promedio"),
        Instant.ofEpochMilli(window.start()));
  }

  private static Window window(WireInput record) {
    long start = Math.floorDiv(record.millis(), WINDOW_MILLIS) * WINDOW_MILLIS;
    return new Window(record.text("metrica_id"), start);
  }
}
