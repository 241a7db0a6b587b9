package tandem.model.run;

/**
 * One thing that a checkpoint holds, in words, as the engine's own readers give it.
 *
 * @param part what it is and where it lies, such as {@code offsets/3}
 * @param holds what is in it
 */
public record CheckpointPart(String part, String holds) {}
