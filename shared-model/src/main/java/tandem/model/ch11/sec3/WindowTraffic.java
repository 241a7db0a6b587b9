package tandem.model.ch11.sec3;

import tandem.model.trace.TraceRequest;
import tandem.model.trace.TraceWriter;
import tandem.model.trace.Traffic;

record WindowTraffic(TimeWindows.Windows windows, boolean endless) implements Traffic {
  @Override
  public void write(TraceRequest request, TraceWriter out) {
    throw new UnsupportedOperationException();
  }
}
