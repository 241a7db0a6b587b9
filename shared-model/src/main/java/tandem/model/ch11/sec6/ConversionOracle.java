package tandem.model.ch11.sec6;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tandem.model.catalog.Meaning;
import tandem.model.catalog.Variant;
import tandem.model.ch11.sec6.ClickPurchaseJoin.Conversion;
import tandem.model.codec.WireTopic;
import tandem.model.parity.ExpectedRow;
import tandem.model.parity.Inputs;
import tandem.model.parity.Oracle;
import tandem.model.parity.StateOracle;
import tandem.model.parity.WireInput;

/**
 * Says what exercise 11.6.2 must give: every click is held against every purchase of its user.
 *
 * @param clicks which clicks give a row
 * @param delays of the streams' watermarks; empty for no watermark
 */
record ConversionOracle(Clicks clicks, Map<WireTopic, Duration> delays)
    implements Oracle, StateOracle {
  private static final long WINDOW_MILLIS = ClickPurchaseJoin.WINDOW.toMillis();

  /** Which clicks give a row. */
  enum Clicks {
    WITH_PURCHASE,
    ALL
  }

  /** What has not been dropped as late, and the watermark. */
  private record Streams(
      List<WireInput> clicks, List<WireInput> purchases, StreamWatermarks watermarks) {}

  @Override
  public List<ExpectedRow> expected(Inputs inputs, Meaning meaning) {
    List<ExpectedRow> rows = new ArrayList<>();
    inputs.wired(wires()).stream()
        .filter(record -> !record.accepted())
        .forEach(record -> rows.add(record.deadLetter()));
    Streams streams = streams(inputs, meaning);
    Map<String, List<WireInput>> purchases =
        streams.purchases().stream().collect(Collectors.groupingBy(p -> p.text("user_id")));
    for (WireInput click : streams.clicks()) {
      int found = 0;
      for (WireInput purchase : purchases.getOrDefault(click.text("user_id"), List.of())) {
        long after = purchase.millis() - click.millis();
        if (after >= 0 && after <= WINDOW_MILLIS) {
          found++;
          long second = Math.max(click.index(), purchase.index());
          rows.add(new ExpectedRow(Variant.RESULT, row(click, purchase), second));
        }
      }
      // certain only when the watermark is past the last instant at which a purchase would do
      int certain = streams.watermarks().firstPast(click.millis() + WINDOW_MILLIS);
      if (clicks == Clicks.ALL && found == 0 && certain >= 0) {
        rows.add(new ExpectedRow(Variant.RESULT, row(click, null), certain));
      }
    }
    return rows;
  }

  /** Clicks that a purchase may still follow, and purchases that a click may still precede. */
  @Override
  public long liveEntriesAt(Inputs inputs, long position, Meaning meaning) {
    Streams streams = streams(inputs.upTo(position), meaning);
    long watermark = streams.watermarks().last();
    return streams.clicks().stream()
            .filter(click -> click.millis() + WINDOW_MILLIS >= watermark)
            .count()
        + streams.purchases().stream().filter(purchase -> purchase.millis() >= watermark).count();
  }

  private Streams streams(Inputs inputs, Meaning meaning) {
    List<WireInput> records = inputs.wired(wires());
    StreamWatermarks watermarks =
        new StreamWatermarks(inputs, records, delays, meaning.watermark());
    List<WireInput> inTime =
        records.stream()
            .filter(WireInput::accepted)
            .filter(record -> !watermarks.late(record))
            .toList();
    return new Streams(
        inTime.stream().filter(r -> r.acceptedOf(ClickPurchaseJoin.CLICKS.name())).toList(),
        inTime.stream().filter(r -> r.acceptedOf(ClickPurchaseJoin.COMPRAS.name())).toList(),
        watermarks);
  }

  private static List<WireTopic> wires() {
    return List.of(ClickPurchaseJoin.CLICKS, ClickPurchaseJoin.COMPRAS);
  }

  private static Conversion row(WireInput click, WireInput purchase) {
    boolean none = purchase == null;
    return new Conversion(
        click.text("user_id"),
        click.text("click_id"),
        click.time(),
        none ? null : purchase.text("compra_id"),
        none ? null : purchase.number("monto"),
        none ? null : purchase.time());
  }
}
