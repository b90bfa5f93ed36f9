package dev.copra.spark;

import java.io.Serializable;
import java.nio.ByteBuffer;
import org.apache.spark.SparkConf;
import org.apache.spark.serializer.KryoSerializer;
import org.apache.spark.serializer.SerializerInstance;
import scala.reflect.ClassTag$;

/**
 * An object as the bytes that Kryo makes of its fields: what travels and is no {@link Serializable}. It may have no records and no
 * object that is known by its identity.
 *
 * @param <T> its class
 */
final class Written<T> implements Serializable {
    private static final long serialVersionUID = 1L;

    private final Class<T> type;
    private final byte[] kryo;
    private transient T read;

    private Written(Class<T> type, byte[] kryo) {
        this.type = type;
        this.kryo = kryo;
    }

    static <T> Written<T> of(Class<T> type, T object) {
        ByteBuffer written = serializer().serialize(object, ClassTag$.MODULE$.apply(type));
        byte[] bytes = new byte[written.remaining()];
        written.get(bytes);
        return new Written<>(type, bytes);
    }

    /** The object, which is made at the first call: one for all tasks of a process, if this one was broadcast. */
    synchronized T object() {
        if (read == null) {
            read = serializer().deserialize(ByteBuffer.wrap(kryo), ClassTag$.MODULE$.apply(type));
        }
        return read;
    }

    private static SerializerInstance serializer() {
        return new KryoSerializer(new SparkConf(false).set("spark.kryoserializer.buffer.max", "2047m")).newInstance();
    }
}
