package dev.weft.it.bytecode;

import java.util.Map;
import java.util.TreeMap;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.analysis.Analyzer;
import org.objectweb.asm.tree.analysis.AnalyzerException;
import org.objectweb.asm.tree.analysis.BasicVerifier;
import org.objectweb.asm.util.CheckClassAdapter;

/** Lets the JVM and ASM look at woven classes. */
final class Verification {
    private Verification() {}

    /**
     * Has every class verified.
     *
     * @param library the unchanged classes beside the woven ones
     * @return how many classes could not be linked because something they refer to is not on the class path
     * @throws AssertionError if one is no valid class
     */
    static int verify(Map<String, byte[]> woven, Map<String, byte[]> library) {
        var all = new TreeMap<>(library);
        all.putAll(woven);
        var loader = LibraryLoader.toVerify(all);
        int unlinked = 0;
        for (var file : woven.entrySet()) {
            try {
                structure(file.getValue());
                Class.forName(file.getKey().replace('/', '.'), true, loader);
            } catch (NoClassDefFoundError | ClassNotFoundException e) {
                if (isOfLibrary(e.getMessage(), library)) {
                    throw new AssertionError("generated class missing for " + file.getKey(), e);
                }
                unlinked++;
            } catch (LinkageError | AnalyzerException | RuntimeException e) {
                throw new AssertionError("no valid class: " + file.getKey() + ": " + e.getMessage(), e);
            }
        }
        return unlinked;
    }

    /** Whether the missing class would be one of the library's, or a frame class of one: such names have a dollar sign. */
    private static boolean isOfLibrary(String missing, Map<String, byte[]> library) {
        return library.containsKey(missing.replace('.', '/').replaceFirst("\\$.*", ""));
    }

    private static void structure(byte[] file) throws AnalyzerException {
        var reader = new ClassReader(file);
        reader.accept(new CheckClassAdapter(new ClassVisitor(Opcodes.ASM9) {}, false), 0);
        var type = new ClassNode();
        reader.accept(type, 0);
        for (MethodNode method : type.methods) {
            new Analyzer<>(new BasicVerifier()).analyze(type.name, method);
        }
    }
}
