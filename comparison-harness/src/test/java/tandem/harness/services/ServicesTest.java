package tandem.harness.services;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import redis.clients.jedis.Jedis;
import tandem.harness.process.Installation;
import tandem.model.catalog.Service;
import tandem.model.catalog.Variant;
import tandem.model.ch11.sec2.IdempotentPostgres;
import tandem.model.ch11.sec2.Sinks;
import tandem.model.ch11.sec3.Deduplication;
import tandem.model.store.ResultTable;
import tandem.model.store.SeenIds;
import tandem.model.store.SeenIdsStore;
import tandem.model.store.SeenIdsStore.Kind;
import tandem.model.store.Sighting;

/**
 * Real servers: spaces that do not meet, a restart in the middle, and stores that engines share.
 */
final class ServicesTest {
  private static final Variant POSTGRES = Deduplication.EXERCISE.variant(Deduplication.POSTGRES);
  private static final Variant REDIS = Deduplication.EXERCISE.variant(Deduplication.REDIS);

  @TempDir private static Path directory;
  private static Services services;

  @BeforeAll
  static void start() {
    services = services(Map.of(), "shared");
    services.start(EnumSet.allOf(Service.class));
  }

  @AfterAll
  static void end() {
    List<Long> pids = services.pids();
    services.close();
    assertThat(pids).hasSize(4);
    assertThat(pids).noneMatch(pid -> ProcessHandle.of(pid).isPresent());
    for (Service service : Service.values()) {
      assertThat(directory.resolve("shared").resolve(service.label())).doesNotExist();
    }
  }

