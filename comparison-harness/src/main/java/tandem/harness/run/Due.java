package tandem.harness.run;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tandem.model.catalog.Meaning;
import tandem.model.catalog.Variant;
import tandem.model.parity.ExpectedRow;
import tandem.model.parity.Inputs;
import tandem.model.trace.Purpose;
import tandem.model.trace.Trace;
import tandem.model.trace.TraceEntry.Action;
import tandem.model.trace.TraceEntry.Control;

/**
 * What a trace asks of a contender. It is worked out before the replay, so that of a million
 * records nothing but the rows is held, and cleared around, while the clock runs.
 *
 * @param rows the oracle's
 * @param startsLater whether the trace itself says when the contender starts
 * @param watermarks at positions of controls, by the contender's own meaning; milliseconds
 * @param liveEntries of its state, at the positions where that is measured
 */
record Due(
    List<ExpectedRow> rows,
    boolean startsLater,
    Map<Long, Long> watermarks,
    Map<Long, Long> liveEntries) {

  /**
   * Asks the variant's oracles.
   *
   * @param stops whether the contender stands at the controls of the trace; who works off a full
   *     topic passes them by
   */
  static Due of(Variant variant, Trace trace, Purpose purpose, Meaning meaning, boolean stops) {
    Inputs inputs = Inputs.of(trace);
    Map<Long, Long> liveEntries = new HashMap<>();
    for (Control control : inputs.controls()) {
      if (stops && control.action() == Action.MEASURE && variant.state().isPresent()) {
        long position = control.position();
        liveEntries.put(position, variant.state().get().liveEntriesAt(inputs, position, meaning));
      }
    }
    return new Due(
        variant.oracle().expected(inputs, meaning),
        inputs.controls().stream().anyMatch(control -> control.action() == Action.START),
        purpose == Purpose.PARITY ? watermarks(variant, inputs, meaning) : Map.of(),
        liveEntries);
  }

  private static Map<Long, Long> watermarks(Variant variant, Inputs inputs, Meaning meaning) {
    if (variant.watermarkDelay().isEmpty()) {
      return Map.of();
    }
    long[] after =
        inputs.watermarks(
            inputs.dated(variant.wires()),
            variant.watermarkDelay().get(),
            meaning.watermark(),
            variant.watermarkPolicy());
    Map<Long, Long> watermarks = new HashMap<>();
    for (Control control : inputs.controls()) {
      long reached = after[(int) control.position()];
      if (reached != Long.MIN_VALUE) {
        // Flink's bounded out-of-orderness says "nothing at or before this": one millisecond less
        boolean global = meaning.watermark() == Meaning.Watermark.GLOBAL_MAXIMUM;
        watermarks.put(control.position(), global ? reached : reached - 1);
      }
    }
    return watermarks;
  }
}
