package tandem.flink.runtime;

/**
 * A record that the job reads for itself.
 *
 * @param input the exercise's name of where it came from
 * @param key its key, or null
 * @param value its value, or null
 */
@SuppressWarnings("ArrayRecordComponent") // Flink serializes it field by field; nothing compares it
public record InputRecord(String input, byte[] key, byte[] value) {

  /** The same record refused for a reason. */
  public Incoming refused(String defect) {
    return new Incoming(null, defect, key, value);
  }
}
