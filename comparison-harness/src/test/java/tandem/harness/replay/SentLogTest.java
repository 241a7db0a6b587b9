package tandem.harness.replay;

import static org.assertj.core.api.Assertions.assertThat;

import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class SentLogTest {
  private static final int TOPICS = 1;
  private static final int PARTITIONS = 2;

  @Test
  void tellsWhenTheBrokerHeldTheRecordsOfAStretch() {
    SentLog log = new SentLog(4, TOPICS, PARTITIONS);
    send(log, 0, 1_000, 900_000);
    send(log, 1, 2_000, 5_000);
    send(log, 2, 3_000, 103_000);
    log.sent(3, 4_000, 4_000, 0);

    Histogram delays = log.takenIn(2_000, 5_000);

    assertThat(delays.getTotalCount()).as("the third was never acknowledged").isEqualTo(2);
    assertThat(delays.getMinValue()).isEqualTo(3_000);
    assertThat(delays.getMaxValue()).isBetween(100_000L, 100_100L);
  }

  private static void send(SentLog log, long index, long dueMicros, long acknowledgedMicros) {
    log.sent(index, dueMicros, dueMicros, (int) index % PARTITIONS);
    log.acknowledged(index, index, acknowledgedMicros);
  }
}
