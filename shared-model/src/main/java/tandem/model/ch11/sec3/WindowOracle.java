package tandem.model.ch11.sec3;

import java.util.List;
import tandem.model.catalog.Meaning;
import tandem.model.parity.ExpectedRow;
import tandem.model.parity.Inputs;
import tandem.model.parity.Oracle;
import tandem.model.parity.StateOracle;

record WindowOracle(TimeWindows.Windows windows, boolean updates) implements Oracle, StateOracle {
  @Override
  public List<ExpectedRow> expected(Inputs inputs, Meaning meaning) {
    throw new UnsupportedOperationException();
  }

  @Override
  public long liveEntriesAt(Inputs inputs, long position, Meaning meaning) {
    throw new UnsupportedOperationException();
  }
}
