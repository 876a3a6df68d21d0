package dev.weft.compiler.javac;

import com.sun.source.util.JavacTask;
import com.sun.source.util.TaskEvent;
import com.sun.source.util.TaskListener;
import dev.weft.compiler.WeaverSettings;
import dev.weft.compiler.finding.Finding;
import dev.weft.compiler.finding.Severity;
import dev.weft.compiler.hierarchy.ClassHierarchy;
import dev.weft.compiler.hierarchy.ClassSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import javax.lang.model.element.TypeElement;
import javax.tools.JavaFileManager;
import javax.tools.StandardLocation;

/**
 * Notes each class that javac writes, and weaves all of them when the compilation ends. Only then all supertypes are
 * known, and all findings can be reported before any class is changed.
 */
final class WeaveGenerated implements TaskListener {

    private final JavacTask task;
    private final JavaFileManager manager;
    private final WeaverSettings settings;
    private final GeneratedClasses classes;

    WeaveGenerated(JavacTask task, JavaFileManager manager, WeaverSettings settings) {
        this.task = task;
        this.manager = manager;
        this.settings = settings;
        classes = new GeneratedClasses(manager);
    }

    @Override
    public void finished(TaskEvent event) {
        if (event.getKind() == TaskEvent.Kind.GENERATE) {
            note(event);
        } else if (event.getKind() == TaskEvent.Kind.COMPILATION) {
            weaveAll();
        }
    }

    private void note(TaskEvent event) {
        var type = event.getTypeElement();
        var name = type == null
                ? "module-info"
                : task.getElements().getBinaryName(type).toString();
        if (type != null && !name.endsWith("-info")) { // of modules and packages: no code
            try {
                classes.add(generated(type, name, event));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private GeneratedClass generated(TypeElement type, String name, TaskEvent event) throws IOException {
        if (!manager.hasLocation(StandardLocation.MODULE_SOURCE_PATH)) {
            return new GeneratedClass(StandardLocation.CLASS_OUTPUT, "", name, event.getSourceFile());
        }
        var module = task.getElements().getModuleOf(type).getQualifiedName().toString();
        var location = manager.getLocationForModule(StandardLocation.CLASS_OUTPUT, module);
        return new GeneratedClass(location, module + "/", name, event.getSourceFile());
    }

    private void weaveAll() {
        var diagnostics = new Diagnostics(task);
        try {
            classes.readAll();
            var others = new JavacClassSource(manager);
            ClassSource types = name -> {
                var own = classes.find(name);
                return own.isPresent() ? own : others.find(name);
            };
            var report = settings.weaver().build().weave(classes, types);
            var inOrder = new ArrayList<>(report.findings());
            inOrder.sort(Comparator.comparing(Finding::file).thenComparing(Finding::line));
            for (var finding : inOrder) {
                var failing = finding.level() == Severity.ERROR || settings.failOnWarning();
                classes.named(finding.className()).ifPresent(in -> diagnostics.report(finding, failing, in.source()));
            }
            if (report.rejected()) {
                classes.deleteUnwoven(new ClassHierarchy(List.of(types)).entryAnnotations()::contains);
            }
        } catch (IOException | IllegalStateException | IllegalArgumentException e) {
            classes.any().ifPresent(in -> diagnostics.report("Weft: " + e.getMessage(), in.source()));
            deleteUnwoven();
        }
    }

    /** The compilation has failed; what it has written must not be run as it is. */
    private void deleteUnwoven() {
        try {
            classes.deleteUnwoven(new ClassHierarchy(List.of(classes)).entryAnnotations()::contains);
        } catch (IOException | RuntimeException unreadable) {
            // the first failure has been reported
        }
    }
}
