package tandem.harness.run;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tandem.harness.collect.Collector;
import tandem.harness.result.ParityFinding;
import tandem.model.catalog.Emission;
import tandem.model.catalog.Meaning;
import tandem.model.catalog.Variant;
import tandem.model.codec.Json;
import tandem.model.event.DeadLetter;
import tandem.model.parity.CanonicalRow;
import tandem.model.parity.ExpectedRow;
import tandem.model.parity.Inputs;
import tandem.model.parity.Observed;
import tandem.model.parity.Parity;
import tandem.model.parity.ParityResult;
import tandem.model.trace.Purpose;
import tandem.model.trace.Trace;
import tandem.model.trace.TraceEntry;

/** Says of a phase's output what people need to know of it: with the inputs behind differences. */
final class Findings {
  private Findings() {}

  /** How what a phase put out compares with the oracle's. */
  static ParityFinding of(Phase phase, Purpose purpose) {
    ParityResult parity = phase.parity();
    return new ParityFinding(
        parity.equal() && keysAsExpected(phase),
        parity.expected(),
        parity.observed(),
        parity.missing(),
        parity.extra(),
        parity.different(),
        parity.repeated(),
        parity.sameKeys(),
        parity.deadLetters(),
        differences(parity, phase.trace()),
        phase.looks(),
        phase.writes().stream()
            .map(
                write ->
                    new ParityFinding.TableWrite(
                        write.rows(), write.micros() / 1e6, write.tableRows(), write.bytes()))
            .toList(),
        List.of(purpose.name().toLowerCase(Locale.ROOT)));
  }

  /**
   * The first result rows that differ by what the engines document their words to mean, in a
   * variant that shows it: expected by Spark's meaning, observed by Flink's. No engine is asked.
   */
  static List<ParityFinding.Difference> meanings(Phase phase, Variant variant) {
    if (!variant.meaningsDiffer()) {
      return List.of();
    }
    Inputs inputs = Inputs.of(phase.trace());
    List<Observed> byFlink =
        results(variant, inputs, Meaning.FLINK).stream()
            .map(row -> new Observed(row.output(), Json.row(row.row()), null))
            .toList();
    List<ExpectedRow> bySpark = results(variant, inputs, Meaning.SPARK);
    return differences(Parity.compare(variant, bySpark, byFlink, Meaning.SPARK), phase.trace());
  }

  private static List<ExpectedRow> results(Variant variant, Inputs inputs, Meaning meaning) {
    return variant.oracle().expected(inputs, meaning).stream()
        .filter(row -> row.output().equals(Variant.RESULT))
        .toList();
  }

  private static List<ParityFinding.Difference> differences(ParityResult parity, Trace trace) {
    return parity.differences().stream()
        .map(
            d ->
                new ParityFinding.Difference(
                    d.kind(),
                    d.output(),
                    d.expected(),
                    d.observed(),
                    d.cause(),
                    input(trace, d.cause())))
        .toList();
  }

  /**
   * The state is output too: entries that should be gone are a fault even if every row is right.
   */
  private static boolean keysAsExpected(Phase phase) {
    return phase.state() == null
        || phase.expectedKeys() < 0
        || phase.state().keys() == phase.expectedKeys();
  }

  /** What is known so far with a phase of rising traffic: who could not keep up is not wrong. */
  static ParityFinding with(ParityFinding sofar, ParityFinding newest, Phase phase) {
    return both(sofar, phase.timedOut() ? newest.asFarAsItCame() : newest);
  }

  /** Two findings about one contender as one. */
  static ParityFinding both(ParityFinding a, ParityFinding b) {
    List<ParityFinding.Difference> differences = new ArrayList<>(a.differences());
    differences.addAll(b.differences());
    List<String> ofWhat = new ArrayList<>(a.ofWhat());
    ofWhat.addAll(b.ofWhat());
    return new ParityFinding(
        a.equal() && b.equal(),
        a.expected() + b.expected(),
        a.observed() + b.observed(),
        a.missing() + b.missing(),
        a.extra() + b.extra(),
        a.different() + b.different(),
        a.repeated() + b.repeated(),
        a.sameKeys() + b.sameKeys(),
        a.deadLetters() + b.deadLetters(),
        differences,
        a.looks().isEmpty() ? b.looks() : a.looks(),
        a.writes().isEmpty() ? b.writes() : a.writes(),
        ofWhat);
  }

  private static String input(Trace trace, long cause) {
    String[] found = {null};
    trace.forEach(
        entry -> {
          if (entry instanceof TraceEntry.Message message && message.index() == cause) {
            found[0] =
                message.value() == null
                    ? null
                    : new String(message.value(), StandardCharsets.UTF_8);
          }
        });
    return found[0];
  }

  /**
   * The rows as canonical text, sorted: equal lists are equal outputs. Where a row takes the place
   * of its key's last, those that were replaced do not count.
   */
  static List<String> rows(Phase phase, Variant variant) {
    List<String> rows = new ArrayList<>();
    Map<String, String> inPlace = new HashMap<>();
    for (Collector.Row row : phase.rows()) {
      Observed observed = row.row();
      if (observed.output().equals(DeadLetter.OUTPUT)) {
        rows.add(deadLetter(observed));
        continue;
      }
      CanonicalRow result = variant.schema().canonical(observed.value());
      if (variant.emission() == Emission.UPSERT) {
        inPlace.put(result.key(), result.show());
      } else {
        rows.add(result.show());
      }
    }
    rows.addAll(inPlace.values());
    Collections.sort(rows);
    return rows;
  }

  private static String deadLetter(Observed letter) {
    String value =
        letter.value() == null ? null : new String(letter.value(), StandardCharsets.UTF_8);
    return letter.reason() + " " + value;
  }
}
