package tandem.flink.ch11.sec2;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.connector.file.src.FileSource;
import org.apache.flink.connector.file.src.reader.StreamFormat;
import org.apache.flink.connector.file.src.reader.TextLineInputFormat;
import org.apache.flink.core.fs.Path;
import org.apache.flink.formats.parquet.avro.AvroParquetReaders;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import tandem.flink.FlinkExercise;
import tandem.flink.runtime.EventosSchema;
import tandem.flink.runtime.FlinkInputs;
import tandem.flink.runtime.Incoming;
import tandem.model.ch11.sec2.NativeSources;
import tandem.model.ch11.sec2.NativeSources.Tick;
import tandem.model.run.RunSpec;

/**
 * Exercise 11.2.1 in Flink: a source is an object with a format. Files are read as lines, and the
 * lines by a function, which keeps the line that the dead letter needs.
 */
public final class NativeSourcesJob implements FlinkExercise {
  private static final Duration LOOK_EVERY = Duration.ofMillis(200);

  @Override
  public DataStream<? extends Record> define(FlinkInputs in, RunSpec spec) {
    return switch (spec.variant()) {
      case NativeSources.KAFKA, NativeSources.KAFKA_SASL, NativeSources.TWELVE_PARTITIONS ->
          in.eventos();
      case NativeSources.RATE -> rate(in.environment());
      case NativeSources.SOCKET, NativeSources.SOCKET_RESTART, NativeSources.SOCKET_AFRESH ->
          in.accepted(json(socket(in.environment(), spec.source(NativeSources.INPUT))));
      case NativeSources.FILES_PARQUET -> in.accepted(parquet(in.environment(), spec));
      case NativeSources.FILES_CSV -> in.accepted(csv(lines(in.environment(), spec)));
      default -> in.accepted(json(lines(in.environment(), spec)));
    };
  }

  private static DataStream<Tick> rate(StreamExecutionEnvironment env) {
    Source<Tick, ?, ?> ticks =
        new DataGeneratorSource<>(
            number -> new Tick(Instant.now(), number),
            // it ends here, and the job with it
            NativeSources.ROWS,
            RateLimiterStrategy.perSecond(NativeSources.ROWS_PER_SECOND),
            TypeInformation.of(Tick.class));
    return env.fromSource(ticks, WatermarkStrategy.noWatermarks(), "rate").uid("rate");
  }

  /** One connection, so one task. */
  private static DataStream<String> socket(StreamExecutionEnvironment env, String address) {
    String[] parts = address.split(":", 2);
    return env.socketTextStream(parts[0], Integer.parseInt(parts[1])).name("socket").uid("socket");
  }

  private static DataStream<String> lines(StreamExecutionEnvironment env, RunSpec spec) {
    return files(env, spec, new TextLineInputFormat());
  }

  private static DataStream<Incoming> parquet(StreamExecutionEnvironment env, RunSpec spec) {
    return files(env, spec, AvroParquetReaders.forGenericRecord(EventRows.SCHEMA))
        .map(new EventRows())
        .uid("rows")
        .name("rows");
  }

  private static <T> DataStream<T> files(
      StreamExecutionEnvironment env, RunSpec spec, StreamFormat<T> format) {
    Source<T, ?, ?> files =
        FileSource.forRecordStreamFormat(format, new Path(spec.source(NativeSources.INPUT)))
            .monitorContinuously(LOOK_EVERY)
            .build();
    return env.fromSource(files, WatermarkStrategy.noWatermarks(), "files").uid("files");
  }

  private static DataStream<Incoming> json(DataStream<String> lines) {
    return lines
        .map(line -> EventosSchema.decode(null, line.getBytes(StandardCharsets.UTF_8)))
        .returns(Incoming.class)
        .uid("json")
        .name("json");
  }

  private static DataStream<Incoming> csv(DataStream<String> lines) {
    return lines
        .map(line -> EventosSchema.decodeCsv(line))
        .returns(Incoming.class)
        .uid("csv")
        .name("csv");
  }
}
