package tandem.harness.floor;

import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import tandem.model.run.CheckpointPart;
import tandem.model.run.EngineEvent;
import tandem.model.run.EngineRuntime;
import tandem.model.run.EngineServer;
import tandem.model.run.Plant;
import tandem.model.run.RunSpec;

/**
 * The third contender, which is no engine: bare Kafka consumers that parse, apply the exercise's
 * rule and produce, one thread a partition. What an engine costs beyond it is the price of the
 * engine. Speaks the same protocol as the engines' processes.
 */
public final class FloorMain implements EngineRuntime {
  private FloorRun run;

  private FloorMain() {}

  public static void main(String[] args) throws IOException {
    PrintStream answers = EngineServer.claimOutput();
    EngineServer.serve(new FloorMain(), answers, args);
  }

  @Override
  public String version() {
    return "java " + System.getProperty("java.version");
  }

  @Override
  public Map<String, String> start(RunSpec spec, Consumer<EngineEvent> events) {
    if (!spec.plant().equals(Plant.NONE)) {
      throw new IllegalArgumentException("the floor has no place for a plant");
    }
    run = new FloorRun(spec, events);
    Map<String, String> settings = spec.kafkaSettings();
    settings.put("threads", Integer.toString(spec.parallelism()));
    return settings;
  }

  @Override
  public EngineEvent.State measureState() {
    return new EngineEvent.State(0, 0, 0);
  }

  @Override
  public List<CheckpointPart> describeCheckpoint() {
    return List.of();
  }

  @Override
  public void stop() {
    run.close();
  }

  @Override
  public void readBack(RunSpec spec, Consumer<String> rows) {
    throw new UnsupportedOperationException("the floor writes to topics only");
  }
}
