package tandem.flink.ch11.sec6;

import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericRecord;
import org.apache.flink.api.common.functions.MapFunction;
import tandem.model.ch11.sec6.Cliente;
import tandem.model.ch11.sec6.StreamStaticJoin;

/** Clients of Parquet rows. */
final class ClientRows implements MapFunction<GenericRecord, Cliente> {
  /** The columns, by which the rows are handed from task to task. */
  static final Schema SCHEMA =
      SchemaBuilder.record("row")
          .fields()
          .optionalString(StreamStaticJoin.USER_ID)
          .optionalString(StreamStaticJoin.NOMBRE)
          .optionalString(StreamStaticJoin.SEGMENTO)
          .optionalLong(StreamStaticJoin.VERSION)
          .endRecord();

  @Override
  public Cliente map(GenericRecord row) {
    return new Cliente(
        row.get(StreamStaticJoin.USER_ID).toString(),
        row.get(StreamStaticJoin.NOMBRE).toString(),
        row.get(StreamStaticJoin.SEGMENTO).toString(),
        (Long) row.get(StreamStaticJoin.VERSION));
  }
}
