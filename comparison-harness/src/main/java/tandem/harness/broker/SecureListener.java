package tandem.harness.broker;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import tandem.harness.ExitCode;
import tandem.harness.HarnessException;

/**
 * A second door of a run's own broker: encrypted, and open to whoever knows a name and a password
 * (SASL_SSL with PLAIN). Key, certificate and password are made for the run and end with it.
 *
 * @param port on loopback
 * @param keystore with the broker's key
 * @param secret file with the password of the keystore and of the one user: a command line could be
 *     read by others
 * @param password in that file
 * @param certificate that clients are to trust, PEM
 */
record SecureListener(int port, Path keystore, Path secret, String password, String certificate) {
  private static final String ALIAS = "broker";
  private static final String USER = "tandem";
  private static final String LOGIN = "org.apache.kafka.common.security.plain.PlainLoginModule";
  private static final int PASSWORD_BYTES = 16;
  private static final String OWNER_ONLY = "rw-------";

  /**
   * Makes a key and a certificate.
   *
   * @param folder for the files
   */
  static SecureListener make(Path folder, int port) {
    byte[] random = new byte[PASSWORD_BYTES];
    new SecureRandom().nextBytes(random);
    String password = HexFormat.of().formatHex(random);
    Path keystore = folder.resolve("broker.p12");
    Path secret = folder.resolve("password");
    try {
      Files.createDirectories(folder);
      Files.createFile(
          secret,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(OWNER_ONLY)));
      Files.writeString(secret, password);
      generate(keystore, secret);
      return new SecureListener(port, keystore, secret, password, certificate(keystore, password));
    } catch (IOException | GeneralSecurityException e) {
      throw new HarnessException(
          ExitCode.ENVIRONMENT, "can't make a key for the broker: " + e.getMessage(), e);
    }
  }

  /** What the broker's process is told, beside its other arguments. */
  List<String> arguments() {
    return List.of(Integer.toString(port), keystore.toString(), USER, secret.toString());
  }

  /** What a client has to set. */
  Map<String, String> client() {
    return Map.of(
        "bootstrap.servers",
        "127.0.0.1:" + port,
        "security.protocol",
        "SASL_SSL",
        "sasl.mechanism",
        "PLAIN",
        "sasl.jaas.config",
        LOGIN + " required username=\"" + USER + "\" password=\"" + password + "\";",
        "ssl.truststore.type",
        "PEM",
        "ssl.truststore.certificates",
        certificate);
  }

  /** The JDK makes certificates by a tool of its own only. */
  private static void generate(Path keystore, Path secret) throws IOException {
    String keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    ProcessBuilder tool =
        new ProcessBuilder(
            keytool,
            "-genkeypair",
            "-alias",
            ALIAS,
            "-keyalg",
            "EC",
            "-dname",
            "CN=127.0.0.1",
            "-ext",
            "san=ip:127.0.0.1",
            "-validity",
            "2",
            "-storetype",
            "PKCS12",
            "-keystore",
            keystore.toString(),
            "-storepass:file",
            secret.toString());
    Process process = tool.redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (process.waitFor() != 0) {
        throw new IOException(said.strip());
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new HarnessException(ExitCode.INTERRUPTED, "interrupted", e);
    }
  }

  private static String certificate(Path keystore, String password)
      throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance(keystore.toFile(), password.toCharArray());
    byte[] encoded = store.getCertificate(ALIAS).getEncoded();
    String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded);
    return "-----BEGIN CERTIFICATE-----\n" + body + "\n-----END CERTIFICATE-----\n";
  }
}
