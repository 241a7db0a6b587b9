package tandem.flink.ch11.sec4;

import java.io.IOException;
import java.time.Instant;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.state.api.OperatorIdentifier;
import org.apache.flink.state.api.SavepointReader;
import org.apache.flink.state.api.functions.KeyedStateReaderFunction;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import tandem.flink.FlinkExercise;
import tandem.model.ch11.sec4.WatermarkAndOutputMode;
import tandem.model.ch11.sec4.WatermarkAndOutputMode.Conteo;
import tandem.model.event.Evento;

/**
 * All counts, given out whole with each event: what Spark's complete mode does with each
 * micro-batch. Only who holds all of them can do it, so there is one key and one task works.
 */
final class WholeTable extends KeyedProcessFunction<String, Evento, Conteo> {
  /** Everybody's key. */
  static final String ONE_KEY = "todas";

  private final boolean perMinute;
  private transient MapState<String, Conteo> table;

  WholeTable(boolean perMinute) {
    this.perMinute = perMinute;
  }

  @Override
  public void open(OpenContext context) {
    table = getRuntimeContext().getMapState(descriptor());
  }

  @Override
  public void processElement(Evento evento, Context context, Collector<Conteo> out)
      throws Exception {
    Instant minute = perMinute ? startOf(evento.timestamp()) : null;
    String row = minute + " " + evento.regionOrUnknown();
    Conteo sofar = table.get(row);
    Conteo before = sofar == null ? Conteo.none(minute, evento.regionOrUnknown()) : sofar;
    table.put(row, before.another());
    for (Conteo each : table.values()) {
      out.collect(each);
    }
  }

  /** The table's rows in a checkpoint, an element each. */
  static DataStream<Long> rows(SavepointReader checkpoint) throws IOException {
    return checkpoint.readKeyedState(
        OperatorIdentifier.forUid(FlinkExercise.STATE_UID), new Held(), Types.STRING, Types.LONG);
  }

  private static Instant startOf(Instant time) {
    long millis = time.toEpochMilli();
    return Instant.ofEpochMilli(
        millis - Math.floorMod(millis, WatermarkAndOutputMode.WINDOW.toMillis()));
  }

  private static MapStateDescriptor<String, Conteo> descriptor() {
    return new MapStateDescriptor<>("table", Types.STRING, TypeInformation.of(Conteo.class));
  }

  private static final class Held extends KeyedStateReaderFunction<String, Long> {
    private transient MapState<String, Conteo> table;

    @Override
    public void open(OpenContext context) {
      table = getRuntimeContext().getMapState(descriptor());
    }

    @Override
    public void readKey(String key, KeyedStateReaderFunction.Context context, Collector<Long> out)
        throws Exception {
      table.keys().forEach(row -> out.collect(1L));
    }
  }
}
