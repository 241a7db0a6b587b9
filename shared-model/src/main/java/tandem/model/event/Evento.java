package tandem.model.event;

import java.time.Instant;

/**
 * One business event of the topic {@code eventos} (exercises 11.1 to 11.4). On the wire it is JSON
 * with the field names in snake case ({@code evento_id}, {@code user_id}, {@code tipo}, {@code
 * monto}, {@code timestamp}, {@code region}).
 *
 * @param eventoId identity of the event; never null
 * @param userId the user who caused it; never null
 * @param tipo kind of event, such as {@code compra}, {@code devolucion} or {@code click}; may be
 *     null
 * @param monto amount in the shop's currency, positive; may be null
 * @param timestamp event time, UTC, whole milliseconds; never null
 * @param region sales region; may be null
 */
public record Evento(
    String eventoId, String userId, String tipo, Double monto, Instant timestamp, String region) {

  /** The topic that carries these events. */
  public static final String TOPIC = "eventos";

  /**
   * The region under which events without one are counted: a group key must not be null on either
   * engine.
   */
  public static final String REGION_DESCONOCIDA = "desconocida";

  /** The region, or {@link #REGION_DESCONOCIDA} where the event has none. */
  public String regionOrUnknown() {
    return region == null ? REGION_DESCONOCIDA : region;
  }
}
