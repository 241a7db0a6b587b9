package tandem.model.ch11.sec6;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A row of the reference data that events are joined to ({@code clientes}).
 *
 * @param userId the user that it is about; never null, and in one row of a version only
 * @param nombre name
 * @param segmento what the shop takes the user for; it changes with each version
 * @param version which version of the table the row is of
 */
public record Cliente(String userId, String nombre, String segmento, long version) {
  /** Users of the traffic; the last of them are no clients. */
  static final int USERS = 1_000;

  private static final int CLIENTS = 700;
  private static final List<String> SEGMENTS = List.of("oro", "plata", "bronce");

  /** All clients in a version of the table. */
  public static List<Cliente> all(int version) {
    return IntStream.range(0, CLIENTS).mapToObj(number -> of(number, version)).toList();
  }

  /** The same by their users. */
  static Map<String, Cliente> byUser(int version) {
    return all(version).stream().collect(Collectors.toMap(Cliente::userId, client -> client));
  }

  /** A user of the traffic by number. */
  static String user(int number) {
    return "u-" + number;
  }

  private static Cliente of(int number, int version) {
    String segment = SEGMENTS.get((number + version) % SEGMENTS.size());
    return new Cliente(user(number), "Cliente " + number, segment, version);
  }
}
