package tandem.model.ch11.sec5;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import tandem.model.catalog.Meaning;
import tandem.model.catalog.Variant;
import tandem.model.ch11.sec3.Watermarks;
import tandem.model.ch11.sec5.ChooseTheOutputMode.ClienteFrecuente;
import tandem.model.ch11.sec5.ChooseTheOutputMode.Metrica;
import tandem.model.ch11.sec5.ChooseTheOutputMode.Puesto;
import tandem.model.ch11.sec5.ChooseTheOutputMode.Transaccion;
import tandem.model.ch11.sec5.ChooseTheOutputMode.VentasDelDia;
import tandem.model.event.Evento;
import tandem.model.parity.ExpectedRow;
import tandem.model.parity.Inputs;
import tandem.model.parity.Inputs.Input;
import tandem.model.parity.Oracle;

/**
 * Says what exercise 11.5.3 must give, by sorting out all sales of the trace for each case.
 *
 * @param variant the case and its mode
 */
record OutputChoiceOracle(String variant) implements Oracle {

  @Override
  public List<ExpectedRow> expected(Inputs inputs, Meaning meaning) {
    Watermarks watermarks = new Watermarks(inputs, ChooseTheOutputMode.DELAY, meaning.watermark());
    List<ExpectedRow> rows = new ArrayList<>();
    // Delta's own sink takes results only
    if (!variant.equals(ChooseTheOutputMode.LIVE_TOTAL_DELTA)) {
      rows.addAll(inputs.deadLetters());
    }
    switch (variant) {
      case ChooseTheOutputMode.METRICS -> closedMetrics(inputs, watermarks, rows);
      case ChooseTheOutputMode.METRICS_UPDATE -> changingMetrics(inputs, rows);
      case ChooseTheOutputMode.LIVE_TOTAL, ChooseTheOutputMode.LIVE_TOTAL_DELTA ->
          days(inputs).forEach((day, sales) -> rows.add(row(dayRow(day, sales), last(sales))));
      case ChooseTheOutputMode.LIVE_TOTAL_APPEND ->
          days(inputs)
              .forEach(
                  (day, sales) -> {
                    Instant over = day.plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC);
                    int closing = watermarks.firstToReach(over.toEpochMilli());
                    if (closing >= 0) {
                      rows.add(row(dayRow(day, sales), closing));
                    }
                  });
      case ChooseTheOutputMode.AUDIT, ChooseTheOutputMode.AUDIT_COMPLETE ->
          inputs.accepted().forEach(input -> rows.add(transaction(input)));
      case ChooseTheOutputMode.TOP_10, ChooseTheOutputMode.TOP_10_UPDATE -> ranking(inputs, rows);
      case ChooseTheOutputMode.FREQUENT -> listed(inputs, rows);
      default -> listedLate(inputs, watermarks, rows);
    }
    return rows;
  }

  private static void closedMetrics(Inputs inputs, Watermarks watermarks, List<ExpectedRow> rows) {
    metrics(inputs)
        .forEach(
            (point, sales) -> {
              int closing = watermarks.firstToReach(point.end());
              if (closing >= 0) {
                rows.add(row(metric(point, sales), closing));
              }
            });
  }

  private static void changingMetrics(Inputs inputs, List<ExpectedRow> rows) {
    metrics(inputs)
        .forEach(
            (point, sales) -> {
              for (int i = 1; i <= sales.size(); i++) {
                List<Input> sofar = sales.subList(0, i);
                rows.add(row(metric(point, sofar), last(sofar)));
              }
            });
  }

  /** The ten best of the newest week. */
  private static void ranking(Inputs inputs, List<ExpectedRow> rows) {
    Map<LocalDate, List<Input>> weeks = grouped(sales(inputs), sale -> monday(day(sale)));
    List<Input> week = weeks.get(weeks.keySet().stream().max(LocalDate::compareTo).orElseThrow());
    List<Puesto> places =
        grouped(week, sale -> sale.evento().userId()).entrySet().stream()
            .map(user -> new Puesto(0, user.getKey(), total(user.getValue())))
            .sorted(
                Comparator.comparingDouble(Puesto::total).reversed().thenComparing(Puesto::userId))
            .limit(ChooseTheOutputMode.PLACES)
            .toList();
    for (int i = 0; i < places.size(); i++) {
      Puesto place = new Puesto(i + 1, places.get(i).userId(), places.get(i).total());
      rows.add(row(place, last(week)));
    }
  }

  /** Whoever has bought often within one of the hours, with the purchase that makes it often. */
  private static void listed(Inputs inputs, List<ExpectedRow> rows) {
    Map<String, Long> causes = new TreeMap<>();
    hours(inputs)
        .forEach(
            (hour, sales) -> {
              if (sales.size() > ChooseTheOutputMode.OFTEN) {
                long cause = sales.get((int) ChooseTheOutputMode.OFTEN).message().index();
                causes.merge(hour.of(), cause, Math::min);
              }
            });
    causes.forEach((user, cause) -> rows.add(row(new ClienteFrecuente(user), cause)));
  }

  /** The same when the hour is over, once for each such hour. */
  private static void listedLate(Inputs inputs, Watermarks watermarks, List<ExpectedRow> rows) {
    hours(inputs)
        .forEach(
            (hour, sales) -> {
              int closing = watermarks.firstToReach(hour.end());
              if (sales.size() > ChooseTheOutputMode.OFTEN && closing >= 0) {
                rows.add(row(new ClienteFrecuente(hour.of()), closing));
              }
            });
  }

  private static Map<Span, List<Input>> metrics(Inputs inputs) {
    return grouped(
        sales(inputs),
        sale -> {
          String region =
              sale.evento().region() == null ? Evento.REGION_DESCONOCIDA : sale.evento().region();
          return span(sale, ChooseTheOutputMode.METRIC_WINDOW, region);
        });
  }

  /** Every hour that begins each ten minutes, with the sales of a user in it. */
  private static Map<Span, List<Input>> hours(Inputs inputs) {
    Map<Span, List<Input>> hours = new LinkedHashMap<>();
    long slide = ChooseTheOutputMode.SLIDE.toMillis();
    long size = ChooseTheOutputMode.LAST_HOUR.toMillis();
    for (Input sale : sales(inputs)) {
      String user = sale.evento().userId();
      for (long start = Math.floorDiv(sale.millis(), slide) * slide;
          start + size > sale.millis();
          start -= slide) {
        hours
            .computeIfAbsent(new Span(start, start + size, user), h -> new ArrayList<>())
            .add(sale);
      }
    }
    return hours;
  }

  private static Map<LocalDate, List<Input>> days(Inputs inputs) {
    return grouped(sales(inputs), OutputChoiceOracle::day);
  }

  private static <K> Map<K, List<Input>> grouped(List<Input> inputs, Function<Input, K> by) {
    Map<K, List<Input>> groups = new LinkedHashMap<>();
    for (Input input : inputs) {
      groups.computeIfAbsent(by.apply(input), k -> new ArrayList<>()).add(input);
    }
    return groups;
  }

  private static List<Input> sales(Inputs inputs) {
    return inputs.accepted().stream().filter(i -> "compra".equals(i.evento().tipo())).toList();
  }

  private static LocalDate day(Input input) {
    return input.evento().timestamp().atOffset(ZoneOffset.UTC).toLocalDate();
  }

  private static LocalDate monday(LocalDate day) {
    return day.minusDays(day.getDayOfWeek().getValue() - 1L);
  }

  private static Span span(Input input, Duration size, String of) {
    long start = Math.floorDiv(input.millis(), size.toMillis()) * size.toMillis();
    return new Span(start, start + size.toMillis(), of);
  }

  private static double total(List<Input> sales) {
    return sales.stream()
        .filter(sale -> sale.evento().monto() != null)
        .mapToDouble(sale -> sale.evento().monto())
        .sum();
  }

  private static VentasDelDia dayRow(LocalDate day, List<Input> sales) {
    return new VentasDelDia(day, sales.size(), total(sales));
  }

  private static Metrica metric(Span point, List<Input> sales) {
    return new Metrica(
        Instant.ofEpochMilli(point.start()),
        Instant.ofEpochMilli(point.end()),
        point.of(),
        sales.size(),
        total(sales));
  }

  private static ExpectedRow transaction(Input input) {
    Evento e = input.evento();
    return row(
        new Transaccion(e.eventoId(), e.userId(), e.tipo(), e.monto(), e.timestamp()),
        input.message().index());
  }

  private static long last(List<Input> inputs) {
    return inputs.get(inputs.size() - 1).message().index();
  }

  private static ExpectedRow row(Record row, long cause) {
    return new ExpectedRow(Variant.RESULT, row, cause);
  }

  private record Span(long start, long end, String of) {}
}
