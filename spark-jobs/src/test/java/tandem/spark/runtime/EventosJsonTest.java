package tandem.spark.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import tandem.model.codec.Decoded;
import tandem.model.codec.EventoCodec;
import tandem.model.event.Evento;

/**
 * Spark's own parser accepts and refuses what docs/records.md says, and so does the codec of the
 * other contenders. The table was written by hand, from neither.
 */
class EventosJsonTest {
  private static final Instant AT = Instant.parse("2026-03-01T10:00:00.000Z");
  private static final String T = "\"timestamp\":\"2026-03-01T10:00:00.000Z\"";
  private static final String IDS = "\"evento_id\":\"e\",\"user_id\":\"u\"";

  private record Case(String json, Evento evento, String defect) {}

  private static Case accepted(String json, String tipo, Double monto, Instant at, String region) {
    return new Case(json, new Evento("e", "u", tipo, monto, at, region), null);
  }

  /** With no optional field but the time. */
  private static Case plain(String json, Instant at) {
    return accepted(json, null, null, at, null);
  }

  private static Case refused(String json, String defect) {
    return new Case(json, null, defect);
  }

  private static List<Case> table() {
    List<Case> all = new ArrayList<>();
    all.addAll(texts());
    all.addAll(amounts());
    all.addAll(times());
    all.addAll(structures());
    all.addAll(missing());
    return all;
  }

  private static List<Case> texts() {
    return List.of(
        accepted(
            "{" + IDS + ",\"tipo\":\"compra\",\"monto\":1.5," + T + ",\"region\":\"sur\"}",
            "compra",
            1.5,
            AT,
            "sur"),
        accepted("{" + IDS + ",\"tipo\":7,\"region\":2.50," + T + "}", "7", null, AT, "2.5"),
        accepted(
            "{" + IDS + ",\"tipo\":true,\"region\":false," + T + "}", "true", null, AT, "false"),
        accepted(
            "{" + IDS + ",\"tipo\":{\"a\":[1,2]},\"region\":[1, \"x\"]," + T + "}",
            "{\"a\":[1,2]}",
            null,
            AT,
            "[1,\"x\"]"),
        accepted(
            "{" + IDS + ",\"tipo\":\"ñ \\u00e9 \\\"\",\"region\":\"\"," + T + "}",
            "ñ é \"",
            null,
            AT,
            ""),
        accepted("{" + IDS + ",\"tipo\":null,\"region\":null," + T + "}", null, null, AT, null),
        accepted(
            "{" + IDS + ",\"tipo\":\"a\",\"tipo\":\"b\",\"monto\":1,\"monto\":2," + T + "}",
            "b",
            2.0,
            AT,
            null),
        plain("{" + IDS + ",\"extra\":{\"timestamp\":3,\"monto\":\"x\"},\"más\":[]," + T + "}", AT),
        plain("{" + IDS + ",\"Monto\":\"x\",\"TIPO\":\"compra\"," + T + "}", AT),
        plain("  {" + IDS + "," + T + "}  ", AT),
        plain("\n\t{" + IDS + "," + T + "}\r\n", AT));
  }

  private static List<Case> amounts() {
    return List.of(
        amount("12", 12.0),
        amount("-0.25", -0.25),
        amount("2.5e1", 25.0),
        amount("0", 0.0),
        amount("123456789012345678901234567890", 1.2345678901234568E29),
        amount("null", null),
        wrongAmount("\"doce\""),
        wrongAmount("\"12.5\""),
        wrongAmount("\"\""),
        wrongAmount("true"),
        wrongAmount("{}"),
        wrongAmount("[1]"),
        wrongAmount("{\"monto\":1}"),
        wrongAmount("\"NaN\""),
        wrongAmount("\"Infinity\""),
        refused(withAmount("NaN"), "malformed_json"),
        refused(withAmount("-Infinity"), "malformed_json"),
        refused(withAmount("1."), "malformed_json"),
        refused(withAmount("01"), "malformed_json"),
        refused(withAmount("+1"), "malformed_json"),
        refused(withAmount(""), "malformed_json"),
        refused("{" + IDS + ",\"monto\":3,\"monto\":\"x\"," + T + "}", "wrong_type:monto"),
        // the first defect decides
        refused("{\"user_id\":\"u\",\"monto\":\"x\"}", "wrong_type:monto"),
        refused("{" + IDS + ",\"timestamp\":\"ayer\",\"monto\":\"x\"}", "wrong_type:monto"),
        refused("{\"timestamp\":\"ayer\"}", "wrong_type:timestamp"));
  }

