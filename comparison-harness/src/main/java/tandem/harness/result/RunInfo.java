package tandem.harness.result;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tandem.model.trace.Purpose;

/**
 * What was run, when, where and with which traffic.
 *
 * @param id name of the run, also of its folder
 * @param time when it began
 * @param command the command line that repeats it
 * @param seed seed of the traces
 * @param traces every trace that was replayed
 * @param traceSha256 SHA-256 of the first timed trace, or of the parity trace where nothing was
 *     timed
 * @param versions versions of the parts
 * @param host the machine
 * @param options the effective options of the command line
 */
public record RunInfo(
    String id,
    Instant time,
    String command,
    long seed,
    List<TraceInfo> traces,
    String traceSha256,
    Versions versions,
    Host host,
    Map<String, String> options) {

  public RunInfo {
    traces = List.copyOf(traces);
    options = Maps.ordered(options);
  }

  /** The same after an interruption: with the traces of what ran before it. */
  public RunInfo after(RunInfo before) {
    List<TraceInfo> all =
        Stream.concat(before.traces.stream(), traces.stream()).distinct().toList();
    String identity = before.traceSha256 == null ? traceSha256 : before.traceSha256;
    return new RunInfo(id, time, command, seed, all, identity, versions, host, options);
  }

  /**
   * One trace that was replayed.
   *
   * @param sha256 SHA-256 of the trace file
   * @param records number of its records
   */
  public record TraceInfo(
      String exercise, String variant, Purpose purpose, String sha256, long records) {}

  /** Versions of the parts; null where a part did not run. */
  public record Versions(String tandem, String java, String spark, String flink, String kafka) {}

  /**
   * The machine.
   *
   * @param memoryBytes physical memory
   * @param cpuModel the processor's name as the system gives it
   * @param autogroup whether the system shares processors among sessions first; null where it does
   *     not say
   */
  public record Host(
      String os, String arch, int cpus, long memoryBytes, String cpuModel, Boolean autogroup) {}
}
