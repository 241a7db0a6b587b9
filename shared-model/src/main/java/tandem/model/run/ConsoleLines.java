package tandem.model.run;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Turns what is printed into one event a line. */
public final class ConsoleLines extends OutputStream {
  private final Consumer<EngineEvent> events;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();

  private ConsoleLines(Consumer<EngineEvent> events) {
    this.events = events;
  }

  /** A stream whose lines become {@link EngineEvent.Console} events. */
  public static PrintStream to(Consumer<EngineEvent> events) {
    return new PrintStream(new ConsoleLines(events), true, StandardCharsets.UTF_8);
  }

  @Override
  public synchronized void write(int b) {
    if (b == '\n') {
      events.accept(new EngineEvent.Console(line.toString(StandardCharsets.UTF_8)));
      line.reset();
    } else {
      line.write(b);
    }
  }
}
