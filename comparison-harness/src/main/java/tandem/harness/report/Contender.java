package tandem.harness.report;

import java.util.List;
import java.util.function.Function;
import tandem.harness.report.page.Cell;
import tandem.harness.report.page.Tone;
import tandem.harness.result.ExerciseResult;
import tandem.harness.result.Measures;
import tandem.model.run.Engine;

/**
 * A contender whose figures are shown.
 *
 * @param name its name in the reader's language
 * @param tone {@link Tone#VOID} where its output was wrong, so that its figures count for nothing
 */
record Contender(Engine engine, String name, Measures measures, Tone tone) {

  /** Those that were measured, in order. */
  static List<Contender> of(ExerciseResult exercise, Messages words) {
    return exercise.measures().engines().stream()
        .map(
            engine ->
                new Contender(
                    engine,
                    words.engine(engine),
                    exercise.measures().get(engine),
                    exercise.right(engine) ? Tone.PLAIN : Tone.VOID))
        .toList();
  }

  /** Its name as a cell. */
  Cell heading() {
    return Cell.engine(engine, name).as(tone);
  }

  /** One of its figures as a cell. */
  Cell figure(Function<Measures, String> figure) {
    return Cell.number(figure.apply(measures)).as(tone);
  }

  /** Whether its figures count for nothing. */
  boolean isVoid() {
    return tone == Tone.VOID;
  }
}
