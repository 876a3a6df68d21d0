package dev.weft.compiler.javac;

import dev.weft.compiler.hierarchy.ClassSource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileManager.Location;
import javax.tools.JavaFileObject.Kind;
import javax.tools.StandardLocation;

/**
 * The classes that a compilation uses: from its output, the class path and the module path.
 *
 * <p>Threads take turns, since a file manager is made for one thread.
 */
final class JavacClassSource implements ClassSource {

    private final JavaFileManager manager;
    private final List<Location> locations = new ArrayList<>();

    JavacClassSource(JavaFileManager manager) throws IOException {
        this.manager = manager;
        for (var location : List.of(StandardLocation.CLASS_OUTPUT, StandardLocation.CLASS_PATH)) {
            if (manager.hasLocation(location)) {
                locations.add(location);
            }
        }
        for (var location : List.of(StandardLocation.UPGRADE_MODULE_PATH, StandardLocation.MODULE_PATH)) {
            if (manager.hasLocation(location)) {
                manager.listLocationsForModules(location).forEach(locations::addAll);
            }
        }
    }

    @Override
    public synchronized Optional<byte[]> find(String name) throws IOException {
        for (var location : locations) {
            if (location.isOutputLocation() && manager.hasLocation(StandardLocation.MODULE_SOURCE_PATH)) {
                continue; // it is divided into modules, whose classes are among the generated ones
            }
            var file = manager.getJavaFileForInput(location, name.replace('/', '.'), Kind.CLASS);
            if (file != null) {
                try (var in = file.openInputStream()) {
                    return Optional.of(in.readAllBytes());
                }
            }
        }
        return Optional.empty();
    }
}
