package dev.weft.it.debug;

import dev.weft.it.frontends.FrontEnd;
import dev.weft.it.frontends.SourceText;
import dev.weft.it.harness.ClassFiles;
import dev.weft.it.harness.Weaving;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The program that is debugged, compiled and woven. */
final class Program {
    private static ClassFiles woven;

    private Program() {}

    static synchronized ClassFiles woven() {
        if (woven == null) {
            woven = Weaving.weave(compiled(), Weaving.runtime());
        }
        return woven;
    }

    static ClassFiles compiled() {
        var source = new SourceText(DebuggeeSource.NAME, DebuggeeSource.TEXT);
        return FrontEnd.JAVAC.compile(List.of(source), Weaving.runtime(), "-g", "--release", "17");
    }

    /** Starts it, its class files in a folder. */
    static Debuggee start(Path folder) throws Exception {
        return start(DebuggeeSource.NAME, woven(), folder);
    }

    static Debuggee start(String mainClass, ClassFiles classes, Path folder) throws Exception {
        for (var file : classes.byName().entrySet()) {
            write(folder.resolve(file.getKey() + ".class"), file.getValue());
        }
        var classPath = Stream.concat(Stream.of(folder), Weaving.runtime().stream());
        return new Debuggee(mainClass, classPath.toList());
    }

    private static void write(Path path, byte[] bytes) throws IOException {
        Files.createDirectories(path.getParent());
        Files.write(path, bytes);
    }
}
