package tandem.model.run;

/** A named point in an engine's work at which its process can be killed. */
public enum Failpoint {
  /** The first row of a batch or of a checkpoint is about to be given to the sink. */
  BEFORE_WRITE,
  /** The sink has the rows of a batch or of a checkpoint, and nothing durable says so yet. */
  WRITTEN,
  /** The sink has a part of them. */
  AMID_WRITE
}
