package tandem.harness.report.page;

import tandem.model.run.Engine;

/**
 * One cell of a table.
 *
 * @param text what it says
 * @param detail a second, smaller line, or empty
 * @param style how it is set: {@code text}, {@code number}, {@code code} or {@code engine spark}
 * @param tone how it is to be taken
 * @param strip a ratio drawn on a line, or null
 */
public record Cell(String text, String detail, String style, Tone tone, Strip strip) {

  /** Running text. */
  public static Cell text(String text) {
    return new Cell(text, "", "text", Tone.PLAIN, null);
  }

  /** A figure, set flush right. */
  public static Cell number(String text) {
    return new Cell(text, "", "number", Tone.PLAIN, null);
  }

  /** Text of a machine, broken anywhere. */
  public static Cell code(String text) {
    return new Cell(text == null ? "" : text, "", "code", Tone.PLAIN, null);
  }

  /** The name of a contender with its mark. */
  public static Cell engine(Engine engine, String name) {
    return new Cell(name, "", "engine " + engine.label(), Tone.PLAIN, null);
  }

  /** Its style classes. */
  public String css() {
    String blank = text.isEmpty() && detail.isEmpty() ? " blank" : "";
    return style + " " + tone.css() + blank;
  }

  /** The same with a second line. */
  public Cell with(String more) {
    return new Cell(text, more, style, tone, strip);
  }

  /** The same in another tone. */
  public Cell as(Tone other) {
    return new Cell(text, detail, style, other, strip);
  }

  /** The same with a ratio drawn beneath. */
  public Cell with(Strip drawn) {
    return new Cell(text, detail, style, tone, drawn);
  }
}
