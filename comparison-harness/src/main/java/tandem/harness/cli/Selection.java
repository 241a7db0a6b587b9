package tandem.harness.cli;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import tandem.harness.ExitCode;
import tandem.harness.HarnessException;
import tandem.harness.run.RunOptions.Selected;
import tandem.model.catalog.Catalog;
import tandem.model.catalog.Exercise;
import tandem.model.catalog.Variant;

/**
 * Turns ids, selectors and a variant's name into what is to run; who mistypes is told the nearest
 * name.
 */
final class Selection {
  static final String ALL = "all";

  private Selection() {}

  /** The exercises that selectors name, in the catalogue's order, each once. */
  static List<Exercise> exercises(List<String> selectors) {
    Set<Exercise> chosen = new LinkedHashSet<>();
    for (String selector : selectors) {
      List<Exercise> found = Catalog.select(selector);
      if (found.isEmpty()) {
        List<String> ids = Catalog.all().stream().map(Exercise::id).toList();
        throw new HarnessException(
            ExitCode.USAGE,
            "there is no exercise '"
                + selector
                + "'; did you mean "
                + nearest(selector, ids)
                + "? (see: tandem list)");
      }
      chosen.addAll(found);
    }
    return Catalog.all().stream().filter(chosen::contains).toList();
  }

  /**
   * The variants to run. One exercise by its id runs its headline variant and what claims compare
   * with it, timed; several run all variants, and of each those are timed. A named variant is
   * timed. What can't be timed never is, and an exercise of which nothing can runs all variants.
   */
  static List<Selected> variants(List<String> selectors, String variant, boolean parityOnly) {
    List<Exercise> exercises = exercises(selectors);
    boolean one =
        selectors.size() == 1
            && exercises.size() == 1
            && exercises.get(0).id().equals(selectors.get(0));
    List<Selected> selected = new ArrayList<>();
    for (Exercise exercise : exercises) {
      if (variant != null && !variant.equals(ALL)) {
        Variant named = variant(exercise, variant);
        selected.add(new Selected(exercise, named, named.timed()));
      } else if (one && variant == null && !parityOnly && exercise.headline().timed()) {
        exercise.variants().stream()
            .filter(each -> timed(exercise, each))
            .forEach(each -> selected.add(new Selected(exercise, each, true)));
      } else {
        for (Variant each : exercise.variants()) {
          selected.add(new Selected(exercise, each, timed(exercise, each)));
        }
      }
    }
    return selected;
  }

  /** The headline, and what claims compare with it. */
  private static boolean timed(Exercise exercise, Variant variant) {
    return variant.timed() && (variant == exercise.headline() || variant.timedWithHeadline());
  }

  static Variant variant(Exercise exercise, String name) {
    List<String> names = exercise.variants().stream().map(Variant::name).toList();
    if (!names.contains(name)) {
      throw new HarnessException(
          ExitCode.USAGE,
          exercise.id()
              + " has no variant '"
              + name
              + "'; did you mean "
              + nearest(name, names)
              + "? It has "
              + String.join(", ", names));
    }
    return exercise.variant(name);
  }

  private static String nearest(String wrong, List<String> names) {
    return names.stream().min(Comparator.comparingInt(name -> distance(wrong, name))).orElseThrow();
  }

  /** Edits that turn one text into the other. */
  private static int distance(String a, String b) {
    int[] costs =
        Stream.iterate(0, i -> i + 1).limit(b.length() + 1L).mapToInt(Integer::intValue).toArray();
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = costs[0];
      costs[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = costs[j];
        costs[j] = Math.min(replaced, Math.min(costs[j], costs[j - 1]) + 1);
      }
    }
    return costs[b.length()];
  }
}
