package dev.weft.compiler.testkit;

import dev.weft.compiler.hierarchy.EntryAnnotationTypes;
import dev.weft.compiler.scan.AsyncMethod;
import dev.weft.compiler.scan.ClassScanner;
import dev.weft.compiler.scan.EntryAnnotations;
import dev.weft.compiler.scan.ScannedClass;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/** Class files by internal name. */
public record Classes(Map<String, byte[]> files) {

    /** All class files below a directory. */
    public static Classes in(Path root) {
        var files = new TreeMap<String, byte[]>();
        try (var all = Files.walk(root)) {
            for (var file :
                    all.filter(path -> path.toString().endsWith(".class")).toList()) {
                var name = root.relativize(file).toString().replace('\\', '/').replaceFirst("\\.class$", "");
                files.put(name, Files.readAllBytes(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Classes(files);
    }

    public Set<String> names() {
        return files.keySet();
    }

    /** The names of the woven classes. The frame classes that weaving adds are left out. */
    public Set<String> woven() {
        return names().stream()
                .filter(name -> scanned(name).isWoven())
                .filter(name -> scanned(name).frameOwner().isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    public byte[] bytes(String name) {
        var bytes = files.get(name);
        if (bytes == null) {
            throw new NoSuchElementException(name + " is not among " + names());
        }
        return bytes;
    }

    public Classes each(UnaryOperator<byte[]> change) {
        var changed = new TreeMap<String, byte[]>();
        files.forEach((name, bytes) -> changed.put(name, change.apply(bytes)));
        return new Classes(changed);
    }

    /** The same class files with another major version in their headers. */
    public Classes withVersion(int major) {
        return each(bytes -> {
            var changed = bytes.clone();
            changed[6] = (byte) (major >> 8);
            changed[7] = (byte) major;
            return changed;
        });
    }

    /** The same class files with another minor version; 65535 says that they use preview features. */
    public Classes withMinorVersion(int minor) {
        return each(bytes -> {
            var changed = bytes.clone();
            changed[4] = (byte) (minor >> 8);
            changed[5] = (byte) minor;
            return changed;
        });
    }

    public void writeTo(Path root) {
        try {
            for (var file : files.entrySet()) {
                var path = root.resolve(file.getKey() + ".class");
                Files.createDirectories(path.getParent());
                Files.write(path, file.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The class as a tree, stack maps expanded. */
    public ClassNode node(String name) {
        var node = new ClassNode();
        new ClassReader(bytes(name)).accept(node, ClassReader.EXPAND_FRAMES);
        return node;
    }

    public ScannedClass scanned(String name) {
        return ClassScanner.scan(bytes(name), entryAnnotations());
    }

    /** The annotations that mark entry methods, as far as these classes have them. */
    private EntryAnnotations entryAnnotations() {
        return new EntryAnnotationTypes(name -> Optional.ofNullable(files.get(name)), new HashMap<>())::contains;
    }

    /** The first async method of that name, in any of the classes. */
    public AsyncMethod async(String method) {
        return names().stream()
                .flatMap(name -> scanned(name).asyncMethods().stream())
                .filter(async -> async.node().name.equals(method))
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException(method + " is no async method of " + names()));
    }

    /** The names of all methods of a class, in their order. */
    public List<String> methodNames(String className) {
        return node(className).methods.stream().map(method -> method.name).toList();
    }

    /** The first method of that name whose descriptor starts with the given text. */
    public MethodNode method(String className, String name, String descriptorStart) {
        return node(className).methods.stream()
                .filter(method -> method.name.equals(name) && method.desc.startsWith(descriptorStart))
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException(className + "." + name + descriptorStart));
    }
}
