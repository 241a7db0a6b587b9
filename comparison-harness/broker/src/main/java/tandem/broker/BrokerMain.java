package tandem.broker;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * A Kafka broker as a child process: one node in KRaft mode on the loopback interface, in a folder
 * of its own. It prints {@code ready} when it serves; when its standard input ends, it stops and
 * deletes the folder, so that it never outlives its parent.
 *
 * <p>Arguments: folder, broker port, controller port; and for a second listener with SASL_SSL: its
 * port, the keystore, a user's name, and a file with the password of both.
 */
public final class BrokerMain {
  private static final int NODE = 1;

  private BrokerMain() {}

  public static void main(String[] args) throws Exception {
    Path folder = Path.of(args[0]);
    PrintStream answers = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    System.setOut(System.err);
    Map<String, Object> settings =
        settings(folder, Integer.parseInt(args[1]), Integer.parseInt(args[2]));
    if (args.length > 3) {
      secure(settings, args[3], args[4], args[5], Files.readString(Path.of(args[6])));
    }
    format(folder);
    KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(settings), Time.SYSTEM);
    // stopping a broker takes seconds, and a killed parent waits for nobody: the folder goes either
    // way
    Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder), "delete-folder"));
    server.startup();
    answers.println("ready");
    while (System.in.read() >= 0) {
      // nothing is said to a broker; the end of the input is what is waited for
    }
    Runtime.getRuntime().exit(0);
  }

  private static void format(Path folder) throws Exception {
    new Formatter()
        .setPrintStream(System.err)
        .setNodeId(NODE)
        .setClusterId(Uuid.randomUuid().toString())
        .setReleaseVersion(MetadataVersion.latestProduction())
        .setControllerListenerName("CONTROLLER")
        .setMetadataLogDirectory(folder.resolve("log").toString())
        .setDirectories(List.of(folder.resolve("log").toString()))
        .run();
  }

  private static Map<String, Object> settings(Path folder, int port, int controllerPort) {
    Map<String, Object> settings = new HashMap<>();
    settings.put("process.roles", "broker,controller");
    settings.put("node.id", String.valueOf(NODE));
    settings.put("controller.quorum.voters", NODE + "@127.0.0.1:" + controllerPort);
    settings.put(
        "listeners", "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort);
    settings.put("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port);
    settings.put("controller.listener.names", "CONTROLLER");
    settings.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
    settings.put("log.dirs", folder.resolve("log").toString());
    settings.put("auto.create.topics.enable", "false");
    // as its clients': many of the loopback interface's segments
    settings.put("socket.send.buffer.bytes", "1048576");
    settings.put("socket.receive.buffer.bytes", "1048576");
    settings.put("log.retention.ms", "-1");
    // else the controller forces its log to the disk twice a second
    settings.put("metadata.max.idle.interval.ms", "0");
    // a quarter of the heap as it is, for compacted topics of a few kilobytes
    settings.put("log.cleaner.dedupe.buffer.size", "2097152");
    settings.put("group.initial.rebalance.delay.ms", "0");
    settings.put("transaction.max.timeout.ms", "3600000");
    for (String internal :
        List.of("offsets.topic", "transaction.state.log", "share.coordinator.state.topic")) {
      settings.put(internal + ".replication.factor", "1");
      settings.put(internal + ".num.partitions", "1");
    }
    settings.put("transaction.state.log.min.isr", "1");
    settings.put("share.coordinator.state.topic.min.isr", "1");
    return settings;
  }

  private static void secure(
      Map<String, Object> settings, String port, String keystore, String user, String password) {
    String listener = "SASL_SSL://127.0.0.1:" + port;
    for (String listeners : List.of("listeners", "advertised.listeners")) {
      settings.merge(listeners, listener, (some, more) -> some + "," + more);
    }
    settings.merge(
        "listener.security.protocol.map", "SASL_SSL:SASL_SSL", (some, more) -> some + "," + more);
    settings.put("ssl.keystore.type", "PKCS12");
    settings.put("ssl.keystore.location", keystore);
    settings.put("ssl.keystore.password", password);
    settings.put("sasl.enabled.mechanisms", "PLAIN");
    settings.put(
        "listener.name.sasl_ssl.plain.sasl.jaas.config",
        "org.apache.kafka.common.security.plain.PlainLoginModule required user_%s=\"%s\";"
            .formatted(user, password));
  }

  private static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException e) {
      System.err.println("can't delete " + folder + ": " + e.getMessage());
    }
  }
}
