package tandem.harness.run;

import tandem.model.run.Engine;
import tandem.model.run.Gear;

/** An engine, or the floor, with one of its gears. */
public record Contender(Engine engine, Gear gear) {}
