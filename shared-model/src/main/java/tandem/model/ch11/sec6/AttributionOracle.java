package tandem.model.ch11.sec6;

import static tandem.model.ch11.sec6.LastClickAttribution.CLICKS;
import static tandem.model.ch11.sec6.LastClickAttribution.COMPRAS;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tandem.model.catalog.Meaning;
import tandem.model.catalog.Variant;
import tandem.model.ch11.sec6.LastClickAttribution.Atribucion;
import tandem.model.parity.ExpectedRow;
import tandem.model.parity.Inputs;
import tandem.model.parity.Oracle;
import tandem.model.parity.StateOracle;
import tandem.model.parity.WireInput;

/**
 * Says what exercise 11.6.5 must give: for each purchase all clicks of its user are looked through,
 * and the row is certain when the watermark is past the purchase.
 *
 * @param longer how much longer than that the row has to wait: Spark documents that what follows a
 *     join on time works behind the longest time that a row may wait in it
 */
record AttributionOracle(Duration longer) implements Oracle, StateOracle {
  private static final long WINDOW_MILLIS = LastClickAttribution.WINDOW.toMillis();

  @Override
  public List<ExpectedRow> expected(Inputs inputs, Meaning meaning) {
    List<ExpectedRow> rows = new ArrayList<>();
    InTime inTime = InTime.of(inputs, meaning);
    inTime.refused().forEach(record -> rows.add(record.deadLetter()));
    Map<String, List<WireInput>> clicks =
        inTime.of(CLICKS).stream().collect(Collectors.groupingBy(c -> c.text("user_id")));
    for (WireInput purchase : distinct(inTime.of(COMPRAS))) {
      long time = purchase.millis();
      int certain = inTime.watermarks().firstPast(time + longer.toMillis());
      clicks.getOrDefault(purchase.text("user_id"), List.of()).stream()
          .filter(click -> click.millis() <= time && click.millis() >= time - WINDOW_MILLIS)
          .max(
              Comparator.comparingLong(WireInput::millis)
                  .thenComparing(click -> click.text("campaign_id")))
          .filter(last -> certain >= 0)
          .ifPresent(
              last -> rows.add(new ExpectedRow(Variant.RESULT, row(last, purchase), certain)));
    }
    return rows;
  }

  /** Clicks that may still be the last before a purchase, and purchases that are not settled. */
  @Override
  public long liveEntriesAt(Inputs inputs, long position, Meaning meaning) {
    InTime inTime = InTime.of(inputs.upTo(position), meaning);
    long watermark = inTime.watermarks().last();
    return distinct(inTime.of(CLICKS)).stream()
            .filter(click -> click.millis() + WINDOW_MILLIS >= watermark)
            .count()
        + distinct(inTime.of(COMPRAS)).stream()
            .filter(purchase -> purchase.millis() >= watermark)
            .count();
  }

  /** One of those that are alike in all that they say. */
  private static List<WireInput> distinct(List<WireInput> records) {
    Map<List<Object>, WireInput> first = new LinkedHashMap<>();
    for (WireInput record : records) {
      List<Object> all = new ArrayList<>();
      all.add(record.text("user_id"));
      all.add(record.time());
      all.add(record.text("campaign_id"));
      all.add(record.number("monto"));
      first.putIfAbsent(all, record);
    }
    return List.copyOf(first.values());
  }

  static Atribucion row(WireInput click, WireInput purchase) {
    return new Atribucion(
        purchase.text("user_id"),
        click.text("campaign_id"),
        purchase.number("monto"),
        purchase.time());
  }
}