  /** The one corner where Spark differs: the first of two values is the one that it can't read. */
  @Test
  void anUnreadableValueSpoilsALaterOneOfTheSameName() {
    String twice = "{" + IDS + ",\"monto\":\"x\",\"monto\":1," + T + "}";

    assertThat(EventoCodec.decode(bytes(twice)).evento().monto()).isEqualTo(1.0);
    assertThat(read(List.of(bytes(twice))).get(0).<String>getAs(EventosJson.DEFECTO))
        .isEqualTo("wrong_type:monto");
  }

  @Test
  void bytesThatAreNoTextAreMalformed() {
    byte[] value = bytes("{" + IDS + ",\"tipo\":\"?\"," + T + "}");
    value[new String(value, StandardCharsets.UTF_8).indexOf('?')] = (byte) 0xff;
    Row row = read(List.of(value)).get(0);

    assertThat(EventoCodec.decode(value).defect()).isEqualTo("malformed_json");
    assertThat(row.<String>getAs(EventosJson.DEFECTO)).isEqualTo("malformed_json");
    assertThat(row.<byte[]>getAs("value")).isEqualTo(value);
  }

  private static List<Case> times() {
    Instant midnight = Instant.parse("2026-03-01T00:00:00Z");
    return List.of(
        time("\"2026-03-01T10:00:00Z\"", AT),
        time("\"2026-03-01T10:00:00.000\"", AT),
        time("\"2026-03-01T10:00:00\"", AT),
        time("\"2026-03-01T12:00:00.000+02:00\"", AT),
        time("\"2026-03-01T05:30:00-04:30\"", AT),
        time("\"2026-03-01\"", midnight),
        time("\"2026-03-01T10:00\"", AT),
        time("\"2026-03-01T10:00:00.0Z\"", AT),
        time("1772359200", AT),
        plain("{" + IDS + ",\"timestamp\":\"ayer\"," + T + "}", AT),
        wrongTime("\"ayer\""),
        wrongTime("\"\""),
        wrongTime("true"),
        wrongTime("{}"),
        wrongTime("[]"),
        wrongTime("1772359200.5"),
        wrongTime("1772359200000"),
        wrongTime("99999999999999999"),
        wrongTime("99999999999999999999"),
        wrongTime("\"1772359200\""),
        wrongTime("\"2026-02-30T10:00:00.000Z\""),
        wrongTime("\"2026-03-01T25:00:00.000Z\""),
        wrongTime("\"2026-03-01T24:00:00.000Z\""),
        wrongTime("\"2026-03-01T24:00:00Z\""),
        wrongTime("\"2026-12-31T23:59:60.000Z\""),
        wrongTime("\"2026-12-31T23:59:60Z\""),
        wrongTime("\"2026-03-01t10:00:00.000Z\""),
        wrongTime("\"2026-03-01T10:00:00.000z\""),
        wrongTime("\"2026-03-01T10:00:00+02:00:30\""),
        wrongTime("\"+12026-03-01T10:00:00Z\""),
        wrongTime("\"2026-03-01T10:00:00Z\\n\""),
        wrongTime("\"2026-03-01\\n\""),
        wrongTime("\"1772359200\\n\""),
        wrongTime("\" 2026-03-01\""),
        wrongTime("\"2026-13-01\""),
        wrongTime("\"2026-03\""),
        wrongTime("\"10:00:00\""),
        wrongTime("\"2026-03-01 10:00:00\""),
        wrongTime("\"2026-03-01 10:00:00.000Z\""),
        wrongTime("\"2026-3-1T10:00:00Z\""),
        wrongTime("\"2026\""),
        wrongTime("\"2026-03-01T10\""),
        wrongTime("\"2026-03-01T10:00:00 Europe/Madrid\""),
        refused(withTime("null"), "missing_field:timestamp"));
  }

  private static List<Case> structures() {
    String whole = "{" + IDS + "," + T + "}";
    return List.of(
        refused(null, "null_value"),
        refused("", "malformed_json"),
        refused("   ", "malformed_json"),
        refused("esto no es json", "malformed_json"),
        refused("3", "malformed_json"),
        refused("\"x\"", "malformed_json"),
        refused("null", "malformed_json"),
        refused("true", "malformed_json"),
        refused("[]", "malformed_json"),
        refused("[{}]", "malformed_json"),
        refused("[" + whole + "]", "malformed_json"),
        refused("[" + whole + "," + whole + "]", "malformed_json"),
        refused("{" + IDS + "," + T, "malformed_json"),
        refused(whole.substring(0, whole.length() - 5), "malformed_json"),
        refused("{" + IDS + "," + T + ",\"tipo\":\"com", "malformed_json"),
        refused("{" + IDS + "," + T + ",}", "malformed_json"),
        refused("{" + IDS + ",," + T + "}", "malformed_json"),
        refused("{'evento_id':'e'}", "malformed_json"),
        refused("{evento_id:\"e\"}", "malformed_json"),
        refused(whole + "x", "malformed_json"),
        refused(whole + "}", "malformed_json"),
        refused(whole + whole, "malformed_json"),
        refused(whole + "," + whole, "malformed_json"),
        refused(whole + "\n" + whole, "malformed_json"),
        refused(whole + " 7", "malformed_json"),
        refused("{" + IDS + "," + T + "} // end", "malformed_json"),
        refused("{" + IDS + "," + T + ",\"tipo\":\"a\tb\"}", "malformed_json"));
  }

