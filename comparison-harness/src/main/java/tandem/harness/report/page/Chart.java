package tandem.harness.report.page;

/**
 * A chart.
 *
 * @param id identity within the page
 * @param title what it shows
 * @param description the same in words, for those who can't see it
 * @param json what the page's script draws, safe within a script element
 */
public record Chart(String id, String title, String description, String json) {}
