package tandem.model.ch11.sec6;

import static tandem.model.ch11.sec6.JoinThatNeverEmits.DELAY;
import static tandem.model.ch11.sec6.JoinThatNeverEmits.STREAM_A;
import static tandem.model.ch11.sec6.JoinThatNeverEmits.STREAM_B;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tandem.model.catalog.Meaning;
import tandem.model.catalog.Variant;
import tandem.model.ch11.sec6.JoinThatNeverEmits.Par;
import tandem.model.parity.ExpectedRow;
import tandem.model.parity.Inputs;
import tandem.model.parity.Oracle;
import tandem.model.parity.StateOracle;
import tandem.model.parity.WireInput;

/**
 * Says what exercise 11.6.4 must give: each record of the one stream with each of the other that
 * has its key and is near enough. Its traces hold nothing late.
 *
 * @param reach how far apart both may lie
 */
record PairOracle(Duration reach) implements Oracle, StateOracle {
  /** However far apart. */
  static final Duration ANY = Duration.ofDays(365_000);

  @Override
  public List<ExpectedRow> expected(Inputs inputs, Meaning meaning) {
    List<WireInput> records = inputs.wired(List.of(STREAM_A, STREAM_B));
    List<ExpectedRow> rows = new ArrayList<>();
    records.stream().filter(r -> !r.accepted()).forEach(r -> rows.add(r.deadLetter()));
    Map<String, List<WireInput>> others =
        records.stream()
            .filter(record -> record.acceptedOf(STREAM_B.name()))
            .collect(Collectors.groupingBy(record -> record.text("key")));
    for (WireInput a : records) {
      if (a.acceptedOf(STREAM_A.name())) {
        for (WireInput b : others.getOrDefault(a.text("key"), List.of())) {
          if (Math.abs(a.millis() - b.millis()) <= reach.toMillis()) {
            long second = Math.max(a.index(), b.index());
            rows.add(new ExpectedRow(Variant.RESULT, row(a, b), second));
          }
        }
      }
    }
    return rows;
  }

  /** Records that one within reach may still follow. */
  @Override
  public long liveEntriesAt(Inputs all, long position, Meaning meaning) {
    Inputs inputs = all.upTo(position);
    List<WireInput> records = inputs.wired(List.of(STREAM_A, STREAM_B));
    long watermark =
        new StreamWatermarks(
                inputs, records, Map.of(STREAM_A, DELAY, STREAM_B, DELAY), meaning.watermark())
            .last();
    return records.stream()
        .filter(WireInput::accepted)
        .filter(record -> record.millis() + reach.toMillis() >= watermark)
        .count();
  }

  private static Par row(WireInput a, WireInput b) {
    return new Par(a.text("key"), a.number("valor"), a.time(), b.number("valor"), b.time());
  }
}
