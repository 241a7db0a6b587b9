package tandem.model.ch11.sec3;

import tandem.model.event.Evento;

/**
 * A session of exercise 11.3.3 that is still open: the value that both engines keep in their state.
 * A bean, because that is the one form that both Flink's POJO serializer and Spark's bean encoder
 * take.
 */
public final class OpenSession {
  private long firstMillis;
  private long lastMillis;
  private long numEventos;
  private double valorTotal;

  /** For the engines' serializers. */
  public OpenSession() {}

  /** A session of one event; a null amount counts as nothing. */
  public static OpenSession of(Evento e) {
    OpenSession session = new OpenSession();
    session.firstMillis = e.timestamp().toEpochMilli();
    session.lastMillis = session.firstMillis;
    session.numEventos = 1;
    session.valorTotal = e.monto() == null ? 0 : e.monto();
    return session;
  }

  /** Whether both lie within one gap of each other, and so are one session. */
  public boolean touches(OpenSession other, long gapMillis) {
    return firstMillis < other.lastMillis + gapMillis && other.firstMillis < lastMillis + gapMillis;
  }

  /** Takes the other session in. */
  public void absorb(OpenSession other) {
    firstMillis = Math.min(firstMillis, other.firstMillis);
    lastMillis = Math.max(lastMillis, other.lastMillis);
    numEventos += other.numEventos;
    valorTotal += other.valorTotal;
  }

  /** First event, milliseconds since the epoch. */
  public long getFirstMillis() {
    return firstMillis;
  }

  public void setFirstMillis(long value) {
    this.firstMillis = value;
  }

  /** Last event, milliseconds since the epoch. */
  public long getLastMillis() {
    return lastMillis;
  }

  public void setLastMillis(long value) {
    this.lastMillis = value;
  }

  /** Events so far. */
  public long getNumEventos() {
    return numEventos;
  }

  public void setNumEventos(long value) {
    this.numEventos = value;
  }

  /** Sum of the amounts so far. */
  public double getValorTotal() {
    return valorTotal;
  }

  public void setValorTotal(double value) {
    this.valorTotal = value;
  }
}
