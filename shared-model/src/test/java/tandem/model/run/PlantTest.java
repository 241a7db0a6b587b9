package tandem.model.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tandem.model.codec.Json;

class PlantTest {
  private static final Plant BOTH = new Plant(Duration.ofNanos(1260), Duration.ofNanos(1_500_000));

  @Test
  void aBackToBackBatchAddsHalfItsWaitToTheNextOne() {
    Plant asap =
        Plant.costing(Duration.ZERO, Duration.ofMillis(54), Gear.parse(Engine.SPARK, "asap"));
    Plant every =
        Plant.costing(Duration.ZERO, Duration.ofMillis(54), Gear.parse(Engine.SPARK, "every=1s"));

    assertThat(asap.delay()).isEqualTo(Duration.ofMillis(36));
    assertThat(every.delay()).isEqualTo(Duration.ofMillis(54));
  }

  @Test
  void partsAreTakenAlone() {
    assertThat(BOTH.workOnly().hasWork()).isTrue();
    assertThat(BOTH.workOnly().hasDelay()).isFalse();
    assertThat(BOTH.delayOnly().hasDelay()).isTrue();
    assertThat(BOTH.delayOnly().hasWork()).isFalse();
  }

  @Test
  void whatIsPlantedIsSaidAndNothingElse() {
    assertThat(Plant.NONE.settings()).isEmpty();
    assertThat(BOTH.settings())
        .isEqualTo(Map.of("plant.work.nanosPerRecord", "1260", "plant.delay.micros", "1500"));
  }

  @Test
  void longRunningTasksCanBeGivenNoWait() {
    assertThat(Plant.fits(Gear.parse(Engine.SPARK, "realtime=5m"))).isFalse();
    assertThat(Plant.fits(Gear.parse(Engine.SPARK, "continuous=1s"))).isFalse();
    assertThat(Plant.fits(Gear.standard(Engine.FLINK))).isTrue();
    assertThat(Plant.fits(Gear.standard(Engine.SPARK))).isTrue();
  }

  @Test
  void travelsWithTheSpecOfARun() {
    RunSpec spec =
        new RunSpec(
                "11.1.1",
                "kafka",
                "localhost:1",
                Map.of(),
                StartFrom.EARLIEST,
                2,
                StateBackend.MEMORY,
                Profile.DEFAULT,
                Gear.standard(Engine.FLINK),
                "/nowhere",
                false,
                1,
                0)
            .with(BOTH);

    assertThat(Json.parse(Json.line(spec), RunSpec.class)).isEqualTo(spec);
    assertThat(spec.restored().plant()).isEqualTo(BOTH);
  }
}
