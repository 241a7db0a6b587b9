package tandem.model.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tandem.model.run.Gear.Guarantee;
import tandem.model.run.Gear.Trigger;

class GearTest {

  @Test
  void aTriggerWithItsInterval() {
    Gear gear = Gear.parse(Engine.SPARK, "every=500ms");
    assertThat(gear.trigger()).isEqualTo(Trigger.EVERY);
    assertThat(gear.interval()).isEqualTo(Duration.ofMillis(500));
    assertThat(gear.checkpoint()).isZero();
  }

  @Test
  void realTimeModeMakesDurableAtItsInterval() {
    Gear gear = Gear.parse(Engine.SPARK, "realtime=5m");
    assertThat(gear.trigger()).isEqualTo(Trigger.REAL_TIME);
    assertThat(gear.checkpoint()).isEqualTo(Duration.ofMinutes(5));
  }

  @Test
  void whatEndsByItself() {
    assertThat(Gear.parse(Engine.SPARK, "once").endsByItself()).isTrue();
    assertThat(Gear.parse(Engine.SPARK, "available-now").endsByItself()).isTrue();
    assertThat(Gear.parse(Engine.SPARK, "asap").endsByItself()).isFalse();
  }

  @Test
  void partsOfFlinksGearInAnyOrder() {
    Gear gear = Gear.parse(Engine.FLINK, "exactly-once=10s,buffer=0");
    assertThat(gear.guarantee()).isEqualTo(Guarantee.EXACTLY_ONCE);
    assertThat(gear.checkpoint()).isEqualTo(Duration.ofSeconds(10));
    assertThat(gear.buffer()).isZero();
  }

  @Test
  void theBufferIsLeftToTheProfileUnlessNamed() {
    assertThat(Gear.standard(Engine.FLINK).buffer()).isNull();
    assertThat(Gear.standard(Engine.FLINK).checkpoint()).isEqualTo(Duration.ofSeconds(1));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SPARK | fast",
        "SPARK | every",
        "SPARK | every=0",
        "SPARK | asap=1s",
        "SPARK | every=1h",
        "FLINK | asap",
        "FLINK | buffer=10ms",
        "FLINK | buffer=10ms,buffer=20ms,at-least-once",
        "FLINK | at-least-once,exactly-once",
        "FLINK | exactly-once=0",
        "FLINK | at-least-once,",
        "FLOOR | asap",
      })
  void whatAnEngineDoesNotHaveIsRefusedByName(Engine engine, String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Gear.parse(engine, name))
        .withMessageContaining("'" + name + "'")
        .withMessageContaining("it has: ");
  }
}
