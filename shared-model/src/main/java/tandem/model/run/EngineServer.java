package tandem.model.run;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import tandem.model.codec.Json;

/**
 * The shell of every contender's process: obeys {@link EngineCommand}s from standard input, answers
 * with {@link EngineEvent}s on standard output, and halts when the input ends, so that no engine
 * outlives its harness.
 */
public final class EngineServer {
  private static final int ROWS_OF_AN_ANSWER = 1_000;

  private final EngineRuntime runtime;
  private final PrintStream answers;

  private EngineServer(EngineRuntime runtime, PrintStream answers) {
    this.runtime = runtime;
    this.answers = answers;
  }

  /**
   * Keeps standard output for the answers, and sends what anybody else prints to standard error;
   * call it first.
   *
   * @return the stream of the answers
   */
  public static PrintStream claimOutput() {
    PrintStream answers = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    ConsoleLines.install();
    return answers;
  }

  /**
   * The value of an option such as {@code --directory} among a process's arguments; null where it
   * is absent.
   */
  public static String option(String[] args, String name) {
    for (int i = 0; i + 1 < args.length; i++) {
      if (args[i].equals(name)) {
        return args[i + 1];
      }
    }
    return null;
  }

  /**
   * Serves until the input ends; with {@code --spec FILE} among the arguments it runs that one spec
   * until killed, as on a cluster.
   */
  public static void serve(EngineRuntime runtime, PrintStream answers, String[] args)
      throws IOException {
    EngineServer server = new EngineServer(runtime, answers);
    server.say(new EngineEvent.Ready(runtime.version()));
    String spec = option(args, "--spec");
    if (spec != null) {
      server.obey(
          new EngineCommand.Start(Json.parse(Files.readString(Path.of(spec)), RunSpec.class)));
      return;
    }
    // obeyed by a thread of its own: the end of the input must be seen while a command still waits
    ExecutorService worker = Executors.newSingleThreadExecutor();
    BufferedReader commands =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = commands.readLine(); line != null; line = commands.readLine()) {
      EngineCommand command = Json.parse(line, EngineCommand.class);
      worker.execute(() -> server.obey(command));
    }
    Runtime.getRuntime().halt(0);
  }

  private void obey(EngineCommand command) {
    try {
      if (command instanceof EngineCommand.Start start) {
        TreeMap<String, String> settings = new TreeMap<>(runtime.start(start.spec(), this::say));
        settings.put("jvm.arguments", jvmArguments());
        say(new EngineEvent.Started(settings));
      } else if (command instanceof EngineCommand.MeasureState) {
        say(runtime.measureState());
      } else if (command instanceof EngineCommand.DescribeCheckpoint) {
        say(new EngineEvent.Checkpointed(runtime.describeCheckpoint()));
      } else if (command instanceof EngineCommand.Arm arm) {
        Failpoints.arm(arm.point(), this::say);
        say(new EngineEvent.Armed());
      } else if (command instanceof EngineCommand.Stop) {
        runtime.stop();
        say(new EngineEvent.Stopped());
      } else if (command instanceof EngineCommand.ReadBack readBack) {
        readBack(readBack.spec());
      }
    } catch (Exception | LinkageError e) {
      e.printStackTrace();
      say(new EngineEvent.Failed(rootCause(e)));
    }
  }

  private void readBack(RunSpec spec) throws Exception {
    List<String> part = new ArrayList<>();
    runtime.readBack(
        spec,
        row -> {
          part.add(row);
          if (part.size() == ROWS_OF_AN_ANSWER) {
            say(new EngineEvent.Rows(part, false));
            part.clear();
          }
        });
    say(new EngineEvent.Rows(part, true));
  }

  private synchronized void say(EngineEvent event) {
    answers.println(Json.line(event));
  }

  /** The first line of what the innermost cause says. */
  public static String rootCause(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    String message =
        cause.getMessage() == null ? "" : cause.getMessage().strip().lines().findFirst().orElse("");
    return cause.getClass().getSimpleName() + ": " + message;
  }

  /**
   * Heap and collector; the rest of the command line differs by what an engine needs to run at all.
   */
  private static String jvmArguments() {
    return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> argument.startsWith("-X") && !argument.contains("Unrecognized"))
        .reduce((left, right) -> left + " " + right)
        .orElse("");
  }

  /** Time that this JVM has spent in garbage collection, milliseconds. */
  public static long gcMillis() {
    return ManagementFactory.getGarbageCollectorMXBeans().stream()
        .mapToLong(java.lang.management.GarbageCollectorMXBean::getCollectionTime)
        .sum();
  }
}
