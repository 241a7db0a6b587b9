package tandem.harness.resources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.Test;
import tandem.harness.resources.ResourceSampler.Sample;
import tandem.harness.resources.ResourceSampler.Use;

/** What counts as a disturbed stretch of 20 s. */
class UseTest {
  private static final int SECONDS = 20;
  private static final int CORES = 2;

  @Test
  void aQuietStretchIsQuiet() {
    Use use = use(second -> 20, second -> 0);

    assertThat(use.foreignCpuCores()).isCloseTo(0.02, within(1e-9));
    assertThat(use.cpuSeconds()).isCloseTo(0.5 * SECONDS, within(1e-9));
    assertThat(use.noisy()).isFalse();
  }

  @Test
  void aBurstThatTheAverageHidesIsNoise() {
    Use use = use(second -> second == 7 ? 800 : 0, second -> 0);

    assertThat(use.foreignCpuCores()).isLessThan(0.05);
    assertThat(use.worstSecondCores()).isCloseTo(0.8, within(1e-9));
    assertThat(use.noisy()).isTrue();
  }

  @Test
  void steadyForeignWorkIsNoise() {
    Use use = use(second -> 60, second -> 0);

    assertThat(use.worstSecondCores()).isLessThan(0.5);
    assertThat(use.noisy()).isTrue();
  }

  @Test
  void stealIsNoise() {
    Use use = use(second -> 0, second -> 60);

    assertThat(use.stealPercent()).isCloseTo(3, within(1e-9));
    assertThat(use.noisy()).isTrue();
  }

  /**
   * An engine that uses half a core, beside what others use and the hypervisor takes in each
   * second.
   */
  private static Use use(LongUnaryOperator othersMillis, LongUnaryOperator stealMillis) {
    List<Sample> samples = new ArrayList<>();
    long others = 0;
    long steal = 0;
    for (int second = 0; second <= SECONDS; second++) {
      long engine = 500L * second;
      samples.add(
          new Sample(second * 1_000_000L, engine, engine, others, engine + others, steal, 1));
      others += othersMillis.applyAsLong(second);
      steal += stealMillis.applyAsLong(second);
    }
    return ResourceSampler.use(samples, 0, SECONDS * 1_000_000L, CORES);
  }
}
