package tandem.model.ch11.sec1;

import tandem.model.trace.TraceEntry.Action;
import tandem.model.trace.TraceRequest;
import tandem.model.trace.TraceWriter;
import tandem.model.trace.Traffic;

final class FirstStreamingTraffic {
  private FirstStreamingTraffic() {}

  static void steady(TraceRequest request, TraceWriter out) {
    throw new UnsupportedOperationException();
  }

  static void startsLate(TraceRequest request, TraceWriter out) {
    throw new UnsupportedOperationException();
  }

  static Traffic restarted(Action how) {
    return (request, out) -> {
      throw new UnsupportedOperationException();
    };
  }
}
