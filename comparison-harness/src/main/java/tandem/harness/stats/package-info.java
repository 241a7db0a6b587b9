/**
 * What may be said of measured figures: ratios with intervals, verdicts, and the reasons why a pair
 * of figures is not compared (docs/method.md, section 7).
 */
package tandem.harness.stats;