  private static List<Case> missing() {
    return List.of(
        refused("{}", "missing_field:evento_id"),
        refused("{\"user_id\":\"u\"," + T + "}", "missing_field:evento_id"),
        refused("{\"evento_id\":null,\"user_id\":\"u\"," + T + "}", "missing_field:evento_id"),
        refused("{\"evento_id\":\"e\"," + T + "}", "missing_field:user_id"),
        refused("{\"evento_id\":\"e\",\"user_id\":null," + T + "}", "missing_field:user_id"),
        refused("{" + IDS + "}", "missing_field:timestamp"),
        refused("{\"evento_id\":\"e\",\"monto\":\"x\"," + T + "}", "wrong_type:monto"),
        new Case(
            "{\"evento_id\":1,\"user_id\":\"\"," + T + "}",
            new Evento("1", "", null, null, AT, null),
            null));
  }

  private static String withAmount(String amount) {
    return "{" + IDS + ",\"monto\":" + amount + "," + T + "}";
  }

  private static Case amount(String amount, Double monto) {
    return accepted(withAmount(amount), null, monto, AT, null);
  }

  private static Case wrongAmount(String amount) {
    return refused(withAmount(amount), "wrong_type:monto");
  }

  private static String withTime(String time) {
    return "{" + IDS + ",\"timestamp\":" + time + "}";
  }

  private static Case time(String time, Instant at) {
    return plain(withTime(time), at);
  }

  private static Case wrongTime(String time) {
    return refused(withTime(time), "wrong_type:timestamp");
  }

  @Test
  void sparkReadsAsTheTableSays() {
    List<byte[]> values = new ArrayList<>();
    table().forEach(expected -> values.add(bytes(expected.json())));
    List<Row> read = read(values);

    assertThat(read).hasSameSizeAs(values);
    SoftAssertions softly = new SoftAssertions();
    for (Row row : read) {
      int number = Integer.parseInt(new String(row.<byte[]>getAs("key"), StandardCharsets.UTF_8));
      Case expected = table().get(number);
      String defect = row.getAs(EventosJson.DEFECTO);
      softly.assertThat(defect).as("%s", expected.json()).isEqualTo(expected.defect());
      if (expected.evento() != null) {
        softly.assertThat(evento(row)).as("%s", expected.json()).isEqualTo(expected.evento());
      }
      softly.assertThat(row.<byte[]>getAs("value")).isEqualTo(bytes(expected.json()));
    }
    softly.assertAll();
  }

  @Test
  void theCodecReadsAsTheTableSays() {
    SoftAssertions softly = new SoftAssertions();
    for (Case expected : table()) {
      Decoded decoded = EventoCodec.decode(bytes(expected.json()));
      softly.assertThat(decoded.defect()).as("%s", expected.json()).isEqualTo(expected.defect());
      softly.assertThat(decoded.evento()).as("%s", expected.json()).isEqualTo(expected.evento());
    }
    softly.assertAll();
  }

  private static List<Row> read(List<byte[]> values) {
    SparkSession session = SparkSettings.session(2, System.getProperty("java.io.tmpdir"));
    List<Row> records = new ArrayList<>();
    for (byte[] value : values) {
      records.add(RowFactory.create(bytes(Integer.toString(records.size())), value));
    }
    StructType kafka =
        new StructType().add("key", DataTypes.BinaryType).add("value", DataTypes.BinaryType);
    return EventosJson.decoded(session.createDataFrame(records, kafka)).collectAsList();
  }

  private static Evento evento(Row row) {
    java.sql.Timestamp at = row.getAs("timestamp");
    return new Evento(
        row.getAs("evento_id"),
        row.getAs("user_id"),
        row.getAs("tipo"),
        row.getAs("monto"),
        at == null ? null : at.toInstant(),
        row.getAs("region"));
  }

  private static byte[] bytes(String text) {
    return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
  }
}
