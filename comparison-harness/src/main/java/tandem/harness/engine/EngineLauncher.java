package tandem.harness.engine;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tandem.harness.process.ChildJvm;
import tandem.harness.process.Installation;
import tandem.model.run.Engine;

/**
 * Starts engine processes, all with the same heap, collector and visible processors. They give way
 * to what measures them: where processors are too few, a driver or broker that waits for one would
 * be a latency of the engine's.
 *
 * @param installation where the modules are
 * @param parallelism slots and task threads
 * @param heap maximum heap of each, as the JVM writes it, such as {@code 2g}
 * @param processors that the JVM is told it has
 */
public record EngineLauncher(
    Installation installation, int parallelism, String heap, int processors) {

  /** What a process is for, where its JVM has to know. */
  public enum Use {
    ANY,
    /**
     * To be killed, and followed by another as cold, so that it gets no older than seconds and none
     * of its work is timed: what it would spend on optimising code it would never get back.
     */
    SHORT_LIVED
  }

  /**
   * Starts one.
   *
   * @param directory for all that it writes
   * @param log for its log
   */
  public EngineProcess start(Engine engine, Use use, Path directory, Path log) {
    String module = module(engine);
    List<String> options = new ArrayList<>(installation.jvmOptions(module));
    if (use == Use.SHORT_LIVED) {
      options.add("-XX:TieredStopAtLevel=1");
    }
    options.add("-Xms" + heap);
    options.add("-Xmx" + heap);
    options.add("-XX:+UseG1GC");
    options.add("-XX:ActiveProcessorCount=" + processors);
    options.add("-Duser.timezone=UTC");
    options.add("-Dfile.encoding=UTF-8");
    options.add("-Djava.io.tmpdir=" + directory);
    List<String> arguments =
        List.of(
            "--parallelism", Integer.toString(parallelism), "--directory", directory.toString());
    return EngineProcess.start(
        engine,
        new ChildJvm.Launch(
            engine.label(),
            installation.classPath(module),
            mainClass(engine),
            options,
            arguments,
            log,
            ChildJvm.Priority.LOWER));
  }

  private static String module(Engine engine) {
    return switch (engine) {
      case SPARK -> "spark-jobs";
      case FLINK -> "flink-jobs";
      case FLOOR -> "comparison-harness";
    };
  }

  private static String mainClass(Engine engine) {
    return switch (engine) {
      case SPARK -> "tandem.spark.SparkJobMain";
      case FLINK -> "tandem.flink.FlinkJobMain";
      case FLOOR -> "tandem.harness.floor.FloorMain";
    };
  }
}
