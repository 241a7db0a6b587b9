package tandem.model.ch11.sec2;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tandem.model.catalog.Claim.Verdict;
import tandem.model.catalog.Figure;
import tandem.model.ch11.sec2.Sinks.EventoProcesado;
import tandem.model.event.Evento;

/** The rule of 11.2.2 by hand, and verdicts that flip with their figures. */
final class SinksTest {
  private static final String SPARK = "/spark:asap/";
  private static final String FLINK = "/flink:at-least-once/";
  private static final String FLINK_ONCE =
      Sinks.KAFKA_EXACTLY_ONCE_KILLED + "/flink:exactly-once=1s/";

  private final Map<String, Double> figures = new HashMap<>();

  SinksTest() {
    for (String contender : new String[] {SPARK, FLINK}) {
      figures.put(Sinks.KAFKA_KILLED + contender + Figure.LOST, 0.0);
      figures.put(Sinks.KAFKA_KILLED + contender + Figure.REPEATED, 60.0);
      figures.put(Sinks.POSTGRES_KILLED + contender + Figure.LOST, 0.0);
      figures.put(Sinks.POSTGRES_KILLED + contender + Figure.REPEATED, 60.0);
      figures.put(Sinks.DELTA_KILLED + contender + Figure.LOST, 0.0);
      figures.put(Sinks.DELTA_KILLED + contender + Figure.REPEATED, 0.0);
    }
    figures.put(FLINK_ONCE + Figure.LOST, 0.0);
    figures.put(FLINK_ONCE + Figure.REPEATED, 0.0);
  }

  @ParameterizedTest
  @CsvSource(
      value = {"norte, norte", "7, 7", "'', sin-region", "'  ', sin-region", "NIL, sin-region"},
      nullValues = "NIL")
  void anEventWithoutARegionGetsOne(String region, String expected) {
    Instant late = Instant.parse("2026-03-01T23:59:59.999Z");
    EventoProcesado row = Sinks.apply(new Evento("e-1", "ana", "compra", 2.5, late, region));
    assertThat(row)
        .isEqualTo(
            new EventoProcesado(
                "e-1", "ana", "compra", 2.5, late, expected, LocalDate.parse("2026-03-01")));
  }

  @Test
  void deltaIsOnceWhereNothingIsLostOrRepeated() {
    assertThat(verdict(SinkClaims.DELTA_ONCE)).isEqualTo(Verdict.UPHELD);
    figures.put(Sinks.DELTA_KILLED + FLINK + Figure.REPEATED, 1.0);
    assertThat(verdict(SinkClaims.DELTA_ONCE)).isEqualTo(Verdict.REFUTED);
    figures.put(Sinks.KAFKA_KILLED + SPARK + Figure.REPEATED, 0.0);
    assertThat(verdict(SinkClaims.DELTA_ONCE)).isEqualTo(Verdict.NOT_SHOWN);
  }

  @Test
  void kafkaIsOnceInTransactionsOnly() {
    assertThat(verdict(SinkClaims.KAFKA_TRANSACTIONS)).isEqualTo(Verdict.UPHELD);
    figures.put(FLINK_ONCE + Figure.REPEATED, 1.0);
    assertThat(verdict(SinkClaims.KAFKA_TRANSACTIONS)).isEqualTo(Verdict.REFUTED);
    figures.put(FLINK_ONCE + Figure.REPEATED, 0.0);
    figures.put(Sinks.KAFKA_KILLED + FLINK + Figure.REPEATED, 0.0);
    assertThat(verdict(SinkClaims.KAFKA_TRANSACTIONS)).isEqualTo(Verdict.REFUTED);
    figures.remove(FLINK_ONCE + Figure.LOST);
    assertThat(verdict(SinkClaims.KAFKA_TRANSACTIONS)).isEqualTo(Verdict.NOT_SHOWN);
  }

  @Test
  void postgresIsAtLeastOnceWhereRowsComeAgain() {
    assertThat(verdict(SinkClaims.POSTGRES_AGAIN)).isEqualTo(Verdict.UPHELD);
    figures.put(Sinks.POSTGRES_KILLED + SPARK + Figure.LOST, 1.0);
    assertThat(verdict(SinkClaims.POSTGRES_AGAIN)).isEqualTo(Verdict.REFUTED);
    figures.put(Sinks.POSTGRES_KILLED + SPARK + Figure.LOST, 0.0);
    figures.put(Sinks.POSTGRES_KILLED + FLINK + Figure.REPEATED, 0.0);
    assertThat(verdict(SinkClaims.POSTGRES_AGAIN)).isEqualTo(Verdict.REFUTED);
    figures.remove(Sinks.POSTGRES_KILLED + FLINK + Figure.REPEATED);
    assertThat(verdict(SinkClaims.POSTGRES_AGAIN)).isEqualTo(Verdict.NOT_SHOWN);
  }

  private Verdict verdict(String name) {
    return SinkClaims.all().stream()
        .filter(each -> each.name().equals(name))
        .findFirst()
        .orElseThrow()
        .judge(figures)
        .verdict();
  }
}
