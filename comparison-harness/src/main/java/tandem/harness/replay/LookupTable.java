package tandem.harness.replay;

import java.util.Map;
import java.util.OptionalLong;

/** A table beside the streams in which an engine looks rows up; its first version is there. */
public interface LookupTable {

  /**
   * Where it is, by the name that the exercise uses; empty where the engine knows by other ways.
   */
  Map<String, String> sources();

  /**
   * How often it has been read from end to end so far, by anybody; empty where nobody counts it.
   */
  OptionalLong reads();

  /** Lets the next version take the place of the one that is there; returns when it is there. */
  void change();
}
