package tandem.model.ch11.sec6;

import static tandem.model.ch11.sec6.LastClickAttribution.CLICKS;
import static tandem.model.ch11.sec6.LastClickAttribution.COMPRAS;

import java.util.ArrayList;
import java.util.List;
import tandem.model.catalog.Meaning;
import tandem.model.catalog.Variant;
import tandem.model.parity.ExpectedRow;
import tandem.model.parity.Inputs;
import tandem.model.parity.Oracle;
import tandem.model.parity.StateOracle;
import tandem.model.parity.WireInput;

/**
 * Says what the join of exercise 11.6.5 gives by itself: every click of the half hour with every
 * purchase, also where a record came twice.
 */
record EveryClickOracle() implements Oracle, StateOracle {
  private static final long WINDOW_MILLIS = LastClickAttribution.WINDOW.toMillis();

  @Override
  public List<ExpectedRow> expected(Inputs inputs, Meaning meaning) {
    InTime inTime = InTime.of(inputs, meaning);
    List<ExpectedRow> rows = new ArrayList<>();
    inTime.refused().forEach(record -> rows.add(record.deadLetter()));
    for (WireInput purchase : inTime.of(COMPRAS)) {
      for (WireInput click : inTime.of(CLICKS)) {
        long after = purchase.millis() - click.millis();
        if (click.text("user_id").equals(purchase.text("user_id"))
            && after >= 0
            && after <= WINDOW_MILLIS) {
          long second = Math.max(click.index(), purchase.index());
          rows.add(new ExpectedRow(Variant.RESULT, AttributionOracle.row(click, purchase), second));
        }
      }
    }
    return rows;
  }

  @Override
  public long liveEntriesAt(Inputs inputs, long position, Meaning meaning) {
    InTime inTime = InTime.of(inputs.upTo(position), meaning);
    long watermark = inTime.watermarks().last();
    return inTime.of(CLICKS).stream()
            .filter(click -> click.millis() + WINDOW_MILLIS >= watermark)
            .count()
        + inTime.of(COMPRAS).stream().filter(p -> p.millis() >= watermark).count();
  }
}
