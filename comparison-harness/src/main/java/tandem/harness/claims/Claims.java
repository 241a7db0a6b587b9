package tandem.harness.claims;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tandem.harness.result.ClaimFinding;
import tandem.harness.result.ExerciseResult;
import tandem.harness.result.SweepResult;
import tandem.model.catalog.Catalog;
import tandem.model.catalog.Claim;
import tandem.model.catalog.Claim.Verdict;
import tandem.model.catalog.Exercise;

/** Judges the course's statements about an exercise by what was measured. */
public final class Claims {
  private Claims() {}

  /** By a run of some variants of some exercises; what was wrong is no evidence. */
  public static List<ClaimFinding> judge(List<ExerciseResult> results) {
    List<ClaimFinding> findings = new ArrayList<>();
    List<String> ids = results.stream().map(ExerciseResult::id).distinct().toList();
    for (String id : ids) {
      Figures figures = new Figures();
      results.stream().filter(result -> result.id().equals(id)).forEach(figures::add);
      boolean timed = results.stream().anyMatch(each -> each.id().equals(id) && each.timed());
      // a run that timed nothing says nothing of what would have to be timed
      judge(Catalog.exercise(id), figures.values()).stream()
          .filter(finding -> timed || finding.verdict() != Verdict.NOT_SHOWN)
          .forEach(findings::add);
    }
    return findings;
  }

  /** By a sweep. */
  public static List<ClaimFinding> judge(SweepResult sweep) {
    Figures figures = new Figures();
    if (sweep.valid()) {
      figures.add(sweep);
    }
    return judge(Catalog.exercise(sweep.exercise()), figures.values());
  }

  private static List<ClaimFinding> judge(Exercise exercise, Map<String, Double> figures) {
    return exercise.claims().stream().map(claim -> finding(exercise, claim, figures)).toList();
  }

  private static ClaimFinding finding(Exercise exercise, Claim claim, Map<String, Double> figures) {
    Claim.Ruling ruling = claim.judge(figures);
    return new ClaimFinding(
        exercise.id(),
        claim.name(),
        claim.statement(),
        claim.measurement(),
        ruling.verdict(),
        ruling.figures(),
        ruling.reason());
  }
}
