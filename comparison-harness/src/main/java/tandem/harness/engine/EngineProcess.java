package tandem.harness.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import tandem.harness.ExitCode;
import tandem.harness.HarnessException;
import tandem.harness.process.ChildJvm;
import tandem.model.codec.Json;
import tandem.model.run.CheckpointPart;
import tandem.model.run.Engine;
import tandem.model.run.EngineCommand;
import tandem.model.run.EngineEvent;
import tandem.model.run.Failpoint;
import tandem.model.run.Passage;
import tandem.model.run.RunSpec;

/**
 * An engine's process: takes commands, keeps the progress that it reports, and says in one line why
 * it died.
 */
public final class EngineProcess implements AutoCloseable {
  private static final Duration START = Duration.ofMinutes(2);
  private static final Duration ANSWER = Duration.ofSeconds(90);

  private final Engine engine;
  private final ChildJvm.Launch launch;
  private final BlockingQueue<EngineEvent> answers = new LinkedBlockingQueue<>();
  private final List<EngineEvent.Progress> progress = new ArrayList<>();
  private final List<Passage> passages = new ArrayList<>();
  private final List<EngineEvent.TableWrite> tableWrites = new ArrayList<>();
  private volatile Consumer<String> console = line -> {};
  private volatile EngineEvent.Failed failure;
  private volatile boolean standing;
  private volatile ChildJvm process;
  private volatile Life life;
  private String version = "";

  /** The life of one process: that of a process that was replaced is over too, and no loss. */
  private static final class Life {
    private volatile boolean over;
  }

  private EngineProcess(Engine engine, ChildJvm.Launch launch) {
    this.engine = engine;
    this.launch = launch;
    begin();
  }

  private void begin() {
    Life own = new Life();
    process = ChildJvm.start(launch, this::take, () -> own.over = true);
    life = own;
  }

  /** Starts the process and waits until it accepts runs. */
  static EngineProcess start(Engine engine, ChildJvm.Launch launch) {
    EngineProcess process = new EngineProcess(engine, launch);
    try {
      process.version = process.await(EngineEvent.Ready.class, START).version();
      return process;
    } catch (HarnessException e) {
      process.close();
      throw e;
    }
  }

  /**
   * Starts a run and waits until its sources read.
   *
   * @param consoleLines is given what the engine's console sink prints
   * @return the effective settings
   */
  public EngineEvent.Started run(RunSpec spec, Consumer<String> consoleLines) {
    synchronized (progress) {
      progress.clear();
      passages.clear();
    }
    failure = null;
    console = consoleLines;
    send(new EngineCommand.Start(spec));
    return await(EngineEvent.Started.class, ANSWER);
  }

  /** Has the state measured at a fresh checkpoint. */
  public EngineEvent.State measureState() {
    send(new EngineCommand.MeasureState());
    return await(EngineEvent.State.class, ANSWER);
  }

  /** What the newest checkpoint of the run that was stopped last holds. */
  public List<CheckpointPart> describeCheckpoint() {
    send(new EngineCommand.DescribeCheckpoint());
    return await(EngineEvent.Checkpointed.class, ANSWER).parts();
  }

  /** Lets the run stand still when its work reaches the point. */
  public void arm(Failpoint point) {
    standing = false;
    send(new EngineCommand.Arm(point));
    await(EngineEvent.Armed.class, ANSWER);
  }

  /** Whether the run stands at the point. */
  public boolean standsAtFailpoint() {
    return standing;
  }

  /**
   * Ends the process as a crash would (SIGKILL), and starts another in its place, which runs
   * nothing yet.
   */
  public void crash() {
    process.kill();
    answers.clear();
    begin();
    await(EngineEvent.Ready.class, START);
  }

  /** Clears away a run that has failed; the process accepts another. */
  public void abandonRun() {
    failure = null;
    stopRun();
  }

  /** Ends the run gracefully. */
  public void stopRun() {
    send(new EngineCommand.Stop());
    await(EngineEvent.Stopped.class, ANSWER);
  }

