package tandem.flink.runtime;

import java.io.IOException;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.streaming.api.datastream.DataStream;
import tandem.flink.runtime.delta.DeltaSink;
import tandem.flink.runtime.delta.DeltaTable;
import tandem.flink.runtime.delta.OverwritingSink;
import tandem.flink.runtime.delta.ParquetFiles;
import tandem.model.catalog.Service;
import tandem.model.catalog.Variant;
import tandem.model.parity.RowSchema.Column;
import tandem.model.run.RunSpec;
import tandem.model.store.ResultTable;

/** The tables that jobs write their results to, and what is in them. */
final class TableEnds {
  private TableEnds() {}

  static <R extends Record> void sink(RunSpec spec, Variant variant, DataStream<R> results) {
    Sink<R> table = table(spec, variant, results.getType().getTypeClass());
    HeldCheckpoint.before(results, variant).sinkTo(table).uid("sink");
  }

  private static <R extends Record> Sink<R> table(RunSpec spec, Variant variant, Class<R> type) {
    return switch (variant.sink()) {
      case DELTA -> delta(spec, variant, type);
      case PARQUET -> new OverwritingSink<>(type, spec.location());
      case POSTGRES -> PostgresEnds.sink(spec, variant);
      case KAFKA, CONSOLE, DELTA_STREAM, MEMORY -> throw noTable(variant);
    };
  }

  private static <R extends Record> Sink<R> delta(RunSpec spec, Variant variant, Class<R> type) {
    String appId = UUID.randomUUID().toString();
    return switch (variant.deltaWrite().way()) {
      case APPEND -> new DeltaSink<>(type, spec.location(), variant.partitionedBy(), appId);
      case MERGE -> DeltaSink.upserting(type, spec.location(), keys(variant), appId);
      case OVERWRITE, MERGE_ADDING -> throw noTable(variant);
    };
  }

  private static List<String> keys(Variant variant) {
    return variant.schema().columns().stream().filter(Column::key).map(Column::name).toList();
  }

  static void readBack(RunSpec spec, Variant variant, Consumer<String> rows) throws IOException {
    switch (variant.sink()) {
      case DELTA -> new DeltaTable(spec.location()).read(rows);
      case PARQUET -> new ParquetFiles().read(spec.location(), variant.schema(), rows);
      case POSTGRES -> ResultTable.of(variant).read(spec.service(Service.POSTGRES), rows);
      case KAFKA, CONSOLE, DELTA_STREAM, MEMORY -> throw noTable(variant);
    }
  }

  private static IllegalArgumentException noTable(Variant variant) {
    return new IllegalArgumentException(variant.name() + " writes to no table");
  }
}
