package tandem.flink.ch11.sec6;

import tandem.model.ch11.sec6.ClickPurchaseJoin.Click;

/**
 * A click in the state of a left outer join.
 *
 * @param matched whether a purchase has been found for it
 */
public record HeldClick(Click click, boolean matched) {}
