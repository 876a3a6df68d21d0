package dev.weft.it.bytecode;

import java.util.Map;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Defines classes of a library itself, before its parent is asked. */
final class LibraryLoader extends ClassLoader {
    private final Map<String, byte[]> files;
    private final boolean initialisers;

    private LibraryLoader(Map<String, byte[]> files, boolean initialisers) {
        super(LibraryLoader.class.getClassLoader());
        this.files = files;
        this.initialisers = initialisers;
    }

    /** Classes that can be used. */
    static LibraryLoader toRun(Map<String, byte[]> files) {
        return new LibraryLoader(files, true);
    }

    /** Classes without {@code <clinit>}: to initialise one is to have the JVM verify it, and nothing else. */
    static LibraryLoader toVerify(Map<String, byte[]> files) {
        return new LibraryLoader(files, false);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        byte[] file = files.get(name.replace('.', '/'));
        if (file == null) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            var loaded = findLoadedClass(name);
            if (loaded != null) {
                return loaded;
            }
            byte[] defined = initialisers ? file : withoutInitialiser(file);
            return defineClass(name, defined, 0, defined.length);
        }
    }

    private static byte[] withoutInitialiser(byte[] file) {
        var reader = new ClassReader(file);
        var writer = new ClassWriter(reader, 0);
        reader.accept(
                new ClassVisitor(Opcodes.ASM9, writer) {
                    @Override
                    public MethodVisitor visitMethod(
                            int access, String name, String descriptor, String signature, String[] exceptions) {
                        return name.equals("<clinit>")
                                ? null
                                : super.visitMethod(access, name, descriptor, signature, exceptions);
                    }
                },
                0);
        return writer.toByteArray();
    }
}
