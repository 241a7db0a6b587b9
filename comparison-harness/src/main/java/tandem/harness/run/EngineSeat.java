package tandem.harness.run;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import tandem.harness.Timeline;
import tandem.harness.engine.EngineProcess;
import tandem.harness.replay.Feeder;
import tandem.model.run.CheckpointPart;
import tandem.model.run.EngineEvent;
import tandem.model.run.Failpoint;
import tandem.model.run.RunSpec;

/**
 * A run of an engine through its starts and stops: what it is told, what it has made durable, and
 * what is done to its process and its checkpoint in between.
 */
final class EngineSeat {
  private final EngineProcess engine;
  private final Consumer<String> console;
  private final Feeder feeder;

  /** Offsets that earlier starts of this run made durable: a restored engine begins there. */
  private final Map<String, Long> durable = new HashMap<>();

  private RunSpec spec;
  private EngineEvent.Started settings;
  private long startedMicros;
  private boolean running;
  private boolean damaged;

  /**
   * A seat that nobody has taken yet.
   *
   * @param console is given what the engine's console sink prints
   * @param feeder brings the records, and is told who is there to read them
   */
  EngineSeat(EngineProcess engine, RunSpec spec, Consumer<String> console, Feeder feeder) {
    this.engine = engine;
    this.spec = spec;
    this.console = console;
    this.feeder = feeder;
  }

  /** What it was told last. */
  RunSpec spec() {
    return spec;
  }

  /** Offsets that earlier starts of this run made durable. */
  Map<String, Long> durable() {
    return durable;
  }

  /** The effective settings, as the last start reported them; null before. */
  EngineEvent.Started settings() {
    return settings;
  }

  /** When the last start's sources began to read, microseconds since the epoch. */
  long startedMicros() {
    return startedMicros;
  }

  /** Whether the checkpoint that is there was damaged on purpose. */
  boolean damaged() {
    return damaged;
  }

  void start() {
    settings = engine.run(spec, console);
    feeder.engineStarted();
    startedMicros = Timeline.micros();
    running = true;
  }

  /** Stops gracefully what runs. */
  void stop() {
    if (running) {
      keepCommitted();
      engine.stopRun();
      gone();
    }
  }

  /** Goes on from the newest checkpoint. */
  void restart() {
    spec = spec.restored();
    start();
  }

  /** Begins again, in a directory without any checkpoint. */
  void restartAfresh(RunSpec fresh) {
    durable.clear();
    spec = fresh;
    start();
  }

  /** Lets it stand still at a point from now on. */
  void arm(Failpoint point) {
    engine.arm(point);
  }

  /** Whether it stands there. */
  boolean stands() {
    return engine.standsAtFailpoint();
  }

  /** Ends its process as a crash would; another stands ready to go on. */
  void crash() {
    keepCommitted();
    engine.crash();
    gone();
  }

  /** Clears away a run that was refused. */
  void abandon() {
    engine.abandonRun();
    gone();
  }

  private void gone() {
    feeder.engineStopped();
    running = false;
  }

  /** What the newest checkpoint holds. */
  List<CheckpointPart> describeCheckpoint() {
    return engine.describeCheckpoint();
  }

  /** Takes the checkpoint to another directory, which is empty. */
  void moveCheckpoint(Path directory) {
    RunSpec moved = spec.in(directory);
    try {
      Files.move(spec.checkpoints(), moved.checkpoints());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    spec = moved;
  }

  /** Cuts the newest file of the checkpoint in half. */
  void damageCheckpoint() {
    try (Stream<Path> files = Files.walk(spec.checkpoints())) {
      Path newest =
          files
              .filter(file -> Files.isRegularFile(file) && !isHidden(file))
              .max(Comparator.comparing(EngineSeat::modified))
              .orElseThrow();
      try (RandomAccessFile file = new RandomAccessFile(newest.toFile(), "rw")) {
        file.setLength(file.length() / 2);
      }
      damaged = true;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Such as the checksum that is kept beside a file. */
  private static boolean isHidden(Path file) {
    return file.getFileName().toString().startsWith(".");
  }

  private static java.nio.file.attribute.FileTime modified(Path file) {
    try {
      return Files.getLastModifiedTime(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void keepCommitted() {
    if (running && engine.latest() != null) {
      durable.putAll(engine.latest().committed());
    }
  }
}
