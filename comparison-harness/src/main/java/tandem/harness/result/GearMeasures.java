package tandem.harness.result;

import tandem.model.run.Engine;

/**
 * What was measured of one contender with one gear.
 *
 * @param gear name of the gear, such as {@code asap}
 */
public record GearMeasures(
    String exercise, String variant, Engine engine, String gear, Measures measures) {}
