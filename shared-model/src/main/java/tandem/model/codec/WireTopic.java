package tandem.model.codec;

import java.io.Serializable;

/**
 * An input whose records are not {@code eventos}.
 *
 * @param name the exercise's name of the topic
 * @param schema what its records hold
 */
public record WireTopic(String name, WireSchema schema) implements Serializable {}
