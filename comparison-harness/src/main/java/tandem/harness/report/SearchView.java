package tandem.harness.report;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tandem.harness.report.page.Cell;
import tandem.harness.report.page.Tone;
import tandem.harness.result.SustainResult;
import tandem.harness.result.SustainResult.GearSearch;
import tandem.harness.result.SustainResult.Probe;
import tandem.model.run.Engine;

/**
 * A gear's search as it is shown.
 *
 * @param variant its place among its engine's gears, from 0: its shade and mark
 * @param name its name in the reader's language
 * @param inSentence the same within a sentence
 */
record SearchView(GearSearch search, int variant, String name, String inSentence) {

  /** All gears in order. */
  static List<SearchView> of(SustainResult result, Messages words) {
    Map<Engine, Integer> seen = new EnumMap<>(Engine.class);
    List<SearchView> views = new ArrayList<>();
    for (GearSearch search : result.gears()) {
      Engine engine = search.engine();
      String gear = engine == Engine.FLOOR ? "" : " " + search.gear();
      views.add(
          new SearchView(
              search,
              seen.merge(engine, 1, Integer::sum) - 1,
              words.engine(engine) + gear,
              words.inSentence(engine) + gear));
    }
    return views;
  }

  /** Whether its output was wrong, so that its figures count for nothing. */
  boolean isVoid() {
    return !search.right();
  }

  /** Its name as a cell: the engine, and the gear beneath. */
  Cell heading(Messages words) {
    Cell cell = Cell.engine(search.engine(), words.engine(search.engine())).as(tone());
    return search.engine() == Engine.FLOOR ? cell : cell.with(search.gear());
  }

  /** One of its figures as a cell. */
  Cell figure(String text) {
    return Cell.number(text).as(tone());
  }

  /** The rate that it sustains, events per second, or null. */
  Double sustained() {
    return search.found() == null ? null : search.found().sustainedPerSecond();
  }

  /** The last probe at the rate that it sustains. */
  Optional<Probe> there() {
    return search.probes().stream()
        .filter(probe -> sustained() != null && probe.offeredPerSecond() == sustained())
        .reduce((earlier, later) -> later);
  }

  private Tone tone() {
    return isVoid() ? Tone.VOID : Tone.PLAIN;
  }
}
