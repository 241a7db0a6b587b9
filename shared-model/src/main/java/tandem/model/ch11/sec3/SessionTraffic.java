package tandem.model.ch11.sec3;

import tandem.model.trace.TraceRequest;
import tandem.model.trace.TraceWriter;
import tandem.model.trace.Traffic;

record SessionTraffic(Script script) implements Traffic {
  enum Script {
    STEADY,
    BURSTS,
    IDLE_6H
  }

  @Override
  public void write(TraceRequest request, TraceWriter out) {
    throw new UnsupportedOperationException();
  }
}
