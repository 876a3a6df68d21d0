package dev.weft.compiler.weave;

import dev.weft.compiler.abi.RuntimeAbi;
import dev.weft.compiler.io.ClassContainer;
import dev.weft.compiler.scan.ClassScanner;
import dev.weft.compiler.scan.ScannedClass;
import dev.weft.compiler.split.DirectCalls;
import dev.weft.compiler.split.DirectMethod;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The methods of a container that its classes may enter directly: those that are woven for it now, and those that were
 * before. Nothing else decides, so the order in which classes are woven, and in which runs, has no effect.
 *
 * <p>Of a class with versions for several releases of Java it is not known which one will be loaded. Nobody enters its
 * methods.
 */
final class DirectMethods {

    private static final Pattern VERSION = Pattern.compile("META-INF/versions/\\d+/");

    private final Map<String, DirectMethod> byPlace = new HashMap<>();

    private DirectMethods() {}

    static DirectMethods none() {
        return new DirectMethods();
    }

    /**
     * @param files the paths of all class files of the container
     */
    static DirectMethods among(List<LocatedClass> concerned, List<String> files) {
        var methods = new DirectMethods();
        var versioned = versioned(files);
        for (var one : concerned) {
            if (!versioned.contains(withoutVersion(one.file()))) {
                of(one.scanned())
                        .forEach(method -> methods.byPlace.put(
                                key(one, method.owner(), method.name(), method.descriptor()), method));
            }
        }
        return methods;
    }

    /** The same, of all classes of a container that can be read. */
    static DirectMethods in(ClassContainer container, ClassWeaver weaver) throws IOException {
        var files = container.classFiles();
        var concerned = new ArrayList<LocatedClass>();
        for (var file : files) {
            var bytes = container.read(file);
            if (!ClassScanner.isDamaged(bytes) && weaver.read(bytes) instanceof ClassScanner.Scanned one) {
                LocatedClass.of(one.scanned(), file).ifPresent(concerned::add);
            }
        }
        return among(concerned, files);
    }

    private static List<DirectMethod> of(ScannedClass scanned) {
        if (scanned.isWoven() && scanned.wovenBy() != RuntimeAbi.VERSION) {
            return List.of();
        }
        return scanned.asyncMethods().stream()
                .map(DirectMethod::of)
                .flatMap(Optional::stream)
                .filter(method -> method.isEntryIn(scanned.node()) == scanned.isWoven())
                .toList();
    }

    private static Set<String> versioned(List<String> files) {
        var versioned = new HashSet<String>();
        for (var file : files) {
            var path = withoutVersion(file);
            if (!path.equals(file)) {
                versioned.add(path);
            }
        }
        return versioned;
    }

    private static String withoutVersion(String file) {
        var version = VERSION.matcher(file);
        return version.lookingAt() ? file.substring(version.end()) : file;
    }

    /** Those that a class may enter: of classes that are loaded from the same root. */
    DirectCalls from(LocatedClass caller) {
        return byPlace.isEmpty()
                ? DirectCalls.NONE
                : (owner, name, descriptor) -> Optional.ofNullable(byPlace.get(key(caller, owner, name, descriptor)));
    }

    private static String key(LocatedClass beside, String owner, String name, String descriptor) {
        return beside.fileOf(owner) + name + descriptor;
    }
}
