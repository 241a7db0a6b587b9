package tandem.flink.runtime;

import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.connector.jdbc.JdbcConnectionOptions;
import org.apache.flink.connector.jdbc.JdbcExactlyOnceOptions;
import org.apache.flink.connector.jdbc.JdbcExecutionOptions;
import org.apache.flink.connector.jdbc.JdbcStatementBuilder;
import org.apache.flink.connector.jdbc.core.datastream.sink.JdbcSink;
import org.apache.flink.connector.jdbc.core.datastream.sink.JdbcSinkBuilder;
import org.apache.flink.util.function.SerializableSupplier;
import org.postgresql.xa.PGXADataSource;
import tandem.model.catalog.PostgresWrite;
import tandem.model.catalog.PostgresWrite.Conflict;
import tandem.model.catalog.PostgresWrite.Control;
import tandem.model.catalog.PostgresWrite.Way;
import tandem.model.catalog.Service;
import tandem.model.catalog.Variant;
import tandem.model.run.Gear.Guarantee;
import tandem.model.run.RunSpec;
import tandem.model.store.ResultTable;

/**
 * The sink that writes a job's results to a table of PostgreSQL. At least once, it sends what it
 * has before each checkpoint. Exactly once, each checkpoint is a transaction of its own: prepared
 * before it and committed when it is complete, says the connector; what its release 4.0.0 does is
 * told in docs/answers/11.2.4.md.
 */
final class PostgresEnds {
  private static final int AT_A_TIME = 1_000;
  private static final long WAITS_MILLIS = 200;

  /** Nothing is sent before the checkpoint. */
  private static final int UNTIL_THE_CHECKPOINT = Integer.MAX_VALUE;

  private PostgresEnds() {}

  /** Whether a variant's table is written in transactions of checkpoints. */
  static boolean inTransactions(RunSpec spec, Variant variant) {
    return spec.gear().guarantee() == Guarantee.EXACTLY_ONCE
        && variant
            .postgres()
            .filter(write -> write.control() == Control.SAME_TRANSACTION)
            .isPresent();
  }

  static <R extends Record> Sink<R> sink(RunSpec spec, Variant variant) {
    ResultTable table = ResultTable.of(variant);
    String url = spec.service(Service.POSTGRES);
    table.make(url);
    JdbcStatementBuilder<R> bind =
        (statement, row) -> table.bind(statement, ResultTable.values(row));
    JdbcSinkBuilder<R> sink = JdbcSink.<R>builder().withQueryStatement(table.insert(), bind);
    return inTransactions(spec, variant)
        ? exactlyOnce(sink, table.write(), url)
        : atLeastOnce(sink, table.write(), url);
  }

  private static <R> Sink<R> atLeastOnce(JdbcSinkBuilder<R> sink, PostgresWrite write, String url) {
    return sink.withExecutionOptions(
            JdbcExecutionOptions.builder()
                .withBatchSize(write.way() == Way.ROW_BY_ROW ? 1 : AT_A_TIME)
                .withBatchIntervalMs(WAITS_MILLIS)
                .build())
        .buildAtLeastOnce(
            new JdbcConnectionOptions.JdbcConnectionOptionsBuilder()
                .withUrl(url)
                .withDriverName(org.postgresql.Driver.class.getName())
                .build());
  }

  private static <R> Sink<R> exactlyOnce(JdbcSinkBuilder<R> sink, PostgresWrite write, String url) {
    SerializableSupplier<javax.sql.XADataSource> source =
        () -> {
          PGXADataSource made = new PGXADataSource();
          made.setUrl(url);
          return made;
        };
    return sink.withExecutionOptions(
            JdbcExecutionOptions.builder()
                // a row that the prepared transaction before has locked stays so until that is
                // committed, by the very thread that would wait for it
                .withBatchSize(
                    write.conflict() == Conflict.INSERT ? AT_A_TIME : UNTIL_THE_CHECKPOINT)
                .withBatchIntervalMs(0)
                .withMaxRetries(0)
                .build())
        .buildExactlyOnce(
            JdbcExactlyOnceOptions.builder().withTransactionPerConnection(true).build(), source);
  }
}
