package tandem.harness.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tandem.harness.result.Comparison;
import tandem.harness.result.Metric;
import tandem.harness.result.SettingDifference;
import tandem.model.catalog.Emission;
import tandem.model.run.Stage;

class MessagesTest {
  private static final Path BUNDLES = Path.of("src/main/resources/i18n");

  @Test
  void bothLanguagesSayTheSameThings() throws IOException {
    Properties english = bundle("en");
    Properties spanish = bundle("es");

    assertThat(spanish.stringPropertyNames()).isEqualTo(english.stringPropertyNames());
    for (String key : english.stringPropertyNames()) {
      assertThat(arguments(spanish.getProperty(key))).as(key).isEqualTo(arguments(english, key));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "es"})
  void noTextHoldsAStraightApostrophe(String language) throws IOException {
    // In a message format it would silently start a quotation.
    assertThat(bundle(language).values()).noneMatch(text -> text.toString().contains("'"));
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void everyNameOfTheResultHasWords(Language language) {
    Messages words = new Messages(language);
    for (Comparison.Reason reason : Comparison.Reason.values()) {
      assertThat(words.reason(reason)).isNotBlank();
    }
    for (Metric metric : Metric.values()) {
      assertThat(words.text("metric." + metric.path())).isNotBlank();
    }
    for (Comparison.Verdict verdict : Comparison.Verdict.values()) {
      assertThat(words.text("verdict." + verdict.name().toLowerCase(Locale.ROOT))).isNotBlank();
    }
    for (Stage stage : Stage.values()) {
      assertThat(words.text("anatomy.stage." + stage.label())).isNotBlank();
    }
    for (Emission emission : Emission.values()) {
      String name = emission.name().toLowerCase(Locale.ROOT);
      assertThat(words.text("parity.intro." + name)).isNotBlank();
    }
    for (SettingDifference.Kind kind : SettingDifference.Kind.values()) {
      assertThat(words.text("settings.kind." + kind.label())).isNotBlank();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0.0123456, 0.0123, '0,0123'",
    "5.5049, 5.5, '5,5'",
    "99.96, 100, 100",
    "271.6, 272, 272",
    "69123.4, '69,123', 69.123",
    "0, 0, 0"
  })
  void figuresHaveThreeDigitsInTheReadersNotation(double value, String english, String spanish) {
    assertThat(new Messages(Language.EN).figures().number(value)).isEqualTo(english);
    assertThat(new Messages(Language.ES).figures().number(value)).isEqualTo(spanish);
  }

  @Test
  void figuresCarryTheirUnit() {
    Figures figures = new Messages(Language.EN).figures();

    assertThat(figures.bytes(1_420_000_000L)).isEqualTo("1.42\u00a0GB");
    assertThat(figures.bytes(999)).isEqualTo("999\u00a0B");
    assertThat(figures.ms(null)).isEqualTo(Figures.NONE);
    assertThat(figures.percent(0.083)).isEqualTo("8.3\u00a0%");
  }

  private static int arguments(Properties bundle, String key) {
    return arguments(bundle.getProperty(key));
  }

  private static int arguments(String text) {
    return new MessageFormat(text, Locale.ROOT).getFormatsByArgumentIndex().length;
  }

  private static Properties bundle(String language) throws IOException {
    Properties properties = new Properties();
    Path file = BUNDLES.resolve("messages_" + language + ".properties");
    try (Reader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      properties.load(in);
    }
    return properties;
  }
}
