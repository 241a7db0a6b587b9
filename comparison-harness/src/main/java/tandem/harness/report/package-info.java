/**
 * The report of a run: the same findings as a page to look at, tables to paste, and files to
 * compute with. {@link tandem.harness.report.Report} is the entrance.
 */
package tandem.harness.report;
