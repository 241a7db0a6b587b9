package tandem.spark.ch11.sec3;

import java.time.Instant;
import org.apache.spark.sql.Encoder;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import tandem.model.ch11.sec3.OpenSession;
import tandem.model.event.Evento;

/** Spark's rows at the edges of exercise 11.3.3's functions: events in, sessions out. */
final class SessionRows {
  /** Rows of a closed session. */
  static final Encoder<Row> ENCODER =
      Encoders.row(
          new StructType()
              .add("user_id", DataTypes.StringType)
              .add("num_eventos", DataTypes.LongType)
              .add("valor_total", DataTypes.DoubleType)
              .add("inicio_sesion", DataTypes.TimestampType)
              .add("fin_sesion", DataTypes.TimestampType));

  /** Rows of a running total. */
  static final Encoder<Row> RUNNING_ENCODER =
      Encoders.row(
          new StructType()
              .add("user_id", DataTypes.StringType)
              .add("num_eventos", DataTypes.LongType)
              .add("valor_total", DataTypes.DoubleType));

  private SessionRows() {}

  static Evento evento(Row row) {
    Double monto = row.isNullAt(3) ? null : (Double) row.getDouble(3);
    Instant timestamp = row.getTimestamp(4).toInstant();
    return new Evento(
        row.getString(0), row.getString(1), row.getString(2), monto, timestamp, row.getString(5));
  }

  /** A closed session whose end is its last event. */
  static Row closed(String user, OpenSession session) {
    return closed(user, session, session.getLastMillis());
  }

  static Row closed(String user, OpenSession session, long endMillis) {
    return RowFactory.create(
        user,
        session.getNumEventos(),
        session.getValorTotal(),
        new java.sql.Timestamp(session.getFirstMillis()),
        new java.sql.Timestamp(endMillis));
  }

  static Row running(String user, OpenSession all) {
    return RowFactory.create(user, all.getNumEventos(), all.getValorTotal());
  }
}
