package tandem.model.codec;

import java.time.Instant;
import java.util.Map;

/**
 * What became of one record that was read by a {@link WireSchema}.
 *
 * @param fields its values by name: String, Double or Instant; what is absent or null is not in it
 * @param defect why the record was refused (see {@link Defect}), or null
 */
public record WireRecord(Map<String, Object> fields, String defect) {

  static WireRecord refused(String defect) {
    return new WireRecord(Map.of(), defect);
  }

  /** A text, or null. */
  public String text(String field) {
    return (String) fields.get(field);
  }

  /** A number, or null. */
  public Double number(String field) {
    return (Double) fields.get(field);
  }

  /** A timestamp, or null. */
  public Instant timestamp(String field) {
    return (Instant) fields.get(field);
  }
}
