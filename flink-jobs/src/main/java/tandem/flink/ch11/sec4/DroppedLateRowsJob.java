package tandem.flink.ch11.sec4;

import java.util.Optional;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.state.api.SavepointReader;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.util.OutputTag;
import tandem.flink.FlinkExercise;
import tandem.flink.runtime.FlinkInputs;
import tandem.model.ch11.sec4.DroppedLateRows;
import tandem.model.ch11.sec4.DroppedLateRows.EventoTardio;
import tandem.model.event.Evento;
import tandem.model.run.RunSpec;

/**
 * Exercise 11.4.2 in Flink: metrics of the job's own count on the way to the windows, read at any
 * time. The clock is read for each event. What a window refuses is counted, or goes to a side
 * output and is not.
 */
public final class DroppedLateRowsJob implements FlinkExercise {
  private static final OutputTag<Evento> TOO_LATE =
      new OutputTag<>("too-late", TypeInformation.of(Evento.class));

  @Override
  public DataStream<? extends Record> define(FlinkInputs in, RunSpec spec) {
    DataStream<Evento> eventos =
        in.positioned(DroppedLateRows.DELAY).map(new Watch()).uid("watch").name("watch");
    return spec.variant().equals(DroppedLateRows.SIDE_OUTPUT)
        ? refused(eventos)
        : LateDataJob.perMinute(eventos);
  }

  @Override
  public Optional<DataStream<Long>> liveEntries(SavepointReader checkpoint, String variant)
      throws Exception {
    return Optional.of(LateDataJob.openMinutes(checkpoint));
  }

  private static DataStream<EventoTardio> refused(DataStream<Evento> eventos) {
    return LateDataJob.counted(LateDataJob.byMinute(eventos).sideOutputLateData(TOO_LATE))
        .getSideOutput(TOO_LATE)
        .map(EventoTardio::of)
        .returns(EventoTardio.class)
        .uid("too-late")
        .name("too-late");
  }
}
