package tandem.model.event;

/**
 * A record that could not be accepted, as the dead-letter topic holds it: the original key and
 * value bytes, and the reason in the record header {@link #REASON_HEADER}.
 *
 * @param value the original value as text, or null where the record had none
 * @param reason why it was refused, see {@link tandem.model.codec.Defect}
 */
public record DeadLetter(String value, String reason) {

  /** Name of the output that collects refused records. */
  public static final String OUTPUT = "dead-letter";

  /** Kafka record header with the reason, UTF-8. */
  public static final String REASON_HEADER = "reason";
}
