package tandem.model.trace;

/**
 * A trace that can't be read: the message names the file, what is wrong with it and the mend, in
 * one line.
 */
public final class TraceException extends RuntimeException {

  public TraceException(String message) {
    super(message);
  }

  public TraceException(String message, Throwable cause) {
    super(message, cause);
  }
}
