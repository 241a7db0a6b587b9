package tandem.harness.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tandem.harness.result.LatencyMeasures.Latency;

class LatencyHistogramTest {

  @Test
  void percentilesOfKnownSamples() {
    LatencyHistogram histogram = new LatencyHistogram();
    for (int i = 1; i <= 10_000; i++) {
      histogram.record(Duration.ofMillis(i));
    }

    Latency latency = histogram.summary();

    assertThat(latency.at("p50")).isCloseTo(5_000, within(5.0));
    assertThat(latency.at("p90")).isCloseTo(9_000, within(9.0));
    assertThat(latency.at("p99")).isCloseTo(9_900, within(10.0));
    assertThat(latency.at("p999")).isCloseTo(9_990, within(10.0));
    assertThat(latency.min()).isCloseTo(1, within(0.001));
    assertThat(latency.mean()).isCloseTo(5_000.5, within(5.0));
    assertThat(latency.max()).isCloseTo(10_000, within(10.0));
  }

  @ParameterizedTest
  @CsvSource({
    "19,",
    "20,p50",
    "99,p50",
    "100,p90",
    "999,p90",
    "1000,p99",
    "9999,p99",
    "10000,p999"
  })
  void publishesAPercentileOnlyFromEnoughSamples(int samples, String highest) {
    LatencyHistogram histogram = new LatencyHistogram();
    for (int i = 0; i < samples; i++) {
      histogram.recordMicros(1000);
    }

    String found = null;
    for (String name : histogram.summary().percentiles().keySet()) {
      found = histogram.summary().at(name) == null ? found : name;
    }

    assertThat(found).isEqualTo(highest);
  }

  @Test
  void mergesSamplesAndNotPercentiles() {
    LatencyHistogram merged = new LatencyHistogram();
    LatencyHistogram slow = new LatencyHistogram();
    for (int i = 0; i < 300; i++) {
      merged.recordMicros(1000);
    }
    for (int i = 0; i < 100; i++) {
      slow.recordMicros(9000);
    }

    merged.add(slow);

    // An average of both medians would be 5 ms.
    assertThat(merged.summary().at("p50")).isCloseTo(1, within(0.001));
    assertThat(merged.summary().at("p90")).isCloseTo(9, within(0.01));
  }

  @Test
  void countsSamplesBelowZeroApart() {
    LatencyHistogram histogram = new LatencyHistogram();
    histogram.record(Duration.ofNanos(-1));
    histogram.record(Duration.ofMillis(3));

    assertThat(histogram.negative()).isEqualTo(1);
    assertThat(histogram.samples()).isEqualTo(1);
    assertThat(histogram.summary().negative()).isEqualTo(1);
  }

  @Test
  void survivesEncoding() {
    LatencyHistogram histogram = Samples.ramp(1.5);
    histogram.recordMicros(-7);

    LatencyHistogram decoded = LatencyHistogram.decode(histogram.encode());

    assertThat(decoded.summary()).isEqualTo(histogram.summary());
    assertThat(decoded.negative()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"''", "nothing", "0 AAAA", "0 !!!"})
  void refusesWhatItDidNotEncode(String line) {
    assertThatIllegalArgumentException().isThrownBy(() -> LatencyHistogram.decode(line));
  }

  @Test
  void writesHdrHistogramsTextForm() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Samples.ramp(1).writeHgrm(new PrintStream(bytes, true, StandardCharsets.UTF_8));

    assertThat(bytes.toString(StandardCharsets.UTF_8))
        .startsWith("       Value     Percentile TotalCount 1/(1-Percentile)")
        .contains("Total count    =          999")
        .doesNotContain("E8");
  }

  @Test
  void namesItsFiles() {
    HistogramName name = HistogramName.ofStem("11.1.2_restart-afresh_spark_endToEnd");

    assertThat(name.variant()).isEqualTo("restart-afresh");
    assertThat(name.clock()).isEqualTo(HistogramName.Clock.END_TO_END);
    assertThat(name.stem()).isEqualTo("11.1.2_restart-afresh_spark_endToEnd");
    assertThatIllegalArgumentException().isThrownBy(() -> HistogramName.ofStem("notes"));
  }
}
