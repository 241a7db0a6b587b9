package tandem.flink;

import java.io.IOException;
import java.io.PrintStream;
import tandem.flink.runtime.FlinkRuntime;
import tandem.model.run.EngineServer;

/**
 * The Flink process. Arguments: {@code --parallelism N --directory DIR}, and {@code --spec FILE} on
 * a cluster.
 */
public final class FlinkJobMain {
  private FlinkJobMain() {}

  public static void main(String[] args) throws IOException {
    PrintStream answers = EngineServer.claimOutput();
    int parallelism = Integer.parseInt(EngineServer.option(args, "--parallelism"));
    String directory = EngineServer.option(args, "--directory");
    EngineServer.serve(FlinkRuntime.local(parallelism, directory), answers, args);
  }
}
