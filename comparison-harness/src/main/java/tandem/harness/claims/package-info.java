/**
 * The station that judges the course's statements: measured figures in, verdicts out. What a
 * statement is and where its line is drawn stands in the catalogue.
 */
package tandem.harness.claims;
