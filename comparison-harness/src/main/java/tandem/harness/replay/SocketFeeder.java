package tandem.harness.replay;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.Map;
import tandem.harness.ExitCode;
import tandem.harness.HarnessException;
import tandem.harness.Timeline;
import tandem.model.trace.TraceEntry;

/**
 * Says records to whoever is connected to a loopback port, a line each; what is said while nobody
 * is there is gone.
 */
final class SocketFeeder implements Feeder {
  private static final int PATIENCE_MILLIS = 30_000;

  private final String input;
  private final ServerSocket server;
  private Socket listener;
  private OutputStream lines;

  /**
   * Opens a free port.
   *
   * @param input the exercise's name of the input
   */
  SocketFeeder(String input) {
    this.input = input;
    try {
      server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
      server.setSoTimeout(PATIENCE_MILLIS);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Map<String, String> sources() {
    return Map.of(input, server.getInetAddress().getHostAddress() + ":" + server.getLocalPort());
  }

  @Override
  public void engineStarted() {
    try {
      listener = server.accept();
      lines = new BufferedOutputStream(listener.getOutputStream());
    } catch (SocketTimeoutException e) {
      throw new HarnessException(
          ExitCode.INVALID,
          "the engine did not connect to its socket within " + PATIENCE_MILLIS / 1_000 + " s",
          e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void engineStopped() {
    try {
      if (listener != null) {
        listener.close();
      }
      listener = null;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void send(TraceEntry.Message message, SentLog log) {
    if (listener == null) {
      return;
    }
    try {
      lines.write(message.value());
      lines.write('\n');
      log.acknowledged(message.index(), -1, Timeline.micros());
    } catch (IOException e) {
      throw gone(e);
    }
  }

  @Override
  public void flush() {
    try {
      if (listener != null) {
        lines.flush();
      }
    } catch (IOException e) {
      throw gone(e);
    }
  }

  private static HarnessException gone(IOException e) {
    return new HarnessException(
        ExitCode.INVALID, "the engine left its socket: " + e.getMessage(), e);
  }

  @Override
  public void close() {
    engineStopped();
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
