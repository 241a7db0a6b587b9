package tandem.harness.services;

/** Makes room in a server, such that two uses of it never meet, and takes it away again. */
interface Spaces {

  /**
   * Sees that the server answers.
   *
   * @throws tandem.harness.HarnessException if it does not
   */
  void check();

  /**
   * Makes a space.
   *
   * @param name lower case letters, digits and underscores
   * @return the address of the space
   */
  String make(String name);

  /** Takes a space away with all that is in it. */
  void drop(String name);
}
