package tandem.harness.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tandem.harness.result.Comparison;
import tandem.harness.result.ExerciseResult;
import tandem.harness.result.Metric;
import tandem.harness.result.ParityFinding;
import tandem.harness.result.Result;
import tandem.harness.stats.RatioInterval;
import tandem.model.run.Engine;

/** Says in a sentence or two what was found, and never more than the figures allow. */
final class Verdict {
  private final Messages words;

  Verdict(Messages words) {
    this.words = words;
  }

  /** What was found in a whole run. */
  String of(Result result) {
    if (result.exercises().size() == 1) {
      return of(result.exercises().get(0));
    }
    long wrong = result.exercises().stream().filter(each -> !wrong(each).isEmpty()).count();
    int all = result.exercises().size();
    if (wrong > 0) {
      return words.text("verdict.all.wrong", wrong, all);
    }
    long losing = result.exercises().stream().filter(each -> !losing(each).isEmpty()).count();
    return losing == 0
        ? words.text("verdict.all.right", all)
        : words.text("verdict.all.promised", all, losing);
  }

  /** Which output was right, in a whole run. */
  String lead(Result result) {
    return result.exercises().size() == 1
        ? lead(result.exercises().get(0))
        : words.text("verdict.all.lead");
  }

  /** What was found about one variant. */
  String of(ExerciseResult exercise) {
    List<String> wrong = wrong(exercise);
    if (!wrong.isEmpty()) {
      return words.text("verdict.wrong", String.join(", ", wrong), wrong.size());
    }
    if (exercise.parity().engines().isEmpty()) {
      return words.text("verdict.nobody");
    }
    if (!losing(exercise).isEmpty()) {
      return words.text("verdict.promised", String.join(", ", losing(exercise)));
    }
    if (!exercise.timed()) {
      return words.text("verdict.parity.only", names(exercise), count(exercise));
    }
    if (!exercise.valid()) {
      return words.text("verdict.invalid");
    }
    String compared = compared(exercise);
    return compared.isEmpty() ? words.text("verdict.alone", names(exercise)) : compared;
  }

  /** Which output was right. */
  String lead(ExerciseResult exercise) {
    List<String> sentences = new ArrayList<>();
    for (Engine engine : exercise.parity().engines()) {
      ParityFinding finding = exercise.parity().get(engine);
      if (!finding.equal()) {
        sentences.add(
            words.text(
                "lead.wrong",
                words.engine(engine),
                finding.missing(),
                finding.extra(),
                finding.different()));
      } else if (finding.losesAsPromised()) {
        sentences.add(words.text("lead.promised", words.engine(engine), finding.missing()));
      }
    }
    if (sentences.isEmpty() && !exercise.parity().engines().isEmpty()) {
      sentences.add(words.text("lead.right", names(exercise), count(exercise)));
    }
    return String.join(" ", sentences);
  }

  /** Who has lost rows where a crash may cost some. */
  private List<String> losing(ExerciseResult exercise) {
    return exercise.parity().engines().stream()
        .filter(engine -> exercise.parity().get(engine).losesAsPromised())
        .map(words::engine)
        .toList();
  }

  private String compared(ExerciseResult exercise) {
    Optional<Comparison> median = between(exercise, Metric.LATENCY_P50);
    Optional<Comparison> tail = between(exercise, Metric.LATENCY_P99);
    Optional<Comparison> drain = between(exercise, Metric.DRAIN_RATE);
    List<String> sentences = new ArrayList<>();
    if (median.isPresent() && tail.isPresent() && sameWinner(median.get(), tail.get())) {
      sentences.add(
          words.text(
              "verdict.both",
              winner(median.get()),
              factor(median.get()),
              loser(median.get()),
              factor(tail.get())));
    } else {
      median.ifPresent(row -> sentences.add(sentence("median", row)));
      tail.ifPresent(row -> sentences.add(sentence("tail", row)));
    }
    drain.ifPresent(row -> sentences.add(sentence("drain", row)));
    return sentences.isEmpty() ? "" : caution(exercise) + String.join(" ", sentences);
  }

  private String caution(ExerciseResult exercise) {
    return exercise.comparison().stream()
        .filter(row -> row.verdict() == Comparison.Verdict.SHAPE_ONLY)
        .filter(row -> row.metric() != Metric.STATE_BYTES_PER_KEY)
        .findFirst()
        .map(row -> words.text("verdict.shape", words.reason(row.reason())) + " ")
        .orElse("");
  }

  private String sentence(String what, Comparison row) {
    String key = "verdict." + what;
    if (row.verdict() == Comparison.Verdict.NOT_COMPARABLE) {
      return words.text(key + ".not", words.reason(row.reason()));
    }
    if (differs(row)) {
      return words.text(key + ".differs", winner(row), factor(row), loser(row));
    }
    return words.text(
        row.verdict() == Comparison.Verdict.SHAPE_ONLY ? key + ".alike" : key + ".undecided",
        words.inSentence(row.numerator()),
        words.inSentence(row.denominator()));
  }

  private static boolean differs(Comparison row) {
    return switch (row.verdict()) {
      case DIFFERENCE -> true;
      case SHAPE_ONLY -> RatioInterval.isEffect(row.ratio());
      case NO_DIFFERENCE_SHOWN, NOT_COMPARABLE -> false;
    };
  }

  private static boolean sameWinner(Comparison one, Comparison other) {
    return differs(one) && differs(other) && (one.ratio() > 1) == (other.ratio() > 1);
  }

  private String winner(Comparison row) {
    return words.inSentence(numeratorWins(row) ? row.numerator() : row.denominator());
  }

  private String loser(Comparison row) {
    return words.inSentence(numeratorWins(row) ? row.denominator() : row.numerator());
  }

  private static boolean numeratorWins(Comparison row) {
    return (row.ratio() > 1) == row.metric().moreIsBetter();
  }

  private String factor(Comparison row) {
    return words.figures().times(Math.max(row.ratio(), 1 / row.ratio()));
  }

  private static Optional<Comparison> between(ExerciseResult exercise, Metric metric) {
    return exercise.comparison().stream()
        .filter(row -> row.metric() == metric)
        .filter(row -> row.numerator() == Engine.SPARK && row.denominator() == Engine.FLINK)
        .findFirst();
  }

  private List<String> wrong(ExerciseResult exercise) {
    return exercise.parity().engines().stream()
        .filter(engine -> !exercise.right(engine))
        .map(words::inSentence)
        .toList();
  }

  private String names(ExerciseResult exercise) {
    List<String> names = exercise.parity().engines().stream().map(words::inSentence).toList();
    int last = names.size() - 1;
    return last < 1
        ? String.join("", names)
        : words.text("list.and", String.join(", ", names.subList(0, last)), names.get(last));
  }

  private static int count(ExerciseResult exercise) {
    return exercise.parity().engines().size();
  }
}
