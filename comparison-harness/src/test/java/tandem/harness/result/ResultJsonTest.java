package tandem.harness.result;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import org.junit.jupiter.api.Test;
import tandem.model.catalog.Text;

/** Results that were written earlier can still be read. */
class ResultJsonTest {
  private static final Text LATE = Text.formatted("%.1f ms late", "%.1f ms tarde", 12.5);

  @Test
  void aSentenceComesBackInBothLanguages() throws JsonProcessingException {
    assertThat(LATE).isEqualTo(new Text("12.5 ms late", "12,5 ms tarde"));
    String json = ResultJson.mapper().writeValueAsString(LATE);
    assertThat(ResultJson.mapper().readValue(json, Text.class)).isEqualTo(LATE);
  }

  @Test
  void aWarningOfBeforeTheyWereTranslatedIsInEnglishAlone() throws JsonProcessingException {
    assertThat(ResultJson.mapper().readValue("\"spark: noisy\"", Text.class))
        .isEqualTo(Text.untranslated("spark: noisy"));
  }
}
