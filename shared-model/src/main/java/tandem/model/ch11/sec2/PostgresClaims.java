package tandem.model.ch11.sec2;

import java.util.List;
import tandem.model.catalog.Claim;

/** What the course says of an idempotent sink (11.2.4), and where the lines are drawn. */
final class PostgresClaims {
  private PostgresClaims() {}

  static List<Claim> all() {
    return List.of();
  }
}
