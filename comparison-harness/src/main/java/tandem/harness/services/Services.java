package tandem.harness.services;

import java.nio.file.Path;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import tandem.harness.process.Installation;
import tandem.model.catalog.Service;
import tandem.model.catalog.Variant;

/**
 * The servers beside Kafka that a run works with: those that it was told of, and those that it
 * starts for itself when the first variant needs them. They end with it.
 */
public final class Services implements AutoCloseable {
  private final Installation installation;
  private final Map<Service, String> given;
  private final Path folder;
  private final Path logs;
  private final String prefix;
  private final boolean keep;
  private final Map<Service, ServiceProcess> started = new EnumMap<>(Service.class);
  private final List<Lease> leases = new CopyOnWriteArrayList<>();
  private final AtomicInteger number = new AtomicInteger();

  /**
   * The servers of a run.
   *
   * @param given addresses of servers that exist
   * @param folder below which started ones keep all their files
   * @param logs where their logs are kept
   * @param runId makes the names of this run's spaces its own
   * @param keep leave spaces in servers that exist behind
   */
  public Services(
      Installation installation,
      Map<Service, String> given,
      Path folder,
      Path logs,
      String runId,
      boolean keep) {
    this.installation = installation;
    this.given = given;
    this.folder = folder;
    this.logs = logs;
    this.keep = keep;
    this.prefix = "tandem_" + runId.replaceAll("[^a-z0-9]", "_") + "_";
  }

  /**
   * Sees that the servers that exist answer.
   *
   * @throws tandem.harness.HarnessException if one does not
   */
  public void check() {
    given.keySet().forEach(service -> spaces(service).check());
  }

  /** Starts those that are needed and neither exist nor run yet. */
  public void start(Collection<Service> needed) {
    for (Service service : needed) {
      if (!given.containsKey(service) && !started.containsKey(service)) {
        ServiceProcess process =
            new ServiceProcess(
                service,
                installation,
                folder.resolve(service.label()),
                logs.resolve(service.label() + ".log"));
        // known before it serves: who interrupts the run then must find it
        synchronized (started) {
          started.put(service, process);
        }
        process.awaitReady();
      }
    }
  }

  /** Spaces that one use of a variant has for itself in the servers that it needs. */
  public Lease lease(Variant variant) {
    start(variant.services());
    Lease lease = new Lease(prefix + number.incrementAndGet());
    leases.add(lease);
    for (Service service : variant.services()) {
      lease.addresses.put(service.label(), spaces(service).make(lease.name));
    }
    return lease;
  }

  /** Whether all these servers are this run's own, to be stopped and started as it likes. */
  public boolean owns(Set<Service> services) {
    return services.stream().noneMatch(given::containsKey);
  }

  /** Stops a server that this run has started, in the middle of it; its data stay. */
  public void stop(Service service) {
    process(service).stop();
  }

  /** Starts it again, with the same data and on the same port. */
  public void restart(Service service) {
    process(service).restart();
  }

  /** Processes of the run: their work, and that of their children, is not somebody else's. */
  public List<Long> pids() {
    synchronized (started) {
      return started.values().stream().flatMap(process -> process.pids().stream()).toList();
    }
  }

  /** The processes that take their servers along when they are asked to end. */
  public Set<Long> keepers() {
    synchronized (started) {
      return started.values().stream().map(ServiceProcess::keeper).collect(Collectors.toSet());
    }
  }

  /** Takes all spaces away that are on servers of others, and ends those that were started. */
  @Override
  public void close() {
    try {
      leases.forEach(lease -> lease.drop(given.keySet()));
    } finally {
      synchronized (started) {
        started.values().forEach(ServiceProcess::close);
        started.clear();
      }
    }
  }

  private ServiceProcess process(Service service) {
    ServiceProcess process = started.get(service);
    if (process == null) {
      throw new IllegalStateException(service.title() + " was not started by this run");
    }
    return process;
  }

  private Spaces spaces(Service service) {
    String address = given.get(service);
    return switch (service) {
      case POSTGRES ->
          new PostgresSpaces(
              address != null
                  ? address
                  : "jdbc:postgresql://127.0.0.1:%d/postgres?user=postgres"
                      .formatted(process(service).port()));
      case REDIS ->
          new RedisSpaces(
              address != null
                  ? address
                  : "redis://127.0.0.1:%d/0".formatted(process(service).port()));
    };
  }

  /** The spaces of one use; gone when closed. */
  public final class Lease implements AutoCloseable {
    private final String name;
    private final Map<String, String> addresses = new HashMap<>();

    private Lease(String name) {
      this.name = name;
    }

    /** Addresses by {@link Service#label}, as a run spec has them. */
    public Map<String, String> addresses() {
      return Map.copyOf(addresses);
    }

    @Override
    public void close() {
      drop(EnumSet.allOf(Service.class));
    }

    private void drop(Set<Service> among) {
      if (leases.remove(this) && !keep) {
        among.stream()
            .filter(service -> addresses.containsKey(service.label()))
            .forEach(service -> spaces(service).drop(name));
      }
    }
  }
}
