package tandem.model.catalog;

import java.util.Locale;

/** A server beside Kafka that a variant works with. A run starts it, unless it is told of one. */
public enum Service {
  POSTGRES("PostgreSQL"),
  REDIS("Redis");

  private final String title;

  Service(String title) {
    this.title = title;
  }

  /** The name in files, run specs and on the command line. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The name for people. */
  public String title() {
    return title;
  }
}
