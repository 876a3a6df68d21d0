package dev.weft.internal.trace;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * What a class file says of the weaver that has written it: the values of the annotation {@code Woven} (JVMS 4.7.17). It is
 * not visible to reflection, so the file is read, as far as it must be.
 *
 * @param abi the version of the woven ABI
 * @param weaver the version of the weaver; empty if the class does not say it
 */
record WovenBy(int abi, String weaver) {
    private static final int MAGIC = 0xCAFEBABE;

    /** That of this version, and that of version 1. */
    private static boolean isMark(Object descriptor) {
        return descriptor.equals("Ldev/weft/abi/Woven;") || descriptor.equals("Ldev/weft/Woven;");
    }

    /** Returns null if the class was not woven. */
    static @Nullable WovenBy read(InputStream file) throws IOException {
        var in = new DataInputStream(file);
        if (in.readInt() != MAGIC) {
            return null;
        }
        in.readInt(); // the version of the class file
        var reader = new Reader(in, constants(in));
        in.skipNBytes(6); // flags, this class, its superclass
        in.skipNBytes(2L * in.readUnsignedShort());
        reader.skipMembers(); // fields
        reader.skipMembers(); // methods
        return reader.mark();
    }

    /** Returns the texts and ints of the constant pool, each at its index. */
    private static Object[] constants(DataInputStream in) throws IOException {
        var constants = new Object[in.readUnsignedShort()];
        for (int i = 1; i < constants.length; i++) {
            constants[i] = "";
            int tag = in.readUnsignedByte();
            switch (tag) {
                case 1 -> constants[i] = in.readUTF();
                case 3 -> constants[i] = in.readInt();
                case 5, 6 -> {
                    in.skipNBytes(8);
                    i++; // a long or double takes two places
                }
                case 7, 8, 16, 19, 20 -> in.skipNBytes(2);
                case 15 -> in.skipNBytes(3);
                default -> in.skipNBytes(4);
            }
        }
        return constants;
    }

    /** Reads what stands behind the constant pool. */
    private static final class Reader {
        private final DataInputStream in;
        private final Object[] constants;

        Reader(DataInputStream in, Object[] constants) {
            this.in = in;
            this.constants = constants;
        }

        private Object constant() throws IOException {
            return constants[in.readUnsignedShort()];
        }

        private void skipMembers() throws IOException {
            for (int members = in.readUnsignedShort(); members > 0; members--) {
                in.skipNBytes(6); // flags, name, descriptor
                for (int attributes = in.readUnsignedShort(); attributes > 0; attributes--) {
                    in.skipNBytes(2);
                    in.skipNBytes(in.readInt());
                }
            }
        }

        private @Nullable WovenBy mark() throws IOException {
            for (int attributes = in.readUnsignedShort(); attributes > 0; attributes--) {
                var name = constant();
                int length = in.readInt();
                if (!name.equals("RuntimeInvisibleAnnotations")) {
                    in.skipNBytes(length);
                    continue;
                }
                for (int annotations = in.readUnsignedShort(); annotations > 0; annotations--) {
                    var type = constant();
                    var mark = annotation();
                    if (isMark(type)) {
                        return mark;
                    }
                }
            }
            return null;
        }

        /** Reads an annotation behind its type, as if it were the mark. */
        private WovenBy annotation() throws IOException {
            int abi = 0;
            var weaver = "";
            for (int elements = in.readUnsignedShort(); elements > 0; elements--) {
                var name = constant();
                var value = value();
                if (name.equals("abi") && value instanceof Integer number) {
                    abi = number;
                } else if (name.equals("by") && value instanceof String text) {
                    weaver = text;
                }
            }
            return new WovenBy(abi, weaver);
        }

        private @Nullable Object value() throws IOException {
            switch (in.readUnsignedByte()) {
                case 'e' -> in.skipNBytes(4);
                case '@' -> {
                    in.skipNBytes(2);
                    annotation();
                }
                case '[' -> {
                    for (int values = in.readUnsignedShort(); values > 0; values--) {
                        value();
                    }
                }
                default -> {
                    return constant();
                }
            }
            return null;
        }
    }
}
