package tandem.model.ch11.sec3;

import tandem.model.event.Evento;

/**
 * What the windows of exercise 11.3.2 accumulate. Like SQL's aggregates, sums and averages pass
 * over null amounts and are null where there is none at all.
 *
 * @param eventos events counted
 * @param conMonto events that had an amount
 * @param suma sum of the amounts
 */
public record Totals(long eventos, long conMonto, double suma) {
  /** Nothing yet. */
  public static final Totals NONE = new Totals(0, 0, 0);

  /** With one event more. */
  public Totals plus(Evento e) {
    boolean amount = e.monto() != null;
    return new Totals(
        eventos + 1, amount ? conMonto + 1 : conMonto, amount ? suma + e.monto() : suma);
  }

  /** Both together, as when two sessions turn out to be one. */
  public Totals plus(Totals other) {
    return new Totals(eventos + other.eventos, conMonto + other.conMonto, suma + other.suma);
  }

  /** Sum of the amounts, or null without any. */
  public Double sumOrNull() {
    return conMonto == 0 ? null : (Double) suma;
  }

  /** Average of the amounts, or null without any. */
  public Double averageOrNull() {
    return conMonto == 0 ? null : (Double) (suma / conMonto);
  }
}
