package tandem.harness.services;

import java.io.IOException;

/** A server that a process of ours has started, and can stop and start again on the same data. */
interface Server {

  /** Starts it and waits until it serves. */
  void start() throws IOException;

  /** Stops it as its operator would, and waits until it is gone; its data stays. */
  void stop() throws IOException;

  /** Its own process id while it runs. */
  long pid() throws IOException;
}