  /** All rows that are now in the table of a run. */
  public List<String> readBack(RunSpec spec) {
    send(new EngineCommand.ReadBack(spec));
    List<String> rows = new ArrayList<>();
    EngineEvent.Rows part;
    do {
      part = await(EngineEvent.Rows.class, ANSWER);
      rows.addAll(part.rows());
    } while (!part.last());
    return rows;
  }

  /** What it has reported of the current run, oldest first. */
  public List<EngineEvent.Progress> progress() {
    synchronized (progress) {
      return List.copyOf(progress);
    }
  }

  /** How records of the current run went through it, as far as it has told. */
  public List<Passage> passages() {
    synchronized (progress) {
      return List.copyOf(passages);
    }
  }

  /** What it has written to tables since it was last asked, over all starts of a run. */
  public List<EngineEvent.TableWrite> takeTableWrites() {
    synchronized (progress) {
      List<EngineEvent.TableWrite> taken = List.copyOf(tableWrites);
      tableWrites.clear();
      return taken;
    }
  }

  /** The newest report, or null. */
  public EngineEvent.Progress latest() {
    synchronized (progress) {
      return progress.isEmpty() ? null : progress.get(progress.size() - 1);
    }
  }

  /**
   * Does nothing while the run is well.
   *
   * @throws RunFailed if the run has failed
   * @throws HarnessException if the process has died
   */
  public void check() {
    EngineEvent.Failed failed = failure;
    if (failed != null) {
      throw new RunFailed(engine, failed.reason(), process.log());
    }
    if (life.over) {
      throw new HarnessException(
          ExitCode.INVALID, engine.label() + " died: " + lastError() + "; log: " + process.log());
    }
  }

  public Engine engine() {
    return engine;
  }

  /** The engine's version. */
  public String version() {
    return version;
  }

  public long pid() {
    return process.pid();
  }

  /** Ends the process as a crash would (SIGKILL), and waits until it is gone. */
  public void kill() {
    process.kill();
  }

  @Override
  public void close() {
    process.close();
  }

  private void send(EngineCommand command) {
    answers.clear();
    check();
    process.send(Json.line(command));
  }

  private <T extends EngineEvent> T await(Class<T> type, Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    try {
      while (System.nanoTime() < deadline) {
        EngineEvent answer = answers.poll(100, TimeUnit.MILLISECONDS);
        if (type.isInstance(answer)) {
          return type.cast(answer);
        }
        check();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new HarnessException(ExitCode.INTERRUPTED, "interrupted", e);
    }
    throw new HarnessException(
        ExitCode.INVALID,
        engine.label()
            + " did not answer with "
            + type.getSimpleName()
            + " in "
            + patience.toSeconds()
            + " s; log: "
            + process.log());
  }

  private void take(String line) {
    EngineEvent event = Json.parse(line, EngineEvent.class);
    if (event instanceof EngineEvent.Progress report) {
      synchronized (progress) {
        progress.add(report);
      }
    } else if (event instanceof EngineEvent.Work work) {
      synchronized (progress) {
        passages.addAll(work.passages());
      }
    } else if (event instanceof EngineEvent.TableWrite write) {
      synchronized (progress) {
        tableWrites.add(write);
      }
    } else if (event instanceof EngineEvent.Console printed) {
      console.accept(printed.line());
    } else if (event instanceof EngineEvent.Reached) {
      standing = true;
    } else if (event instanceof EngineEvent.Failed failed) {
      failure = failed;
    } else {
      answers.add(event);
    }
  }

  /** The last line of the log that looks like an error. */
  private String lastError() {
    try {
      List<String> lines = Files.readAllLines(process.log());
      for (int i = lines.size() - 1; i >= 0; i--) {
        if (lines.get(i).contains("ERROR")
            || lines.get(i).contains("Exception")
            || lines.get(i).contains("Error:")) {
          return lines.get(i).strip();
        }
      }
      return "no error in its log";
    } catch (IOException | UncheckedIOException e) {
      return "its log can't be read";
    }
  }
}
