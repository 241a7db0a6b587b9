package tandem.model.catalog;

/** Which watermark a job goes by that reads several topics, each with a watermark of its own. */
public enum WatermarkPolicy {
  /** The least: nobody's records are late because others are ahead. Both engines' own. */
  MIN,
  /** The greatest: who is behind, or silent, holds nobody up. */
  MAX
}
