package tandem.harness.services;

import java.net.URI;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.params.ScanParams;
import redis.clients.jedis.resps.ScanResult;
import tandem.harness.ExitCode;
import tandem.harness.HarnessException;
import tandem.model.catalog.Service;

/**
 * Prefixes of keys in a Redis: its numbered databases are few, and may be others'.
 *
 * @param uri {@code redis://HOST:PORT/DB}
 */
record RedisSpaces(String uri) implements Spaces {
  private static final int KEYS_A_LOOK = 1_000;

  @Override
  public void check() {
    try (Jedis connection = new Jedis(URI.create(uri))) {
      connection.ping();
    } catch (JedisException e) {
      throw new HarnessException(
          ExitCode.ENVIRONMENT,
          "no Redis answers at %s (%s); start one, or leave --%s out and one is started"
              .formatted(
                  Addresses.masked(uri),
                  Addresses.firstLine(e.getMessage()),
                  Service.REDIS.label()),
          e);
    }
  }

  @Override
  public String make(String name) {
    return uri + "#" + prefix(name);
  }

  @Override
  public void drop(String name) {
    ScanParams ours = new ScanParams().match(prefix(name) + "*").count(KEYS_A_LOOK);
    try (Jedis connection = new Jedis(URI.create(uri))) {
      String cursor = ScanParams.SCAN_POINTER_START;
      do {
        ScanResult<String> found = connection.scan(cursor, ours);
        if (!found.getResult().isEmpty()) {
          connection.unlink(found.getResult().toArray(String[]::new));
        }
        cursor = found.getCursor();
      } while (!cursor.equals(ScanParams.SCAN_POINTER_START));
    } catch (JedisException e) {
      throw new HarnessException(
          ExitCode.ENVIRONMENT,
          "Redis at %s does not delete the keys of %s: %s"
              .formatted(Addresses.masked(uri), name, Addresses.firstLine(e.getMessage())),
          e);
    }
  }

  private static String prefix(String name) {
    return name + ":";
  }
}