  private static Services services(Map<Service, String> given, String name) {
    return new Services(
        Installation.locate(),
        given,
        directory.resolve(name),
        directory.resolve("logs"),
        name,
        false);
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void theFirstRecordOfAnIdIsTheFirst(Kind kind) {
    try (Services.Lease lease = lease(kind);
        SeenIds ids = store(kind, lease).open()) {
      assertThat(ids.firsts(List.of(at("a", 0, 1), at("b", 0, 2), at("a", 1, 7))))
          .isEqualTo(bits(0, 1));
      assertThat(ids.firsts(List.of(at("b", 1, 8), at("c", 1, 9)))).isEqualTo(bits(1));
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Kind.class,
      names = {"POSTGRES", "REDIS"})
  void whatIsReadAgainAfterACrashIsStillTheFirst(Kind kind) {
    try (Services.Lease lease = lease(kind)) {
      try (SeenIds crashed = store(kind, lease).open()) {
        crashed.firsts(List.of(at("a", 0, 1), at("b", 0, 2)));
      }
      try (SeenIds next = store(kind, lease).open()) {
        // read again in another order, and with others among them
        assertThat(next.firsts(List.of(at("b", 1, 5), at("b", 0, 2), at("c", 0, 3), at("a", 0, 1))))
            .isEqualTo(bits(1, 2, 3));
      }
    }
  }

  @Test
  void aRowTakesItsKeysPlaceIsAddedToItOrStandsBesideIt() throws Exception {
    Object[] first = {"sur", "2026-03", 2.5};
    Object[] again = {"sur", "2026-03", 4.0};
    Variant totals = IdempotentPostgres.EXERCISE.variant(IdempotentPostgres.TOTALS_KILLED);
    Variant increments = IdempotentPostgres.EXERCISE.variant(IdempotentPostgres.INCREMENTS);

    assertThat(written(totals, first, again)).containsExactly(metric("4.0"));
    assertThat(written(increments, first, again)).containsExactly(metric("6.5"));

    Instant time = Instant.parse("2026-03-01T23:59:59.999Z");
    LocalDate day = LocalDate.parse("2026-03-01");
    Object[] event = {"e-1", "ana", null, 0.25, time, "sur", day};
    Variant plain = Sinks.EXERCISE.variant(Sinks.POSTGRES);
    assertThat(written(plain, event, event))
        .hasSize(2)
        .allMatch(
            row ->
                row.equals(
                    "{\"evento_id\":\"e-1\",\"user_id\":\"ana\",\"tipo\":null,\"monto\":0.25,"
                        + "\"timestamp\":\"2026-03-01T23:59:59.999Z\",\"region\":\"sur\","
                        + "\"fecha\":\"2026-03-01\"}"));
  }

  private static String metric(String revenue) {
    return "{\"region\":\"sur\",\"mes\":\"2026-03\",\"revenue\":" + revenue + "}";
  }

  /** What is in a variant's table after rows were written. */
  private static List<String> written(Variant variant, Object[] first, Object[] second)
      throws Exception {
    ResultTable table = ResultTable.of(variant);
    try (Services.Lease lease = services.lease(variant)) {
      String url = lease.addresses().get(Service.POSTGRES.label());
      table.make(url);
      table.make(url);
      try (Connection connection = DriverManager.getConnection(url);
          PreparedStatement insert = connection.prepareStatement(table.insert())) {
        table.bind(insert, first);
        insert.execute();
        table.bind(insert, second);
        insert.execute();
      }
      List<String> rows = new ArrayList<>();
      table.read(url, rows::add);
      return rows;
    }
  }

  @Test
  void theNaiveStoreLosesWhatWasEnteredBeforeACrash() {
    try (Services.Lease lease = lease(Kind.POSTGRES_NAIVE)) {
      try (SeenIds crashed = store(Kind.POSTGRES_NAIVE, lease).open()) {
        crashed.firsts(List.of(at("a", 0, 1)));
      }
      try (SeenIds next = store(Kind.POSTGRES_NAIVE, lease).open()) {
        assertThat(next.firsts(List.of(at("a", 0, 1))).isEmpty()).isTrue();
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void oneOfManyAtOnceIsTheFirst(Kind kind) {
    int tasks = 4;
    int ids = 500;
    try (Services.Lease lease = lease(kind)) {
      List<CompletableFuture<Integer>> firsts = new ArrayList<>();
      for (int task = 0; task < tasks; task++) {
        int partition = task;
        firsts.add(CompletableFuture.supplyAsync(() -> enter(store(kind, lease), partition, ids)));
      }
      assertThat(firsts.stream().mapToInt(CompletableFuture::join).sum()).isEqualTo(ids);
    }
  }

  /** Enters all ids in an order of the task's own, some at a time; returns how many were first. */
  private static int enter(SeenIdsStore store, int partition, int count) {
    int firsts = 0;
    try (SeenIds ids = store.open()) {
      for (int from = 0; from < count; from += 50) {
        List<Sighting> batch = new ArrayList<>();
        for (int i = from; i < from + 50; i++) {
          int number = partition % 2 == 0 ? i : count - 1 - i;
          batch.add(at("id-" + number, partition, i));
        }
        firsts += ids.firsts(batch).cardinality();
      }
    }
    return firsts;
  }

  @Test
  void postgresComesBackWithItsDataOnItsPort() {
    try (Services.Lease lease = lease(Kind.POSTGRES)) {
      SeenIdsStore store = store(Kind.POSTGRES, lease);
      try (SeenIds before = store.open()) {
        before.firsts(List.of(at("a", 0, 1)));
      }
      long pid = services.pids().get(1);
      services.stop(Service.POSTGRES);
      assertThat(ProcessHandle.of(pid)).isEmpty();
      services.restart(Service.POSTGRES);
      try (SeenIds after = store.open()) {
        assertThat(after.firsts(List.of(at("a", 1, 1), at("b", 1, 2)))).isEqualTo(bits(1));
      }
    }
  }

  @Test
  void aSchemaGoesWithWhatASinkHasPreparedInIt() throws Exception {
    String url;
    try (Services.Lease lease = lease(Kind.POSTGRES)) {
      url = lease.addresses().get(Service.POSTGRES.label());
      try (Connection sink = DriverManager.getConnection(url);
          Statement statement = sink.createStatement()) {
        statement.execute("CREATE TABLE t (i int)");
        statement.execute("BEGIN; INSERT INTO t VALUES (1); PREPARE TRANSACTION 'left behind'");
        assertThat(count(statement, "SELECT count(*) FROM pg_prepared_xacts")).isEqualTo(1);
      }
    }
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      assertThat(count(statement, "SELECT count(*) FROM pg_prepared_xacts")).isZero();
      assertThat(count(statement, "SELECT count(*) FROM pg_namespace WHERE nspname LIKE 'tandem%'"))
          .isZero();
    }
  }

  @Test
  void aServerThatExistsIsUsedAndLeftAsItWas() {
    String existing = "redis://127.0.0.1:" + port(REDIS);
    try (Jedis client = new Jedis(URI.create(existing))) {
      client.set("somebody's", "own");
      try (Services others = services(Map.of(Service.REDIS, existing), "others")) {
        others.check();
        // never closed, as in a run that is interrupted
        Services.Lease lease = others.lease(REDIS);
        try (SeenIds ids = store(Kind.REDIS, lease).open()) {
          ids.firsts(List.of(at("a", 0, 1)));
        }
        assertThat(client.dbSize()).isEqualTo(2);
        assertThat(others.pids()).isEmpty();
      }
      assertThat(client.keys("*")).containsExactly("somebody's");
      client.del("somebody's");
    }
    assertThat(Files.exists(directory.resolve("others"))).isFalse();
  }

  private static int port(Variant variant) {
    try (Services.Lease lease = services.lease(variant)) {
      return URI.create(lease.addresses().get("redis")).getPort();
    }
  }

  private static Services.Lease lease(Kind kind) {
    return services.lease(kind == Kind.REDIS ? REDIS : POSTGRES);
  }

  private static SeenIdsStore store(Kind kind, Services.Lease lease) {
    Service service = kind == Kind.REDIS ? Service.REDIS : Service.POSTGRES;
    return new SeenIdsStore(kind, lease.addresses().get(service.label()));
  }

  private static Sighting at(String id, int partition, long offset) {
    return new Sighting(id, partition, offset);
  }

  private static BitSet bits(int... set) {
    BitSet bits = new BitSet();
    for (int bit : set) {
      bits.set(bit);
    }
    return bits;
  }

  private static int count(Statement statement, String sql) throws Exception {
    try (ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getInt(1);
    }
  }
}
