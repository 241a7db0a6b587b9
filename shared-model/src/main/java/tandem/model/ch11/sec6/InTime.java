package tandem.model.ch11.sec6;

import static tandem.model.ch11.sec6.LastClickAttribution.CLICKS;
import static tandem.model.ch11.sec6.LastClickAttribution.COMPRAS;
import static tandem.model.ch11.sec6.LastClickAttribution.DELAY;

import java.util.List;
import java.util.Map;
import tandem.model.catalog.Meaning;
import tandem.model.codec.WireTopic;
import tandem.model.parity.Inputs;
import tandem.model.parity.WireInput;

/**
 * The records of exercise 11.6.5 for its oracles.
 *
 * @param accepted those that are read and not dropped as late
 * @param refused those that can't be read
 */
record InTime(List<WireInput> accepted, List<WireInput> refused, StreamWatermarks watermarks) {

  static InTime of(Inputs inputs, Meaning meaning) {
    List<WireInput> records = inputs.wired(List.of(CLICKS, COMPRAS));
    StreamWatermarks watermarks =
        new StreamWatermarks(
            inputs, records, Map.of(CLICKS, DELAY, COMPRAS, DELAY), meaning.watermark());
    return new InTime(
        records.stream().filter(record -> record.accepted() && !watermarks.late(record)).toList(),
        records.stream().filter(record -> !record.accepted()).toList(),
        watermarks);
  }

  /** The accepted ones of a topic. */
  List<WireInput> of(WireTopic topic) {
    return accepted.stream().filter(record -> record.acceptedOf(topic.name())).toList();
  }
}
