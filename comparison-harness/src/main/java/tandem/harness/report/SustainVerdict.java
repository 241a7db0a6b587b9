package tandem.harness.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import tandem.harness.result.ParityFinding;
import tandem.harness.result.SustainResult;

/** Says what a search found, in words that are made from its figures only. */
final class SustainVerdict {
  private final SustainResult result;
  private final List<SearchView> gears;
  private final Messages words;

  SustainVerdict(SustainResult result, List<SearchView> gears, Messages words) {
    this.result = result;
    this.gears = gears;
    this.words = words;
  }

  /** What was found. */
  String verdict() {
    List<SearchView> wrong = gears.stream().filter(SearchView::isVoid).toList();
    if (!wrong.isEmpty()) {
      return words.text("verdict.wrong", list(wrong.stream().map(SearchView::inSentence).toList()));
    }
    List<String> parts =
        gears.stream().filter(gear -> gear.search().found() != null).map(this::found).toList();
    if (parts.isEmpty()) {
      return words.text("sustain.nothing");
    }
    List<String> said = new ArrayList<>();
    if (!result.claimable()) {
      said.add(words.text("verdict.shape", words.text("sustain.shape")));
    }
    said.add(words.text("sustain.found", String.join("; ", parts)));
    return String.join(" ", said);
  }

  /** Whether the outputs were right. */
  String lead() {
    List<SearchView> wrong = gears.stream().filter(SearchView::isVoid).toList();
    if (!wrong.isEmpty()) {
      return wrong.stream().map(this::wrong).collect(Collectors.joining(" "));
    }
    long checked = gears.stream().filter(gear -> gear.search().parity() != null).count();
    return checked == 0 ? "" : words.text("sweep.lead.right", checked);
  }

  private String found(SearchView gear) {
    String key = "sustain.found." + gear.search().found().ending().name().toLowerCase(Locale.ROOT);
    return words.text(key, gear.inSentence(), words.figures().number(gear.sustained()));
  }

  private String wrong(SearchView gear) {
    ParityFinding finding = gear.search().parity();
    return words.text(
        "lead.wrong", gear.name(), finding.missing(), finding.extra(), finding.different());
  }

  private String list(List<String> parts) {
    return parts.size() == 1
        ? parts.get(0)
        : words.text(
            "list.and",
            String.join(", ", parts.subList(0, parts.size() - 1)),
            parts.get(parts.size() - 1));
  }
}
