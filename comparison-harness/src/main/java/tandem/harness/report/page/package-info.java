/**
 * What a report shows, ready to be printed: every text is in the reader's language, every figure is
 * formatted, every decision is made. Templates and writers only lay it out.
 */
package tandem.harness.report.page;
