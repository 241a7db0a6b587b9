package tandem.harness.services;

import java.net.URI;
import java.util.regex.Pattern;
import tandem.harness.ExitCode;
import tandem.harness.HarnessException;
import tandem.model.catalog.Service;

/** Addresses of servers as users give them and as people are shown them. */
public final class Addresses {
  private static final Pattern PARAMETER =
      Pattern.compile("((?:password|sslpassword)=)[^&\\s]*", Pattern.CASE_INSENSITIVE);
  private static final Pattern USER_INFO = Pattern.compile("(://[^/@\\s:]*:)[^/@\\s]+@");
  private static final String JDBC = "jdbc:postgresql://";

  private Addresses() {}

  /**
   * An address as a client takes it.
   *
   * @param given as a user has given it; of Redis also {@code HOST:PORT}
   * @throws HarnessException if it is none
   */
  public static String parsed(Service service, String given) {
    return switch (service) {
      case POSTGRES -> {
        if (!given.startsWith(JDBC)) {
          throw wrong(service, given, JDBC + "localhost:5432/postgres?user=postgres");
        }
        yield given;
      }
      case REDIS -> {
        String uri = given.contains("://") ? given : "redis://" + given;
        if (!redis(uri)) {
          throw wrong(service, given, "localhost:6379");
        }
        yield uri;
      }
    };
  }

  private static boolean redis(String uri) {
    try {
      URI parsed = URI.create(uri);
      boolean scheme = parsed.getScheme().matches("rediss?");
      return scheme
          && parsed.getHost() != null
          && parsed.getPort() > 0
          && parsed.getFragment() == null;
    } catch (IllegalArgumentException notAnAddress) {
      return false;
    }
  }

  /** A text, such as an address or a command line, with the passwords in addresses left out. */
  public static String masked(String text) {
    String parameters = PARAMETER.matcher(text).replaceAll("$1***");
    return USER_INFO.matcher(parameters).replaceAll("$1***@");
  }

  static String firstLine(String message) {
    return message == null ? "" : message.strip().lines().findFirst().orElse("");
  }

  private static HarnessException wrong(Service service, String given, String such) {
    return new HarnessException(
        ExitCode.USAGE,
        "--%s '%s' is no address; give for instance %s"
            .formatted(service.label(), masked(given), such));
  }
}
