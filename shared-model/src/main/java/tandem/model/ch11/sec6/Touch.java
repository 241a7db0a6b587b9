package tandem.model.ch11.sec6;

import tandem.model.ch11.sec6.LastClickAttribution.Click;
import tandem.model.ch11.sec6.LastClickAttribution.Compra;

/**
 * A click or a purchase of a user that still waits: the value that both engines keep in their
 * state. A bean, because that is the one form that both Flink's POJO serializer and Spark's bean
 * encoder take.
 */
public final class Touch {
  private boolean click;
  private long millis;
  private String campaignId;
  private Double monto;

  /** For the engines' serializers. */
  public Touch() {}

  /** A click. */
  public static Touch of(Click click) {
    Touch touch = new Touch();
    touch.click = true;
    touch.millis = click.timestamp().toEpochMilli();
    touch.campaignId = click.campaignId();
    return touch;
  }

  /** A purchase. */
  public static Touch of(Compra compra) {
    Touch touch = new Touch();
    touch.millis = compra.timestamp().toEpochMilli();
    touch.monto = compra.monto();
    return touch;
  }

  /** What tells it from the user's others; a record that comes twice has one. */
  public String key() {
    return (click ? "click-" : "compra-") + millis + "-" + (click ? campaignId : monto);
  }

  /** The watermark that it waits for: from then on it is settled, or of no more use. */
  public long dueMillis() {
    return click ? millis + LastClickAttribution.WINDOW.toMillis() : millis;
  }

  /** Whether this click can be what a purchase is attributed to. */
  public boolean precedes(Touch purchase) {
    return click && millis <= purchase.millis && dueMillis() >= purchase.millis;
  }

  /** Whether this click outdoes another: the later one, in one instant the greater campaign. */
  public boolean outdoes(Touch other) {
    return other == null
        || millis > other.millis
        || (millis == other.millis && campaignId.compareTo(other.campaignId) > 0);
  }

  public boolean isClick() {
    return click;
  }

  public void setClick(boolean value) {
    click = value;
  }

  public long getMillis() {
    return millis;
  }

  public void setMillis(long value) {
    millis = value;
  }

  public String getCampaignId() {
    return campaignId;
  }

  public void setCampaignId(String value) {
    campaignId = value;
  }

  public Double getMonto() {
    return monto;
  }

  public void setMonto(Double value) {
    monto = value;
  }
}
