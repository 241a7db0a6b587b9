package tandem.harness.resources;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import oshi.SystemInfo;
import oshi.hardware.CentralProcessor;
import oshi.hardware.CentralProcessor.TickType;
import oshi.software.os.OSProcess;
import oshi.software.os.OperatingSystem;
import tandem.harness.Timeline;

/**
 * Samples the CPU time and memory of an engine's process four times a second, and beside it the CPU
 * time that belongs to nobody of ours: a run on a machine that is busy with something else must not
 * pass as quiet.
 */
public final class ResourceSampler implements AutoCloseable {
  private static final long PERIOD_MILLIS = 250;
  private static final int OTHERS_EVERY = 4;

  /**
   * The machine's busy time is sampled by the kernel's tick, that of a process is not: on a full
   * machine the sum of all processes was 5 % short of it. What is missing beyond that belonged to
   * processes that came and went between two looks.
   */
  private static final double TICK_ERROR = 0.08;

  /** What processes do. Interrupts are nobody's: here they are the run's own loopback traffic. */
  private static final List<TickType> WORK = List.of(TickType.USER, TickType.NICE, TickType.SYSTEM);

  private final OperatingSystem system;
  private final CentralProcessor processor;
  private final int engine;
  private final List<Integer> servers;
  private final List<Integer> ours;
  private final List<Sample> samples = new ArrayList<>();
  private final Map<Long, Long> othersSeen = new HashMap<>();
  private long othersCpuMillis;
  private long serverChildrenCpuMillis;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "resource-sampler");
            thread.setDaemon(true);
            return thread;
          });

  /**
   * One sample; all but memory are counters since some origin.
   *
   * @param atMicros when, microseconds since the epoch
   * @param engineCpuMillis CPU time of the engine and of its children
   * @param oursCpuMillis CPU time of all processes of the run
   * @param othersCpuMillis CPU time of all processes that are not of the run
   * @param busyCpuMillis CPU time of the whole machine
   * @param stealMillis time that the hypervisor took
   * @param rssBytes resident memory of the engine
   */
  record Sample(
      long atMicros,
      long engineCpuMillis,
      long oursCpuMillis,
      long othersCpuMillis,
      long busyCpuMillis,
      long stealMillis,
      long rssBytes) {}

  /**
   * Use of a stretch of time.
   *
   * @param cpuSeconds CPU time of the engine
   * @param peakRssBytes most resident memory of the engine
   * @param foreignCpuCores CPU of others, in cores
   * @param worstSecondCores CPU of others in the second of the stretch when they used most, in
   *     cores
   * @param stealPercent share of the machine's time that the hypervisor took
   */
  public record Use(
      double cpuSeconds,
      long peakRssBytes,
      double foreignCpuCores,
      double worstSecondCores,
      double stealPercent) {
    private static final double NOISY_CORES = 0.05;

    /** A second is short: the counters' own error is a larger part of it. */
    private static final double NOISY_SECOND_CORES = 0.5;

    private static final double NOISY_STEAL_PERCENT = 2;

    /** Whether others disturbed the stretch (docs/method.md, section 7). */
    public boolean noisy() {
      return foreignCpuCores > NOISY_CORES
          || worstSecondCores > NOISY_SECOND_CORES
          || stealPercent > NOISY_STEAL_PERCENT;
    }
  }

  /**
   * Begins to sample.
   *
   * @param serverPids of the run's servers, which may work in children of theirs
   */
  public ResourceSampler(long enginePid, List<Long> serverPids) {
    SystemInfo info = new SystemInfo();
    system = info.getOperatingSystem();
    processor = info.getHardware().getProcessor();
    engine = Math.toIntExact(enginePid);
    servers = serverPids.stream().map(Math::toIntExact).toList();
    ours = new ArrayList<>(servers);
    ours.add(engine);
    ours.add(Math.toIntExact(ProcessHandle.current().pid()));
    var unused = clock.scheduleAtFixedRate(this::sample, 0, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** What was used between two instants, microseconds since the epoch. */
  public Use between(long fromMicros, long toMicros) {
    List<Sample> taken;
    synchronized (samples) {
      taken = List.copyOf(samples);
    }
    return use(taken, fromMicros, toMicros, processor.getLogicalProcessorCount());
  }

  static Use use(List<Sample> taken, long fromMicros, long toMicros, int processors) {
    if (taken.size() < 2 || toMicros <= fromMicros) {
      return new Use(0, 0, 0, 0, 0);
    }
    double cpuMillis = used(taken, fromMicros, toMicros, Sample::engineCpuMillis);
    double stealMillis = used(taken, fromMicros, toMicros, Sample::stealMillis);
    long rss =
        taken.stream()
            .filter(sample -> sample.atMicros() >= fromMicros && sample.atMicros() <= toMicros)
            .mapToLong(Sample::rssBytes)
            .max()
            .orElse(0);
    double machineMillis = (toMicros - fromMicros) / 1e3 * processors;
    return new Use(
        cpuMillis / 1_000,
        rss,
        foreignCores(taken, fromMicros, toMicros),
        worstSecond(taken, fromMicros, toMicros),
        100 * stealMillis / machineMillis);
  }

  /**
   * The second with most work of others. A burst is lost in the average of a long stretch, and yet
   * delays the few events that make its last percentiles.
   */
  private static double worstSecond(List<Sample> taken, long fromMicros, long toMicros) {
    double worst = 0;
    for (Sample sample : taken) {
      long from = sample.atMicros();
      long to = from + OTHERS_EVERY * PERIOD_MILLIS * 1_000;
      if (from >= fromMicros && to <= toMicros) {
        worst = Math.max(worst, foreignCores(taken, from, to));
      }
    }
    return worst;
  }

  private static double foreignCores(List<Sample> taken, long fromMicros, long toMicros) {
    double own = used(taken, fromMicros, toMicros, Sample::oursCpuMillis);
    double busy = used(taken, fromMicros, toMicros, Sample::busyCpuMillis);
    double others = used(taken, fromMicros, toMicros, Sample::othersCpuMillis);
    double unaccounted = Math.max(0, busy - own - others - TICK_ERROR * busy);
    return (others + unaccounted) * 1e3 / (toMicros - fromMicros);
  }

  private static double used(List<Sample> taken, long fromMicros, long toMicros, Counter counter) {
    return at(taken, toMicros, counter) - at(taken, fromMicros, counter);
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }

  private void sample() {
    long at = Timeline.micros();
    long engineCpu = 0;
    long oursCpu = 0;
    long rss = 0;
    for (int pid : ours) {
      OSProcess process = system.getProcess(pid);
      if (process != null) {
        long cpu = process.getKernelTime() + process.getUserTime() + EndedChildren.cpuMillis(pid);
        oursCpu += cpu;
        engineCpu = pid == engine ? cpu : engineCpu;
        rss = pid == engine ? process.getResidentMemory() : rss;
      }
    }
    if (samples.size() % OTHERS_EVERY == 0) {
      List<ProcessHandle> all = ProcessHandle.allProcesses().toList();
      lookAtOthers(all);
      serverChildrenCpuMillis = cpuMillisOfServerChildren(all);
    }
    oursCpu += serverChildrenCpuMillis;
    long[] ticks = processor.getSystemCpuLoadTicks();
    long busy = 0;
    for (TickType type : WORK) {
      busy += ticks[type.getIndex()];
    }
    synchronized (samples) {
      samples.add(
          new Sample(
              at,
              engineCpu,
              oursCpu,
              othersCpuMillis,
              busy,
              ticks[TickType.STEAL.getIndex()],
              rss));
    }
  }

  /** Adds what every process that is not of the run has used since the last look. */
  private void lookAtOthers(List<ProcessHandle> all) {
    all.stream()
        .filter(process -> !isOurs(process) && process.parent().filter(this::isOurs).isEmpty())
        .forEach(
            process ->
                process
                    .info()
                    .totalCpuDuration()
                    .ifPresent(
                        cpu -> {
                          Long before = othersSeen.put(process.pid(), cpu.toMillis());
                          // one that began before the first look has a past that is not of this run
                          long since = before == null ? cpu.toMillis() : before;
                          othersCpuMillis += Math.max(0, cpu.toMillis() - since);
                        }));
  }

  private boolean isOurs(ProcessHandle process) {
    return ours.contains((int) process.pid());
  }

  /** What the children have used that a server works in, such as PostgreSQL's; those alive. */
  private long cpuMillisOfServerChildren(List<ProcessHandle> all) {
    return all.stream()
        .filter(
            process ->
                process.parent().filter(each -> servers.contains((int) each.pid())).isPresent())
        .filter(process -> !isOurs(process))
        .map(process -> process.info().totalCpuDuration())
        .mapToLong(cpu -> cpu.map(Duration::toMillis).orElse(0L))
        .sum();
  }

  private interface Counter {
    long of(Sample sample);
  }

  /** Value of a counter at an instant, interpolated between samples. */
  private static double at(List<Sample> samples, long micros, Counter counter) {
    Sample before = samples.get(0);
    for (Sample after : samples) {
      if (after.atMicros() >= micros) {
        long span = after.atMicros() - before.atMicros();
        double share = span <= 0 ? 0 : (double) (micros - before.atMicros()) / span;
        return counter.of(before) + Math.max(0, share) * (counter.of(after) - counter.of(before));
      }
      before = after;
    }
    return counter.of(before);
  }
}
