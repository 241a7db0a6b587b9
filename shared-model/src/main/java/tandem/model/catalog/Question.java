package tandem.model.catalog;

/**
 * A numbered question of the course and where the project answers it.
 *
 * @param number the course's number within the exercise, from 1
 * @param answeredBy {@code variant:NAME}, {@code claim:NAME} or {@code doc:PATH#ANCHOR}
 */
public record Question(int number, String answeredBy) {}
