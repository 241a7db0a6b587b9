package tandem.model.ch11.sec3;

import java.util.List;
import tandem.model.catalog.Meaning;
import tandem.model.parity.ExpectedRow;
import tandem.model.parity.Inputs;

final class SessionOracle {
  private SessionOracle() {}

  static List<ExpectedRow> byEventTime(Inputs inputs, Meaning meaning) {
    throw new UnsupportedOperationException();
  }

  static List<ExpectedRow> byBurst(Inputs inputs, Meaning meaning) {
    throw new UnsupportedOperationException();
  }

  static List<ExpectedRow> byTheCourse(Inputs inputs, Meaning meaning) {
    throw new UnsupportedOperationException();
  }

  static List<ExpectedRow> running(Inputs inputs, Meaning meaning) {
    throw new UnsupportedOperationException();
  }

  static long openSessions(Inputs inputs, long position, Meaning meaning) {
    throw new UnsupportedOperationException();
  }

  static long users(Inputs inputs, long position, Meaning meaning) {
    throw new UnsupportedOperationException();
  }
}
