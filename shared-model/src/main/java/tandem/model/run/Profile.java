package tandem.model.run;

/**
 * The settings of a run: what the engine ships with, or symmetric knobs turned on both sides
 * (docs/method.md, section 6).
 */
public enum Profile {
  DEFAULT,
  TUNED
}
