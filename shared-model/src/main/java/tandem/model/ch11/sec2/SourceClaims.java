package tandem.model.ch11.sec2;

import java.util.List;
import tandem.model.catalog.Claim;
import tandem.model.catalog.Evidence;
import tandem.model.catalog.Figure;
import tandem.model.catalog.Text;
import tandem.model.run.Engine;

/**
 * What the course says in 11.2.1 of Spark's sources, judged by parity runs: every record of these
 * variants gives one row, a result or a dead letter, so that fewer rows than records are a loss.
 */
final class SourceClaims {
  static final String PRESENT_IGNORED = "present-files-ignored";
  static final String PATHS_REMEMBERED = "read-paths-remembered";
  static final String READ_TOO_EARLY = "files-read-too-early";
  static final String LIMIT_BOUNDS = "limit-bounds-batches";
  static final String SOCKET_LOSES = "socket-loses";
  static final String TASK_PER_PARTITION = "task-per-partition";

  private static final String ASAP = "asap";

  private SourceClaims() {}

  static List<Claim> all() {
    return List.of(
        new Claim(
            SOCKET_LOSES,
            new Text("A socket loses data on a restart.", "Un socket pierde datos en un reinicio."),
            new Text(
                "Upheld if fewer rows came than lines were sent, some of them between stop and restart (variant socket-afresh).",
                "Confirmada si llegaron menos filas que líneas enviadas, parte de ellas entre parada y reinicio (variante socket-afresh)."),
            evidence -> lost(evidence, NativeSources.SOCKET_AFRESH) > 0),
        new Claim(
            PATHS_REMEMBERED,
            new Text(
                "The checkpoint remembers which files were read.",
                "El checkpoint recuerda qué archivos se leyeron."),
            new Text(
                "Upheld if after a restart neither a row is missing nor one came twice (variant files-restart).",
                "Confirmada si tras un reinicio no falta ninguna fila ni llega ninguna dos veces (variante files-restart)."),
            evidence -> lost(evidence, NativeSources.FILES_RESTART) == 0),
        new Claim(
            PRESENT_IGNORED,
            new Text(
                "Only files that appear after the start are read.",
                "Solo se leen los archivos que aparecen después del arranque."),
            new Text(
                "Upheld if fewer rows came than records were in the files, some of which were there before the start (variant files-present).",
                "Confirmada si llegaron menos filas que registros en los archivos, parte de ellos presentes antes del arranque (variante files-present)."),
            evidence -> lost(evidence, NativeSources.FILES_PRESENT) > 0),
        new Claim(
            READ_TOO_EARLY,
            new Text(
                "A file can be read before it is complete.",
                "Un archivo puede leerse antes de estar completo."),
            new Text(
                "Upheld if fewer rows came than records were written where files grow after they can be seen (variant files-partial).",
                "Confirmada si llegaron menos filas que registros escritos cuando los archivos crecen a la vista (variante files-partial)."),
            evidence -> lost(evidence, NativeSources.FILES_PARTIAL) > 0),
        new Claim(
            LIMIT_BOUNDS,
            new Text(
                "maxFilesPerTrigger controls the size of a micro-batch.",
                "maxFilesPerTrigger controla el tamaño de un micro-batch."),
            new Text(
                "Upheld if no micro-batch is larger than the one file that is allowed (%d records), and without the limit one is."
                    .formatted(NativeSources.RECORDS_PER_FILE),
                "Confirmada si ningún micro-batch supera el único archivo permitido (%d registros) y sin el límite alguno lo hace."
                    .formatted(NativeSources.RECORDS_PER_FILE)),
            SourceClaims::limitBounds),
        new Claim(
            TASK_PER_PARTITION,
            new Text(
                "Spark makes one task for each partition of the topic.",
                "Spark crea una tarea por cada partición del topic."),
            new Text(
                "Upheld if the most tasks that read in a micro-batch are %d, with data in all of as many partitions."
                    .formatted(NativeSources.PARTITIONS),
                "Confirmada si el máximo de tareas de lectura de un micro-batch es %d, con datos en todas esas particiones."
                    .formatted(NativeSources.PARTITIONS)),
            evidence ->
                of(evidence, NativeSources.TWELVE_PARTITIONS, Figure.TASKS)
                    == NativeSources.PARTITIONS));
  }

  private static boolean limitBounds(Evidence evidence) {
    double unlimited = of(evidence, NativeSources.FILES_PRESENT, Figure.LARGEST_INPUT);
    double limited = of(evidence, NativeSources.FILES_LIMITED, Figure.LARGEST_INPUT);
    if (unlimited <= NativeSources.RECORDS_PER_FILE) {
      throw evidence.notShown(
          "no micro-batch held more than a file without the limit either",
          "sin el límite tampoco hubo un micro-batch con más de un fichero");
    }
    return limited <= NativeSources.RECORDS_PER_FILE;
  }

  /** Records without a row, less the rows that nobody sent. */
  private static double lost(Evidence evidence, String variant) {
    return of(evidence, variant, Figure.RECORDS) - of(evidence, variant, Figure.ROWS);
  }

  private static double of(Evidence evidence, String variant, String what) {
    return evidence.of(Figure.of(variant, Engine.SPARK, ASAP, what));
  }
}
