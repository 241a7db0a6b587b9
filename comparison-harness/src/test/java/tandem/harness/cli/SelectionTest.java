package tandem.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import tandem.harness.run.RunOptions.Selected;

/** What a command line selects, and what of it is timed. */
final class SelectionTest {

  @Test
  void anExerciseIsTimedWithWhatItsClaimsCompare() {
    List<Selected> selected = Selection.variants(List.of("11.1.5"), null, false);

    assertThat(selected)
        .extracting(each -> each.variant().name())
        .containsExactly("unlimited", "bounded", "old-backpressure");
    assertThat(selected).allMatch(Selected::timed);
  }

  @Test
  void anotherByItsHeadlineAlone() {
    List<Selected> selected = Selection.variants(List.of("11.1.2"), null, false);

    assertThat(selected).extracting(each -> each.variant().name()).containsExactly("kafka");
  }

  @Test
  void whereNothingCanBeTimedAllVariantsRunAndNoneIs() {
    List<Selected> selected = Selection.variants(List.of("11.2.5"), null, false);

    assertThat(selected)
        .extracting(each -> each.variant().name())
        .containsExactly("overwrite", "delta", "overwrite-killed", "delta-killed");
    assertThat(selected).noneMatch(Selected::timed);
  }

  @Test
  void aSectionHasAllVariantsAndTimesTheSame() {
    List<Selected> timed =
        Selection.variants(List.of("11.1"), null, false).stream().filter(Selected::timed).toList();

    assertThat(timed)
        .extracting(each -> each.variant().name())
        .contains("kafka", "unlimited", "bounded")
        .doesNotContain("console");
  }
}
