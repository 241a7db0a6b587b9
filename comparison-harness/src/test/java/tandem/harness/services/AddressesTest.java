package tandem.harness.services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tandem.harness.HarnessException;
import tandem.model.catalog.Service;

/** What is taken for an address, and that no password of one is ever shown. */
final class AddressesTest {

  @ParameterizedTest
  @CsvSource({
    "jdbc:postgresql://db:5432/x?user=ana&password=s3cret&ssl=true,"
        + " jdbc:postgresql://db:5432/x?user=ana&password=***&ssl=true",
    "redis://ana:s3cret@db:6379/1, redis://ana:***@db:6379/1",
    "redis://:s3cret@db:6379, redis://:***@db:6379",
    "--redis=redis://:s3cret@db:6379, --redis=redis://:***@db:6379",
    "jdbc:postgresql://db/x?user=ana, jdbc:postgresql://db/x?user=ana",
    "db:6379, db:6379",
  })
  void passwordsAreLeftOut(String text, String shown) {
    assertThat(Addresses.masked(text)).isEqualTo(shown);
  }

  @Test
  void redisNeedsNoScheme() {
    assertThat(Addresses.parsed(Service.REDIS, "db:6379")).isEqualTo("redis://db:6379");
    assertThat(Addresses.parsed(Service.REDIS, "rediss://db:6379/2"))
        .isEqualTo("rediss://db:6379/2");
  }

  @ParameterizedTest
  @CsvSource({
    "POSTGRES, db:5432",
    "POSTGRES, jdbc:mysql://db/x?password=s3cret",
    "REDIS, db",
    "REDIS, http://db:80",
    "REDIS, redis://:s3cret@db",
    "REDIS, redis://db:6379#x",
  })
  void whatIsNoAddressIsToldSo(Service service, String given) {
    assertThatExceptionOfType(HarnessException.class)
        .isThrownBy(() -> Addresses.parsed(service, given))
        .withMessageContaining("--" + service.label())
        .withMessageContaining("is no address")
        .withMessageNotContaining("s3cret");
  }
}
