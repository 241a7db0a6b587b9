package tandem.model.ch11.sec6;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
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

  /**
   * The click that this purchase belongs to: the last of its half hour, in one instant that of the
   * greater campaign. Empty where there is none, and of a click.
   *
   * @param touches the user's clicks and purchases
   */
  public Optional<Touch> lastClick(Collection<Touch> touches) {
    return touches.stream()
        .filter(other -> other.click && !click)
        .filter(other -> other.millis <= millis && other.dueMillis() >= millis)
        .max(Comparator.comparingLong(Touch::getMillis).thenComparing(Touch::getCampaignId));
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
