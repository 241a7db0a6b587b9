package tandem.model.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The table of docs/records.md, row by row. */
final class EventoCodecTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"evento_id\":\"e\",\"user_id\":\"u\",\"timestamp\":\"2026-03-01T00:00:00.000Z\"} | ok",
        "{\"evento_id\":\"e\",\"user_id\":\"u\",\"timestamp\":\"2026-03-01T00:00:00.000Z\",\"monto\":null} | ok",
        "{\"evento_id\":7,\"user_id\":\"u\",\"timestamp\":\"2026-03-01T00:00:00.000Z\",\"monto\":3} | ok",
        "{\"evento_id\":\"e\",\"user_id\":\"u\",\"timestamp\":1772323200} | ok",
        "{\"evento_id\":\"e\",\"user_id\":\"u\",\"timestamp\":\"2026-03-01\"} | ok",
        "{\"evento_id\":\"e\",\"user_id\":\"u\",\"timestamp\":\"2026-03-01T01:00:00+01:00\"} | ok",
        "{\"evento_id\":\"e\",\"user_id\":\"u\",\"timestamp\":\"2026-03-01T00:00:00.000Z\",\"canal\":{\"a\":[1]}} | ok",
        "no | malformed_json",
        "[{\"evento_id\":\"e\"}] | malformed_json",
        "3 | malformed_json",
        "{\"evento_id\":\"e\",\"user_id\":\"u\",\"monto\": | malformed_json",
        "{\"evento_id\":\"e\",\"user_id\":\"u\",\"monto\":NaN} | malformed_json",
        "{\"evento_id\":\"e\",\"user_id\":\"u\",\"monto\":\"3\"} | wrong_type:monto",
        "{\"monto\":{\"a\":1}} | wrong_type:monto",
        "{\"timestamp\":\"ayer\"} | wrong_type:timestamp",
        "{\"timestamp\":1.5} | wrong_type:timestamp",
        "{\"user_id\":\"u\",\"timestamp\":\"2026-03-01T00:00:00.000Z\"} | missing_field:evento_id",
        "{\"evento_id\":\"e\",\"user_id\":null,\"timestamp\":\"2026-03-01T00:00:00.000Z\"} | missing_field:user_id",
        "{\"evento_id\":\"e\",\"user_id\":\"u\"} | missing_field:timestamp",
      })
  void accepts(String json, String outcome) {
    Decoded decoded = EventoCodec.decode(json.getBytes(StandardCharsets.UTF_8));
    assertThat(decoded.defect() == null ? "ok" : decoded.defect()).isEqualTo(outcome);
    assertThat(decoded.evento() == null).isNotEqualTo("ok".equals(outcome));
  }
}
