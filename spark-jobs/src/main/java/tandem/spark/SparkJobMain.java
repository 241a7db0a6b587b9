package tandem.spark;

import java.io.IOException;
import java.io.PrintStream;
import tandem.model.run.EngineServer;
import tandem.spark.runtime.SparkRuntime;

/**
 * The Spark process. Arguments: {@code --parallelism N --directory DIR}, and {@code --spec FILE} on
 * a cluster.
 */
public final class SparkJobMain {
  private SparkJobMain() {}

  public static void main(String[] args) throws IOException {
    PrintStream answers = EngineServer.claimOutput();
    int parallelism = Integer.parseInt(EngineServer.option(args, "--parallelism"));
    String directory = EngineServer.option(args, "--directory");
    EngineServer.serve(SparkRuntime.local(parallelism, directory), answers, args);
  }
}
