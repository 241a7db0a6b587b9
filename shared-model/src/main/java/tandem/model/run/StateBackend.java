package tandem.model.run;

/** The class of state store that both engines use in a run. */
public enum StateBackend {
  ROCKSDB,
  MEMORY
}
