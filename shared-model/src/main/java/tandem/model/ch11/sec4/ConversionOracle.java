package tandem.model.ch11.sec4;

import java.util.ArrayList;
import java.util.List;
import tandem.model.catalog.Meaning;
import tandem.model.catalog.Variant;
import tandem.model.catalog.WatermarkPolicy;
import tandem.model.ch11.sec3.Watermarks;
import tandem.model.ch11.sec4.SeveralWatermarks.Conversion;
import tandem.model.event.Evento;
import tandem.model.parity.ExpectedRow;
import tandem.model.parity.Inputs;
import tandem.model.parity.Inputs.Input;
import tandem.model.parity.Oracle;

/**
 * Says what exercise 11.4.4 must give: of the records that were not late, every click with every
 * purchase of its user within its reach, as soon as both are there; and each click without one when
 * the watermark has passed its reach.
 *
 * @param withUnpaired whether a click without a purchase gives a row
 * @param policy what counts of the two topics' watermarks
 */
record ConversionOracle(boolean withUnpaired, WatermarkPolicy policy) implements Oracle {

  @Override
  public List<ExpectedRow> expected(Inputs inputs, Meaning meaning) {
    Watermarks watermarks =
        new Watermarks(inputs, SeveralWatermarks.DELAY, meaning.watermark(), policy);
    List<Input> clicks = inTime(inputs, SeveralWatermarks.CLICKS, watermarks);
    List<Input> purchases = inTime(inputs, SeveralWatermarks.COMPRAS, watermarks);
    List<ExpectedRow> rows = new ArrayList<>(inputs.deadLetters());
    for (Input click : clicks) {
      List<Input> followed = purchases.stream().filter(p -> follows(p, click)).toList();
      for (Input purchase : followed) {
        long cause = Math.max(click.message().index(), purchase.message().index());
        rows.add(new ExpectedRow(Variant.RESULT, row(click, purchase), cause));
      }
      // the last instant of the reach still belongs to it
      int passed = watermarks.firstToReach(endOfReach(click) + 1);
      if (followed.isEmpty() && withUnpaired && passed >= 0) {
        rows.add(new ExpectedRow(Variant.RESULT, row(click, null), passed));
      }
    }
    return rows;
  }

  private static List<Input> inTime(Inputs inputs, String topic, Watermarks watermarks) {
    return inputs.accepted().stream()
        .filter(input -> input.message().topic().equals(topic))
        .filter(input -> input.millis() > watermarks.before(input))
        .toList();
  }

  private static boolean follows(Input purchase, Input click) {
    return purchase.evento().userId().equals(click.evento().userId())
        && purchase.millis() >= click.millis()
        && purchase.millis() <= endOfReach(click);
  }

  private static long endOfReach(Input click) {
    return click.millis() + SeveralWatermarks.REACH.toMillis();
  }

  private static Conversion row(Input click, Input purchase) {
    Evento c = click.evento();
    Evento p = purchase == null ? null : purchase.evento();
    return p == null
        ? new Conversion(c.eventoId(), c.userId(), c.timestamp(), null, null)
        : new Conversion(c.eventoId(), c.userId(), c.timestamp(), p.eventoId(), p.monto());
  }
}
