package tandem.flink.ch11.sec6;

import java.util.concurrent.TimeUnit;
import org.apache.avro.generic.GenericRecord;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.connector.file.src.FileSource;
import org.apache.flink.core.fs.Path;
import org.apache.flink.formats.parquet.avro.AvroParquetReaders;
import org.apache.flink.streaming.api.datastream.AsyncDataStream;
import org.apache.flink.streaming.api.datastream.DataStream;
import tandem.flink.FlinkExercise;
import tandem.flink.runtime.FlinkInputs;
import tandem.model.catalog.Service;
import tandem.model.ch11.sec6.Cliente;
import tandem.model.ch11.sec6.StreamStaticJoin;
import tandem.model.ch11.sec6.StreamStaticJoin.EventoEnriquecido;
import tandem.model.event.Evento;
import tandem.model.run.RunSpec;

/**
 * Exercise 11.6.1 in Flink: there are no batches with which to read a table again, so the job says
 * how it gets to know of another version: never, by looking every now and then, by following the
 * folder as a source whose rows all tasks are told, or by asking for each user.
 */
public final class StreamStaticJoinJob implements FlinkExercise {
  private static final int ASKED_AT_ONCE = 2_000;
  private static final int ANSWER_SECONDS = 60;

  @Override
  public DataStream<EventoEnriquecido> define(FlinkInputs in, RunSpec spec) {
    return switch (spec.variant()) {
      case StreamStaticJoin.POSTGRES -> asked(in.eventos(), spec);
      case StreamStaticJoin.PARQUET_MONITORED -> told(in, spec);
      default ->
          in.eventos()
              .map(copied(spec))
              .returns(EventoEnriquecido.class)
              .uid("enriched")
              .name("enriched");
    };
  }

  private static CopiedClients copied(RunSpec spec) {
    ClientTable clientes = clientes(spec);
    return switch (spec.variant()) {
      case StreamStaticJoin.DELTA, StreamStaticJoin.PARQUET_REREAD ->
          CopiedClients.lookingAgain(clientes, StreamStaticJoin.LOOK_EVERY);
      default -> CopiedClients.readOnce(clientes);
    };
  }

  /** Broadcast state, fed by the folder's files as they come. */
  private static DataStream<EventoEnriquecido> told(FlinkInputs in, RunSpec spec) {
    FileSource<GenericRecord> files =
        FileSource.forRecordStreamFormat(
                AvroParquetReaders.forGenericRecord(ClientRows.SCHEMA),
                new Path(spec.source(StreamStaticJoin.CLIENTES)))
            .monitorContinuously(StreamStaticJoin.LOOK_EVERY)
            .build();
    DataStream<Cliente> clientes =
        in.environment()
            .fromSource(files, WatermarkStrategy.noWatermarks(), StreamStaticJoin.CLIENTES)
            .uid(StreamStaticJoin.CLIENTES)
            .map(new ClientRows())
            .returns(Cliente.class)
            .uid("client-rows")
            .name("client-rows");
    return in.eventos()
        .connect(clientes.broadcast(ToldClients.STATE))
        .process(new ToldClients(clientes(spec)))
        .returns(EventoEnriquecido.class)
        .uid("enriched")
        .name("enriched");
  }

  private static DataStream<EventoEnriquecido> asked(DataStream<Evento> eventos, RunSpec spec) {
    return AsyncDataStream.unorderedWait(
            eventos,
            new AskedClients(spec.service(Service.POSTGRES), StreamStaticJoin.REMEMBERED),
            ANSWER_SECONDS,
            TimeUnit.SECONDS,
            ASKED_AT_ONCE)
        .returns(EventoEnriquecido.class)
        .uid("enriched")
        .name("enriched");
  }

  private static ClientTable clientes(RunSpec spec) {
    boolean delta = spec.variant().equals(StreamStaticJoin.DELTA);
    return new ClientTable(spec.source(StreamStaticJoin.CLIENTES), delta);
  }
}
