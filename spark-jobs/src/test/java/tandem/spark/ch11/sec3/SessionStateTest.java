package tandem.spark.ch11.sec3;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tandem.model.ch11.sec3.ArbitraryState;
import tandem.spark.MemoryRun;

/** What keeps state by hand also empties it by hand: values and timers. */
class SessionStateTest {
  @TempDir private Path directory;

  @ParameterizedTest
  @ValueSource(strings = {ArbitraryState.EVENT_TIME, ArbitraryState.LEGACY})
  void aClosedSessionLeavesNothing(String variant) throws Exception {
    try (MemoryRun run = new MemoryRun(MemoryRun.spec("11.3.3", variant, directory))) {
      run.hand(event("ana", "10:00:00"), event("ana", "10:03:00"), event("luz", "10:01:00"));
      run.processAll();
      assertThat(run.measureState().keys()).isEqualTo(2);
      // far enough to close both; this one stays open
      run.hand(event("reloj", "12:00:00"));
      run.processAll();

      assertThat(run.results()).hasSize(2);
      assertThat(run.measureState().keys()).isEqualTo(1);
    }
  }

  @Test
  void aSessionHasOneTimerHoweverOftenItGrows() throws Exception {
    String variant = ArbitraryState.EVENT_TIME;
    try (MemoryRun run = new MemoryRun(MemoryRun.spec("11.3.3", variant, directory))) {
      run.hand(event("ana", "10:00:00"), event("ana", "10:03:00"), event("ana", "10:01:00"));
      run.processAll();
      run.hand(event("ana", "10:04:30"), event("luz", "10:00:00"));
      run.processAll();

      assertThat(run.timers()).isEqualTo(2);
      run.hand(event("reloj", "12:00:00"));
      run.processAll();
      assertThat(run.timers()).isEqualTo(1);
    }
  }

  @Test
  void aSessionIsOverWhenTheWatermarkIsAtItsEnd() throws Exception {
    String variant = ArbitraryState.EVENT_TIME;
    try (MemoryRun run = new MemoryRun(MemoryRun.spec("11.3.3", variant, directory))) {
      run.hand(event("ana", "10:00:00"));
      run.processAll();
      // the gap is five minutes, the watermark ten behind
      run.hand(event("reloj", "10:14:59.999"));
      run.processAll();
      assertThat(run.results()).isEmpty();
      run.hand(event("reloj", "10:15:00"));
      run.processAll();
      assertThat(run.results()).hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {ArbitraryState.EVENT_TIME, ArbitraryState.LEGACY})
  void anEventBetweenTwoSessionsJoinsThem(String variant) throws Exception {
    try (MemoryRun run = new MemoryRun(MemoryRun.spec("11.3.3", variant, directory))) {
      run.hand(event("ana", "10:00:00"), event("ana", "10:08:00"));
      run.processAll();
      assertThat(run.measureState().keys()).isEqualTo(2);
      run.hand(event("ana", "10:04:00"));
      run.processAll();
      assertThat(run.measureState().keys()).isEqualTo(1);
      run.hand(event("reloj", "12:00:00"));
      run.processAll();

      assertThat(run.results())
          .isEqualTo(
              List.of(
                  "{\"user_id\":\"ana\",\"num_eventos\":3,\"valor_total\":3.0,"
                      + "\"inicio_sesion\":\"2026-03-01T10:00:00.000Z\","
                      + "\"fin_sesion\":\"2026-03-01T10:08:00.000Z\"}"));
    }
  }

  private static String event(String user, String time) {
    return "{\"evento_id\":\"e\",\"user_id\":\""
        + user
        + "\",\"monto\":1,\"timestamp\":\"2026-03-01T"
        + time
        + "Z\"}";
  }
}
