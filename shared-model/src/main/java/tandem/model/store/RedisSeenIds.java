package tandem.model.store;

import java.net.URI;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.Response;
import redis.clients.jedis.exceptions.JedisException;

/**
 * Seen ids in one hash of Redis, each with the record that brought it first: entered if absent,
 * then looked up, all in one pipeline. A hash, as a key of its own for each id would cost its
 * prefix each time; a store that forgets after a while would need keys, which can expire.
 */
final class RedisSeenIds implements SeenIds {
  private final Jedis connection;
  private final String key;

  RedisSeenIds(String address) {
    URI uri = URI.create(address);
    key = uri.getFragment() + "vistos";
    try {
      connection = new Jedis(uri);
      connection.connect();
    } catch (JedisException e) {
      throw failed(e);
    }
  }

  @Override
  public BitSet firsts(List<Sighting> sightings) {
    List<Response<String>> owners = new ArrayList<>(sightings.size());
    try (Pipeline pipeline = connection.pipelined()) {
      for (Sighting sighting : sightings) {
        pipeline.hsetnx(key, sighting.id(), place(sighting));
        owners.add(pipeline.hget(key, sighting.id()));
      }
      pipeline.sync();
      BitSet firsts = new BitSet(sightings.size());
      for (int i = 0; i < sightings.size(); i++) {
        firsts.set(i, place(sightings.get(i)).equals(owners.get(i).get()));
      }
      return firsts;
    } catch (JedisException e) {
      throw failed(e);
    }
  }

  private static String place(Sighting sighting) {
    return sighting.partition() + ":" + sighting.offset();
  }

  private static StoreException failed(JedisException cause) {
    return new StoreException("the store of seen ids (Redis) does not answer", cause);
  }

  @Override
  public void close() {
    connection.close();
  }
}
