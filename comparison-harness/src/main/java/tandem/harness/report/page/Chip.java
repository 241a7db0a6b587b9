package tandem.harness.report.page;

/** A short label that says one thing about a run. */
public record Chip(String text, Tone tone) {}
