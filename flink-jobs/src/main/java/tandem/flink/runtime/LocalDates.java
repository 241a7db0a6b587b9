package tandem.flink.runtime;

import java.lang.reflect.Type;
import java.time.LocalDate;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInfoFactory;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.typeutils.TypeExtractor;

/**
 * Gives dates Flink's own serializer, which a record's component would not get: there Flink knows
 * instants, and leaves dates to Kryo.
 */
public final class LocalDates extends TypeInfoFactory<LocalDate> {

  /**
   * Makes it known to all jobs of this JVM. The setting for it, {@code
   * pipeline.serialization-config}, fails in the second job of a JVM: what the first has registered
   * stays.
   */
  public static synchronized void register() {
    if (TypeExtractor.getTypeInfoFactory(LocalDate.class) == null) {
      TypeExtractor.registerFactory(LocalDate.class, LocalDates.class);
    }
  }

  @Override
  public TypeInformation<LocalDate> createTypeInfo(
      Type type, Map<String, TypeInformation<?>> parameters) {
    return Types.LOCAL_DATE;
  }
}
