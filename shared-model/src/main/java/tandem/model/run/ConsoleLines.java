package tandem.model.run;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * Standard output of an engine's process: each line becomes one event. It is put in place before
 * anything else runs, because Scala's console keeps the stream that it finds first.
 */
public final class ConsoleLines extends OutputStream {
  private static final ConsoleLines STANDARD_OUTPUT = new ConsoleLines();

  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private Consumer<EngineEvent> events;

  private ConsoleLines() {}

  /**
   * Puts it in the place of standard output; until somebody wants the lines they go to standard
   * error.
   */
  static void install() {
    System.setOut(new PrintStream(STANDARD_OUTPUT, true, StandardCharsets.UTF_8));
  }

  /** Sends lines as {@link EngineEvent.Console} events from now on. */
  public static void sendTo(Consumer<EngineEvent> events) {
    synchronized (STANDARD_OUTPUT) {
      STANDARD_OUTPUT.events = events;
    }
  }

  @Override
  public synchronized void write(int b) {
    if (events == null) {
      System.err.write(b);
    } else if (b == '\n') {
      events.accept(new EngineEvent.Console(line.toString(StandardCharsets.UTF_8)));
      line.reset();
    } else {
      line.write(b);
    }
  }
}
