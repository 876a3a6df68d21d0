package dev.weft.compiler.weave;

import dev.weft.compiler.finding.Severity;
import dev.weft.compiler.io.ClassContainer;
import dev.weft.compiler.io.ClassFilePath;
import dev.weft.compiler.scan.ClassScanner;
import dev.weft.compiler.scan.ScannedClass;
import dev.weft.compiler.split.DirectCalls;
import dev.weft.compiler.split.PlanPrinter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Finds the plans of methods that a user names, as {@code com.acme.Foo#bar} or {@code com.acme.Foo}. */
public final class PlanSearch {

    private static final String NO_PLAN = "there is no plan for what cannot be woven:" + System.lineSeparator();

    private final String className;
    private final String method;
    private final ClassWeaver weaver;
    private final boolean directCalls;

    /** @param directCalls whether classes of a container enter the methods of one another directly */
    public PlanSearch(String name, ClassWeaver weaver, boolean directCalls) {
        int end = name.indexOf('#');
        className = end < 0 ? name : name.substring(0, end);
        method = end < 0 ? "" : name.substring(end + 1);
        this.weaver = weaver;
        this.directCalls = directCalls;
    }

    public List<PlanPrinter> in(List<Path> roots) throws IOException {
        var found = new ArrayList<PlanPrinter>();
        for (var root : roots) {
            try (var container = ClassContainer.open(root)) {
                for (var file : container.classFiles()) {
                    if (isNamed(file)) {
                        found.addAll(in(file, container));
                    }
                }
            }
        }
        return found;
    }

    /** Nested classes may also be named with a dot, as in source. */
    private boolean isNamed(String file) {
        var wanted = "/" + ClassFilePath.of(className.replace('.', '/').replace('$', '/'));
        return ("/" + file.replace('$', '/')).endsWith(wanted);
    }

    private List<PlanPrinter> in(String file, ClassContainer container) throws IOException {
        var result = weaver.read(container.read(file));
        if (result instanceof ClassScanner.Unsupported one) {
            throw new IOException(NO_PLAN + UnsupportedClassFile.version(file, one.version()));
        } else if (!(result instanceof ClassScanner.Scanned)) {
            return List.of();
        }
        var scanned = ((ClassScanner.Scanned) result).scanned();
        if (!scanned.node()
                .name
                .replace('$', '/')
                .equals(className.replace('.', '/').replace('$', '/'))) {
            return List.of();
        }
        if (scanned.isWoven()) {
            throw new IOException(file + " is woven already; a plan is made of the class as the compiler wrote it");
        }
        for (var finding : weaver.check(scanned)) {
            if (finding.level() == Severity.ERROR) {
                throw new IOException(NO_PLAN + finding);
            }
        }
        return plans(scanned, direct(scanned, file, container));
    }

    private DirectCalls direct(ScannedClass scanned, String file, ClassContainer container) throws IOException {
        var located = LocatedClass.of(scanned, file);
        return directCalls && located.isPresent()
                ? DirectMethods.in(container, weaver).from(located.get())
                : DirectCalls.NONE;
    }

    private List<PlanPrinter> plans(ScannedClass scanned, DirectCalls direct) {
        return weaver.plans(scanned, weaver.frameClasses(scanned, name -> false), direct).stream()
                .filter(plan -> method.isEmpty() || plan.method().node().name.equals(method))
                .map(PlanPrinter::new)
                .toList();
    }
}
