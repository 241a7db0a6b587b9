/**
 * What a run has found, as immutable records: the one thing that statistics, report and {@code
 * --json} read. {@link tandem.harness.result.Result} is {@code result.json}.
 */
package tandem.harness.result;
