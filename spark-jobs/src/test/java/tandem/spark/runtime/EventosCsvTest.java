package tandem.spark.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import tandem.model.codec.Decoded;
import tandem.model.codec.EventoCsv;
import tandem.model.event.Evento;

/** Spark's own parser accepts and refuses the lines that the codec of Flink does. */
class EventosCsvTest {
  private static final String AT = "2026-03-01T10:00:00.000Z";

  private static final List<String> LINES =
      List.of(
          "e,u,compra,2.5," + AT + ",sur",
          "e,u,,," + AT + ",",
          "e,u,\"\",0," + AT + ",\"a \"\"b\"\", c\"",
          "e,u, con espacios ,1," + AT + ",ñandú",
          "e,u,compra,-2.5e1,2026-03-01,sur",
          "e,u,compra,7,2026-03-01T10:00:00+01:00,sur",
          "e,u,compra,7,2026-03-01T10:00,sur",
          "",
          ",",
          "una sola",
          "e,u,compra,1," + AT,
          "e,u,compra,1," + AT + ",sur,x",
          "e,u,compra,doce," + AT + ",sur",
          "e,u,compra,NaN," + AT + ",sur",
          "e,u,compra,1d," + AT + ",sur",
          "e,u,compra,.5," + AT + ",sur",
          "e,u,compra,1,ayer,sur",
          "e,u,compra,1,10:00:00,sur",
          "e,u,compra,1,1772323200,sur",
          "e,u,compra,1,2026-02-30,sur",
          ",u,compra,1," + AT + ",sur",
          "e,,compra,1," + AT + ",sur",
          "e,u,compra,1,,sur");

  @Test
  void readsAsTheCodecDoes() {
    SparkSession session = SparkSettings.session(2, System.getProperty("java.io.tmpdir"));
    List<Row> rows = new ArrayList<>();
    LINES.forEach(line -> rows.add(RowFactory.create(null, line.getBytes(StandardCharsets.UTF_8))));
    StructType schema =
        new StructType().add("key", DataTypes.BinaryType).add("value", DataTypes.BinaryType);
    Dataset<Row> lines = session.createDataFrame(rows, schema);

    List<Row> read = EventosCsv.decoded(lines).collectAsList();

    assertThat(read).hasSameSizeAs(LINES);
    for (int i = 0; i < LINES.size(); i++) {
      Decoded expected = EventoCsv.decode(LINES.get(i));
      Row row = read.get(i);
      assertThat(row.<String>getAs("defecto")).as(LINES.get(i)).isEqualTo(expected.defect());
      if (expected.accepted()) {
        assertThat(evento(row)).as(LINES.get(i)).isEqualTo(expected.evento());
      }
    }
  }

  private static Evento evento(Row row) {
    return new Evento(
        row.getAs("evento_id"),
        row.getAs("user_id"),
        row.getAs("tipo"),
        row.getAs("monto"),
        row.<java.sql.Timestamp>getAs("timestamp").toInstant(),
        row.getAs("region"));
  }
}
